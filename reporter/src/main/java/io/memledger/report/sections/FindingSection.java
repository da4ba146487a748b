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
import io.memledger.report.model.Report.Figure;
import io.memledger.report.model.Report.FindingPart;
import io.memledger.report.model.Report.Step;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
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
      ReportContext context, Finding finding, int place, List<Report.Link> ruledOut) {
    String anchor = "f" + place;
    boolean close = finding.status() != Status.CLEARED && place <= CLOSELY_READ;
    List<Figure> figures = new ArrayList<>();
    for (Proof proof : finding.support().proofs()) {
      if (figures.size() < (close ? MOST_FIGURES : 1)) {
        String id = anchor + "-" + (figures.size() + 1);
        context.chart(id, () -> figure(context, finding, proof, id)).ifPresent(figures::add);
      }
    }
    String meaning = finding.rule().id() + ".meaning";
    String explanation = context.say(finding.words().explanation());
    boolean said =
        finding.words().general()
            || !context.has(meaning)
            || explanation.startsWith(context.named(meaning));
    return new FindingPart(
        anchor,
        finding.status().id(),
        context.text("status." + finding.status().id()),
        context.say(finding.words().headline()),
        Names.shown(finding.rule().id()),
        explanation,
        FindingFacts.all(context, finding),
        figures,
        evidence(context, finding),
        finding.support().steps().stream()
            .limit(MOST_STEPS)
            .map(
                s ->
                    new Step(
                        context.say(s.why()),
                        s.command() == null ? "" : Names.visible(s.command())))
            .toList(),
        said ? "" : context.named(meaning),
        ruledOut);
  }

  /** The sentence alone, and why there is no more. */
  static FindingPart bare(ReportContext context, Finding finding, String anchor) {
    String failure = context.failed().sentence(anchor);
    return new FindingPart(
        anchor,
        finding.status().id(),
        context.text("status." + finding.status().id()),
        context.part(anchor + "-headline", () -> context.say(finding.words().headline()), failure),
        Names.shown(finding.rule().id()),
        failure,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of());
  }

  /** The numbers; of very many the first, and how many more report.json has. */
  private static List<EvidenceRow> evidence(ReportContext context, Finding finding) {
    List<EvidenceRow> rows = new ArrayList<>();
    List<Evidence> telling =
        finding.support().evidence().stream().filter(e -> !isNoGrowth(e)).toList();
    for (Evidence e : telling) {
      if (rows.size() == MOST_EVIDENCE) {
        int left = telling.size() - MOST_EVIDENCE;
        String more = context.say(context.wording("evidence.more").with("count", left, Unit.COUNT));
        rows.add(new EvidenceRow(more, "", ""));
        break;
      }
      EvidenceRow row =
          new EvidenceRow(
              context.evidence(e.name()),
              context.amounts().quantity(e.value(), e.unit()),
              ReportContext.name(e.source()));
      // Two findings that were merged may name one number each in their own way.
      if (!rows.contains(row)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Bytes that something did not grow by; report.json has them. */
  private static boolean isNoGrowth(Evidence e) {
    return e.unit() == Unit.BYTES && Math.round(e.value()) == 0 && e.name().endsWith("growth");
  }

  private static Optional<Figure> figure(
      ReportContext context, Finding finding, Proof proof, String id) {
    Optional<TimeSeries> series = context.recording.series(proof.metric(), proof.subject());
    if (series.isEmpty()) {
      return Optional.empty();
    }
    String metric = context.metric(proof.metric());
    Palette hue =
        finding.claim().line() == null
                || finding.claim().line() == io.memledger.series.Category.FREE
            ? Palette.SLAB_RECLAIMABLE
            : Palette.of(finding.claim().line());
    List<Curve> curves = List.of(ReportContext.curve(series.get(), metric, hue));
    ChartSpec.Frame frame = context.frame();
    Overlay over = overlay(context, finding, proof, frame, curves.get(0));
    String subject =
        proof.subject().equals(Subject.HOST)
            ? metric
            : metric + " · " + context.subject(proof.subject());
    Unit unit = proof.metric().unit();
    return Optional.of(
        context.figure(
            id,
            subject,
            caption(context, over),
            context.say(
                context
                    .wording("figure.series.desc")
                    .with("name", subject)
                    .with("start", series.get().first().value(), unit)
                    .with("end", series.get().last().value(), unit)),
            new Lines(frame, unit, Size.LOW, false, curves, over)));
  }

  private static String caption(ReportContext context, Overlay over) {
    if (over.fits().isEmpty()) {
      return "";
    }
    Wording fit = context.wording(over.bands().isEmpty() ? "figure.fit" : "figure.fit.band");
    return context.say(
        over.shades().isEmpty() ? fit : context.sentences(fit, context.wording("figure.shade")));
  }

  /** The fitted line with its interval, what it does not rest on, and what happened meanwhile. */
  private static Overlay overlay(
      ReportContext context, Finding finding, Proof proof, ChartSpec.Frame frame, Curve curve) {
    List<ChartSpec.Mark> marks = Events.of(context, proof.subject());
    if (Double.isNaN(proof.slope()) || !FittedLine.belongs(stretch(proof), curve)) {
      return new Overlay(List.of(), List.of(), List.of(), marks, List.of());
    }
    return new Overlay(
        List.of(stretch(proof)),
        finding.support().proofs().get(0) == proof ? band(finding, proof) : List.of(),
        FittedLine.shades(frame, proof.from()),
        marks,
        List.of());
  }

  /** The interval of the slope, about the middle of the fitted line. */
  static List<Band> band(Finding finding, Proof proof) {
    boolean known =
        !Numbers.unknown(finding.claim().growth().low())
            && !Numbers.unknown(finding.claim().growth().high());
    boolean same =
        (proof.metric().unit() == Unit.BYTES) == (finding.claim().growth().unit() == Unit.BYTES);
    return known && same && proof.to() > proof.from()
        ? List.of(
            FittedLine.band(
                stretch(proof),
                finding.claim().growth().low() / Seconds.HOUR,
                finding.claim().growth().high() / Seconds.HOUR))
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
