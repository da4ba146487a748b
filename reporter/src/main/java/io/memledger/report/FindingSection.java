package io.memledger.report;

import io.memledger.report.ChartSpec.Curve;
import io.memledger.report.ChartSpec.Lines;
import io.memledger.report.ChartSpec.Stretch;
import io.memledger.report.Report.EvidenceRow;
import io.memledger.report.Report.Fact;
import io.memledger.report.Report.Figure;
import io.memledger.report.Report.FindingPart;
import io.memledger.report.Report.Step;
import io.memledger.rule.Finding;
import io.memledger.rule.Proof;
import io.memledger.rule.Status;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One finding, or one suspicion cleared: the sentence, the numbers, the charts, what to do next.
 */
final class FindingSection {
  private FindingSection() {}

  static FindingPart build(Draft draft, Finding finding, String anchor) {
    List<Figure> figures = new ArrayList<>();
    for (Proof proof : finding.proofs()) {
      figure(draft, finding, proof, anchor + "-" + (figures.size() + 1)).ifPresent(figures::add);
    }
    return new FindingPart(
        anchor,
        finding.status().id(),
        draft.text("status." + finding.status().id()),
        draft.say(finding.headline()),
        Names.shown(finding.rule()),
        draft.say(finding.explanation()),
        facts(draft, finding),
        figures,
        finding.evidence().stream()
            .map(
                e ->
                    new EvidenceRow(
                        draft.evidence(e.name()),
                        draft.amounts().quantity(e.value(), e.unit()),
                        Draft.name(e.source())))
            .toList(),
        finding.nextSteps().stream()
            .map(
                s ->
                    new Step(
                        draft.say(s.why()), s.command() == null ? "" : Names.visible(s.command())))
            .toList());
  }

  private static List<Fact> facts(Draft draft, Finding finding) {
    List<Fact> facts = new ArrayList<>();
    if (finding.culprit() != null && finding.culprit().subject().kind() != Subject.Kind.HOST) {
      facts.add(
          draft.fact("fact.culprit", draft.culprit(finding.culprit()), within(draft, finding)));
    }
    facts.addAll(speed(draft, finding));
    if (!Double.isNaN(finding.growth())) {
      facts.add(
          draft.fact(
              "fact.growth",
              draft.amounts().signed(finding.growth(), finding.unit()),
              draft.window(finding.from(), finding.to())));
    }
    if (finding.shape() != null) {
      facts.add(draft.fact("fact.shape", draft.text("shape." + finding.shape().id())));
    }
    if (finding.status() != Status.CLEARED && !Double.isNaN(finding.confidence())) {
      facts.add(draft.fact("fact.confidence", draft.amounts().percent(finding.confidence())));
    }
    return facts;
  }

  /** Rate with its interval, and the share of the loss. */
  static List<Fact> speed(Draft draft, Finding finding) {
    List<Fact> facts = new ArrayList<>();
    if (!Double.isNaN(finding.rate())) {
      boolean known = !Double.isNaN(finding.rateLow()) && !Double.isNaN(finding.rateHigh());
      String interval =
          !known
              ? ""
              : draft.say(
                  draft
                      .wording("interval")
                      .with(
                          "range",
                          draft
                              .amounts()
                              .rateInterval(
                                  finding.rateLow(),
                                  finding.rateHigh(),
                                  finding.rate(),
                                  finding.unit())));
      facts.add(
          draft.fact("fact.rate", draft.amounts().rate(finding.rate(), finding.unit()), interval));
    }
    if (!Double.isNaN(finding.shareOfLoss())) {
      facts.add(
          draft.fact(
              "fact.share",
              draft.amounts().percent(finding.shareOfLoss()),
              draft.text("fact.share.note")));
    }
    return facts;
  }

  private static String within(Draft draft, Finding finding) {
    List<String> parts = new ArrayList<>();
    if (finding.culprit().started() != null) {
      parts.add(draft.say(draft.wording("started").with("time", finding.culprit().started())));
    }
    if (finding.culprit().within() != null) {
      parts.add(draft.say(draft.wording("within").with("path", finding.culprit().within())));
    }
    return String.join(" · ", parts);
  }

  private static Optional<Figure> figure(Draft draft, Finding finding, Proof proof, String id) {
    Optional<TimeSeries> series = draft.recording.series(proof.metric(), proof.subject());
    if (series.isEmpty()) {
      return Optional.empty();
    }
    String metric = draft.metric(proof.metric());
    Palette hue =
        finding.category() == null || finding.category() == io.memledger.series.Category.FREE
            ? Palette.SLAB_RECLAIMABLE
            : Palette.of(finding.category());
    List<Curve> curves = List.of(Draft.curve(series.get(), metric, hue));
    List<Stretch> fits = Double.isNaN(proof.slope()) ? List.of() : List.of(stretch(proof));
    String subject =
        proof.subject().equals(Subject.HOST)
            ? metric
            : metric + " · " + draft.subject(proof.subject());
    Unit unit = proof.metric().unit();
    return Optional.of(
        draft.figure(
            id,
            subject,
            fits.isEmpty() ? "" : draft.text("figure.fit"),
            draft.say(
                draft
                    .wording("figure.series.desc")
                    .with("name", subject)
                    .with("start", series.get().first().value(), unit)
                    .with("end", series.get().last().value(), unit)),
            new Lines(draft.frame(), unit, false, true, curves, fits)));
  }

  /** The line that was fitted, over the stretch that it was fitted to. */
  static Stretch stretch(Proof proof) {
    return new Stretch(
        proof.from(),
        proof.intercept() + proof.slope() * proof.from(),
        proof.to(),
        proof.intercept() + proof.slope() * proof.to(),
        false);
  }
}
