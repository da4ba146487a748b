package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Band;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Overlay;
import io.memledger.report.charts.ChartSpec.Size;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report;
import io.memledger.report.model.Report.EvidenceRow;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.model.Report.FindingPart;
import io.memledger.report.model.Report.Step;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.rule.CgroupNames;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Proof;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.Seconds;
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

  /** Charts of a finding; what else it rests on is in the tables. */
  private static final int MOST_FIGURES = 4;

  /** Numbers and commands of a finding that took in many others. */
  private static final int MOST_EVIDENCE = 30;

  private static final int MOST_STEPS = 12;

  /** Findings from this one on get one chart each: nobody reads further with such care. */
  private static final int CLOSELY_READ = 8;

  /**
   * @param place of the finding in the report, from 1
   * @param ruledOut other explanations that do not hold
   */
  static FindingPart build(
      ReportContext draft, Finding finding, int place, List<Report.Link> ruledOut) {
    String anchor = "f" + place;
    boolean close = finding.status() != Status.CLEARED && place <= CLOSELY_READ;
    List<Figure> figures = new ArrayList<>();
    for (Proof proof : finding.proofs()) {
      if (figures.size() < (close ? MOST_FIGURES : 1)) {
        String id = anchor + "-" + (figures.size() + 1);
        draft.chart(id, () -> figure(draft, finding, proof, id)).ifPresent(figures::add);
      }
    }
    String meaning = finding.rule() + ".meaning";
    boolean said = finding.explanation().key().equals(meaning) || !draft.has(meaning);
    return new FindingPart(
        anchor,
        finding.status().id(),
        draft.text("status." + finding.status().id()),
        draft.say(finding.headline()),
        Names.shown(finding.rule()),
        draft.say(finding.explanation()),
        facts(draft, finding),
        figures,
        evidence(draft, finding),
        finding.nextSteps().stream()
            .limit(MOST_STEPS)
            .map(
                s ->
                    new Step(
                        draft.say(s.why()), s.command() == null ? "" : Names.visible(s.command())))
            .toList(),
        said ? "" : draft.named(meaning),
        ruledOut);
  }

  /** The sentence alone, and why there is no more. */
  static FindingPart bare(ReportContext draft, Finding finding, String anchor) {
    String failure = draft.failed().sentence(anchor);
    return new FindingPart(
        anchor,
        finding.status().id(),
        draft.text("status." + finding.status().id()),
        draft.part(anchor + "-headline", () -> draft.say(finding.headline()), failure),
        Names.shown(finding.rule()),
        failure,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of());
  }

  /** The numbers; of very many the first, and how many more report.json has. */
  private static List<EvidenceRow> evidence(ReportContext draft, Finding finding) {
    List<EvidenceRow> rows = new ArrayList<>();
    for (Evidence e : finding.evidence()) {
      if (rows.size() == MOST_EVIDENCE) {
        int left = finding.evidence().size() - MOST_EVIDENCE;
        String more = draft.say(draft.wording("evidence.more").with("count", left, Unit.COUNT));
        rows.add(new EvidenceRow(more, "", ""));
        break;
      }
      rows.add(
          new EvidenceRow(
              draft.evidence(e.name()),
              draft.amounts().quantity(e.value(), e.unit()),
              ReportContext.name(e.source())));
    }
    return rows;
  }

  private static List<Fact> facts(ReportContext draft, Finding finding) {
    List<Fact> facts = new ArrayList<>();
    if (finding.culprit() != null && finding.culprit().subject().kind() != Subject.Kind.HOST) {
      facts.add(
          draft.fact("fact.culprit", draft.culprit(finding.culprit()), within(draft, finding)));
    }
    facts.addAll(rate(draft, finding));
    facts.addAll(share(draft, finding));
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

  /** Rate with its interval. */
  static List<Fact> rate(ReportContext draft, Finding finding) {
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
    return facts;
  }

  /** What of the loss it explains. */
  static List<Fact> share(ReportContext draft, Finding finding) {
    return Double.isNaN(finding.shareOfLoss())
        ? List.of()
        : List.of(
            draft.fact(
                "fact.share",
                draft.amounts().percent(finding.shareOfLoss()),
                draft.text("fact.share.note")));
  }

  private static String within(ReportContext draft, Finding finding) {
    List<String> parts = new ArrayList<>();
    if (finding.culprit().started() != null) {
      parts.add(draft.say(draft.wording("started").with("time", finding.culprit().started())));
    }
    if (finding.culprit().within() != null) {
      String path = finding.culprit().within();
      Wording within =
          CgroupNames.ofPath(path)
              .map(place -> draft.wording("within.place").with("place", place))
              .orElseGet(() -> draft.wording("within"));
      parts.add(draft.say(within.with("path", path)));
    }
    return String.join(" · ", parts);
  }

  private static Optional<Figure> figure(
      ReportContext draft, Finding finding, Proof proof, String id) {
    Optional<TimeSeries> series = draft.recording.series(proof.metric(), proof.subject());
    if (series.isEmpty()) {
      return Optional.empty();
    }
    String metric = draft.metric(proof.metric());
    Palette hue =
        finding.category() == null || finding.category() == io.memledger.series.Category.FREE
            ? Palette.SLAB_RECLAIMABLE
            : Palette.of(finding.category());
    List<Curve> curves = List.of(ReportContext.curve(series.get(), metric, hue));
    ChartSpec.Frame frame = draft.frame();
    Overlay over = overlay(draft, finding, proof, frame, curves.get(0));
    String subject =
        proof.subject().equals(Subject.HOST)
            ? metric
            : metric + " · " + draft.subject(proof.subject());
    Unit unit = proof.metric().unit();
    return Optional.of(
        draft.figure(
            id,
            subject,
            caption(draft, over),
            draft.say(
                draft
                    .wording("figure.series.desc")
                    .with("name", subject)
                    .with("start", series.get().first().value(), unit)
                    .with("end", series.get().last().value(), unit)),
            new Lines(frame, unit, Size.LOW, false, curves, over)));
  }

  private static String caption(ReportContext draft, Overlay over) {
    if (over.fits().isEmpty()) {
      return "";
    }
    Wording fit = draft.wording(over.bands().isEmpty() ? "figure.fit" : "figure.fit.band");
    return draft.say(
        over.shades().isEmpty() ? fit : draft.sentences(fit, draft.wording("figure.shade")));
  }

  /** The fitted line with its interval, what it does not rest on, and what happened meanwhile. */
  private static Overlay overlay(
      ReportContext draft, Finding finding, Proof proof, ChartSpec.Frame frame, Curve curve) {
    List<ChartSpec.Mark> marks = Events.of(draft, proof.subject());
    if (Double.isNaN(proof.slope()) || !FittedLine.belongs(stretch(proof), curve)) {
      return new Overlay(List.of(), List.of(), List.of(), marks, List.of());
    }
    return new Overlay(
        List.of(stretch(proof)),
        finding.proofs().get(0) == proof ? band(finding, proof) : List.of(),
        FittedLine.shades(frame, proof.from()),
        marks,
        List.of());
  }

  /** The interval of the slope, about the middle of the fitted line. */
  static List<Band> band(Finding finding, Proof proof) {
    boolean known = !Numbers.unknown(finding.rateLow()) && !Numbers.unknown(finding.rateHigh());
    boolean same = (proof.metric().unit() == Unit.BYTES) == (finding.unit() == Unit.BYTES);
    return known && same && proof.to() > proof.from()
        ? List.of(
            FittedLine.band(
                stretch(proof),
                finding.rateLow() / Seconds.HOUR,
                finding.rateHigh() / Seconds.HOUR))
        : List.of();
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
