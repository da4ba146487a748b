package io.memledger.report.sections;

import io.memledger.report.model.Report.Fact;
import io.memledger.rule.Culprit;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.List;

/** The figures beside a finding: who, how fast, how much, which course, how sure. */
final class FindingFacts {
  private FindingFacts() {}

  static List<Fact> all(ReportContext context, Finding finding) {
    Growth growth = finding.claim().growth();
    Culprit culprit = finding.claim().culprit();
    List<Fact> facts = new ArrayList<>();
    if (culprit != null && culprit.subject().kind() != Subject.Kind.HOST) {
      facts.add(context.fact("fact.culprit", context.culprit(culprit), within(context, culprit)));
    }
    // What was cleared and does not go on has no rate: noise has one against its own growth.
    if (finding.status() != Status.CLEARED || growth.shape() == null || growth.shape().goesOn()) {
      facts.addAll(rate(context, finding));
    }
    facts.addAll(share(context, finding));
    if (!Double.isNaN(growth.amount())) {
      facts.add(
          context.fact(
              "fact.growth",
              context.amounts().signed(growth.amount(), growth.unit()),
              context.window(growth.from(), growth.to())));
    }
    if (growth.shape() != null) {
      facts.add(context.fact("fact.shape", context.text("shape." + growth.shape().id())));
    }
    if (finding.status() != Status.CLEARED
        && !Double.isNaN(finding.claim().certainty().confidence())) {
      facts.add(
          context.fact(
              "fact.confidence",
              context.amounts().percent(finding.claim().certainty().confidence())));
    }
    return facts;
  }

  /** Rate with its interval. */
  static List<Fact> rate(ReportContext context, Finding finding) {
    Growth growth = finding.claim().growth();
    List<Fact> facts = new ArrayList<>();
    if (!Double.isNaN(growth.rate())) {
      boolean known = !Double.isNaN(growth.low()) && !Double.isNaN(growth.high());
      String interval =
          !known
              ? ""
              : context.say(
                  context
                      .wording("interval")
                      .with(
                          "range",
                          context
                              .amounts()
                              .rateInterval(
                                  growth.low(), growth.high(), growth.rate(), growth.unit())));
      facts.add(
          context.fact(
              "fact.rate", context.amounts().rate(growth.rate(), growth.unit()), interval));
    }
    return facts;
  }

  /** What of the loss it explains. */
  static List<Fact> share(ReportContext context, Finding finding) {
    return Double.isNaN(finding.claim().loss().shareOfLoss())
        ? List.of()
        : List.of(
            context.fact(
                "fact.share",
                context.amounts().percent(finding.claim().loss().shareOfLoss()),
                context.text("fact.share.note")));
  }

  private static String within(ReportContext context, Culprit culprit) {
    List<String> parts = new ArrayList<>();
    if (culprit.started() != null) {
      parts.add(context.say(context.wording("started").with("time", culprit.started())));
    }
    if (culprit.within() != null) {
      String path = culprit.within();
      Wording within =
          CgroupNames.ofPath(path)
              .map(place -> context.wording("within.place").with("place", place))
              .orElseGet(() -> context.wording("within"));
      parts.add(context.say(within.with("path", path)));
    }
    return String.join(" · ", parts);
  }
}
