package io.memledger.report.sections;

import io.memledger.engine.RuleOutcome;
import io.memledger.report.model.Report.Link;
import io.memledger.report.words.Names;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.series.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which cleared suspicions would otherwise explain a leak: the likeliest first. */
final class RuledOut {
  private static final int MOST = 6;

  /** Rules that explain away growth of anything. */
  private static final List<String> ALWAYS =
      List.of(
          "page-cache-benign",
          "hugepage-pool",
          "shmem-growth",
          "slab-unreclaimable",
          "unaccounted-growth",
          "process-growth");

  /** Rules that explain away growth of a line of the ledger. */
  private static final Map<Category, List<String>> FIRST =
      Map.of(
          Category.ANONYMOUS, List.of("warm-up", "sawtooth", "virtual-only"),
          Category.SLAB_UNRECLAIMABLE, List.of("slab-reclaimable", "descriptor-growth"),
          Category.UNACCOUNTED, List.of("vmalloc-growth", "percpu-growth"),
          Category.SHMEM, List.of("process-growth"));

  private RuledOut() {}

  /** For a finding that is a leak; empty for others. */
  static List<Link> of(ReportContext draft, Finding leak) {
    List<Link> links = new ArrayList<>();
    if (!leak.status().isLeak()) {
      return links;
    }
    List<String> rules = new ArrayList<>(FIRST.getOrDefault(category(leak), List.of()));
    ALWAYS.stream().filter(r -> !rules.contains(r)).forEach(rules::add);
    for (String rule : rules) {
      for (RuleOutcome other : draft.analysis.rules()) {
        boolean fits = other.id().equals(rule) && isClear(other);
        if (fits && !rule.equals(leak.rule()) && links.size() < MOST) {
          links.add(link(draft, other));
        }
      }
    }
    return links;
  }

  /** Everything that was looked at and cleared, what has something to tell first. */
  static List<Link> all(ReportContext draft, int most) {
    List<RuleOutcome> clear = draft.analysis.rules().stream().filter(RuledOut::isClear).toList();
    return Stream.concat(
            clear.stream().filter(r -> !isStill(r)), clear.stream().filter(RuledOut::isStill))
        .limit(most)
        .map(r -> link(draft, r))
        .toList();
  }

  private static boolean isClear(RuleOutcome rule) {
    return rule.outcome() == RuleOutcome.Outcome.CLEAR && rule.reason() != null;
  }

  private static boolean isStill(RuleOutcome rule) {
    return rule.reason().key().endsWith(".still");
  }

  /** To the cleared finding where there is one, else to the rule's line. */
  private static Link link(ReportContext draft, RuleOutcome rule) {
    List<Finding> findings = draft.analysis.findings();
    String anchor = "r-" + Names.shown(rule.id());
    for (int i = 0; i < findings.size(); i++) {
      Finding one = findings.get(i);
      if (one.rule().equals(rule.id()) && one.status() == Status.CLEARED) {
        anchor = "f" + (i + 1);
      }
    }
    return new Link(anchor, draft.say(rule.reason()));
  }

  private static Category category(Finding leak) {
    return leak.category() == null ? Category.FREE : leak.category();
  }
}
