package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec.Band;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Frame;
import io.memledger.report.charts.ChartSpec.Level;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Mark;
import io.memledger.report.charts.ChartSpec.Overlay;
import io.memledger.report.charts.ChartSpec.Shade;
import io.memledger.report.charts.ChartSpec.Size;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Finding;
import io.memledger.rule.Proof;
import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one chart that proves the verdict: what is left, the trend with its interval, where it leads,
 * and beside it what takes it.
 */
final class ProofChart {
  /** Growth below this share of available memory would not show beside it. */
  private static final double SMALL_BESIDE = 0.05;

  private final ReportContext context;
  private final Finding main;
  private final Verdict.Exhaustion end;
  private final Frame captured;
  private final List<Curve> curves = new ArrayList<>();
  private final List<Stretch> fits = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private final List<Shade> shades = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();
  private double to;

  /**
   * @param main the finding that the verdict speaks of; null if of none
   */
  private ProofChart(ReportContext context, Finding main) {
    this.context = context;
    this.main = main;
    this.end = context.analysis.verdict().exhaustion();
    this.captured = context.frame();
    this.to = captured.to();
  }

  static Optional<Figure> of(ReportContext context, Finding main) {
    return context.hasCourse() ? new ProofChart(context, main).figure() : Optional.empty();
  }

  private Optional<Figure> figure() {
    Optional<Headroom> left = Headroom.of(context, end);
    if (left.isEmpty() || left.get().curve().times().length < 2) {
      return Optional.empty();
    }
    boolean tiny = end == null && main != null && isTiny(left.get().curve());
    if (tiny && culprit(true)) {
      return Optional.of(finished("figure.verdict.alone", curves.get(0)));
    }
    curves.add(left.get().curve());
    trend(left.get());
    if (main != null && left.get().figure() == null) {
      culprit(false);
    }
    String title = curves.size() > 1 ? "figure.verdict" : "figure.verdict.left";
    return Optional.of(
        finished(left.get().figure() != null ? left.get().figure() : title, curves.get(0)));
  }

  private boolean isTiny(Curve available) {
    return main.claim().growth().unit() != Unit.BYTES
        || main.claim().growth().amount() < SMALL_BESIDE * available.values()[0];
  }

  private Figure finished(String title, Curve first) {
    List<Mark> marks =
        Events.of(
            context,
            main == null || main.claim().culprit() == null
                ? Subject.HOST
                : main.claim().culprit().subject());
    int last = first.values().length - 1;
    Wording description =
        context
            .wording("figure.series.desc")
            .with("name", first.label())
            .with("start", first.values()[0], Unit.BYTES)
            .with("end", first.values()[last], Unit.BYTES);
    if (end != null) {
      description = context.sentences(description, context.wording("figure.forecast.desc"));
    }
    return context.figure(
        "verdict",
        context.text(title),
        caption(),
        context.say(description),
        new Lines(
            context.frame(captured.from(), to),
            Unit.BYTES,
            Size.FULL,
            true,
            curves,
            new Overlay(fits, bands, shades, marks, levels)));
  }

  private String caption() {
    List<Wording> sentences = new ArrayList<>();
    if (!fits.isEmpty()) {
      sentences.add(context.wording(bands.isEmpty() ? "figure.fit" : "figure.fit.band"));
    }
    if (fits.size() > 1) {
      sentences.add(context.wording("figure.forecast"));
    }
    if (!shades.isEmpty()) {
      sentences.add(context.wording("figure.shade"));
    }
    return sentences.stream().reduce(context::sentences).map(context::say).orElse("");
  }

  /** The fitted line of what is left, its interval, and where both lead. */
  private void trend(Headroom left) {
    Optional<Proof> used = usedProof();
    double from =
        used.map(Proof::from).orElse(main == null ? captured.from() : main.claim().growth().from());
    from = Numbers.unknown(from) ? captured.from() : Math.max(captured.from(), from);
    if (end == null) {
      if (used.isPresent()) {
        Stretch fit = FittedLine.through(left.curve(), -used.get().slope(), from, captured.to());
        fits.add(fit);
        intervalOf(used.get(), fit);
        shades.addAll(FittedLine.shades(captured, from));
      }
      return;
    }
    levels.add(new Level(left.limit(), left.words()));
    Forecasts forecast = new Forecasts(captured, left.last(), left.limit(), end);
    Stretch fit = FittedLine.through(left.curve(), forecast.slope(), from, captured.to());
    fits.add(fit);
    bands.add(FittedLine.band(fit, forecast.slowSlope(), forecast.fastSlope()));
    shades.addAll(FittedLine.shades(captured, from));
    to = forecast.reach();
    fits.add(forecast.line());
    bands.addAll(forecast.fan());
  }

  /** Where the trend of used memory was judged on its own, its interval is known. */
  private void intervalOf(Proof used, Stretch fit) {
    context.analysis.findings().stream()
        .filter(f -> !f.support().proofs().isEmpty() && f.support().proofs().get(0).equals(used))
        .filter(
            f ->
                !Numbers.unknown(f.claim().growth().low())
                    && !Numbers.unknown(f.claim().growth().high()))
        .findFirst()
        .ifPresent(
            f ->
                bands.add(
                    FittedLine.band(
                        fit,
                        -f.claim().growth().high() / Seconds.HOUR,
                        -f.claim().growth().low() / Seconds.HOUR)));
  }

  private Optional<Proof> usedProof() {
    return context.analysis.findings().stream()
        .flatMap(f -> f.support().proofs().stream())
        .filter(p -> p.metric() == Metric.USED && p.subject().equals(Subject.HOST))
        .filter(p -> !Double.isNaN(p.slope()))
        .findFirst();
  }

  /** The culprit's own curve; alone with its fitted line. Whether there is one. */
  private boolean culprit(boolean alone) {
    Optional<Proof> proof =
        main.support().proofs().stream()
            .filter(p -> p.metric().unit() == Unit.BYTES && p.metric() != Metric.USED)
            .filter(p -> p.metric() != Metric.AVAILABLE)
            .findFirst();
    Optional<TimeSeries> series =
        proof.flatMap(p -> context.recording.series(p.metric(), p.subject()));
    if (series.isEmpty()) {
      return false;
    }
    Palette hue = main.claim().line() == null ? Palette.ANONYMOUS : Palette.of(main.claim().line());
    curves.add(ReportContext.curve(series.get(), context.culprit(main.claim().culprit()), hue));
    if (alone && !Double.isNaN(proof.get().slope())) {
      fits.add(FindingSection.stretch(proof.get()));
      if (main.support().proofs().get(0) == proof.get()) {
        bands.addAll(FindingSection.band(main, proof.get()));
      }
      shades.addAll(FittedLine.shades(captured, proof.get().from()));
    }
    return true;
  }
}
