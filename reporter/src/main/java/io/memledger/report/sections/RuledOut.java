package io.memledger.report.sections;

import io.memledger.engine.RuleOutcome;
import io.memledger.report.model.Report.Link;
import io.memledger.report.words.Names;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.series.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which cleared suspicions would otherwise explain a leak: the likeliest first. */
final class RuledOut {
  private static final int MOST = 6;

  private RuledOut() {}

  /** For a finding that is a leak; empty for others. */
  static List<Link> of(ReportContext context, Finding leak) {
    List<Link> links = new ArrayList<>();
    if (!leak.status().isLeak()) {
      return links;
    }
    List<RuleOutcome> clear = context.analysis.rules().stream().filter(RuledOut::isClear).toList();
    Category line = leak.claim().line();
    Stream.concat(
            clear.stream().filter(r -> r.rule().rulesOut().contains(line)),
            clear.stream().filter(r -> r.rule().rulesOutAll()))
        .distinct()
        .filter(r -> !r.rule().equals(leak.rule()))
        .limit(MOST)
        .forEach(r -> links.add(link(context, r)));
    return links;
  }

  /** Everything that was looked at and cleared, what has something to tell first. */
  static List<Link> all(ReportContext context, int most) {
    List<RuleOutcome> clear = context.analysis.rules().stream().filter(RuledOut::isClear).toList();
    return Stream.concat(
            clear.stream().filter(r -> !r.still()), clear.stream().filter(RuleOutcome::still))
        .limit(most)
        .map(r -> link(context, r))
        .toList();
  }

  private static boolean isClear(RuleOutcome rule) {
    return rule.outcome() == RuleOutcome.Outcome.CLEAR && rule.reason() != null;
  }

  /** To the cleared finding where there is one, else to the rule's line. */
  private static Link link(ReportContext context, RuleOutcome rule) {
    List<Finding> findings = context.analysis.findings();
    String anchor = "r-" + Names.shown(rule.id());
    for (int i = 0; i < findings.size(); i++) {
      Finding one = findings.get(i);
      if (one.rule().equals(rule.rule()) && one.status() == Status.CLEARED) {
        anchor = "f" + (i + 1);
      }
    }
    return new Link(anchor, context.say(rule.reason()));
  }
}
