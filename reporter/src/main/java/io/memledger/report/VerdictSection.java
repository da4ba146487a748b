package io.memledger.report;

import io.memledger.report.ChartSpec.Curve;
import io.memledger.report.ChartSpec.Lines;
import io.memledger.report.ChartSpec.Stretch;
import io.memledger.report.Report.Fact;
import io.memledger.report.Report.Figure;
import io.memledger.report.Report.VerdictPart;
import io.memledger.rule.Finding;
import io.memledger.rule.Proof;
import io.memledger.rule.RuleOutcome;
import io.memledger.rule.Verdict;
import io.memledger.series.CaptureFacts;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first screen: what, how fast, until when, how sure, and one chart that proves it. */
final class VerdictSection {
  /** The forecast is drawn no further than this share of what was captured. */
  private static final double FORECAST_REACH = 0.5;

  /** Growth below this share of available memory would not show beside it. */
  private static final double SMALL_BESIDE = 0.05;

  private VerdictSection() {}

  static VerdictPart build(Draft draft) {
    Verdict verdict = draft.analysis.verdict();
    Finding main = main(draft);
    List<Fact> facts = new ArrayList<>();
    if (main != null) {
      facts.add(
          draft.fact(
              "fact.culprit",
              draft.culprit(main.culprit()),
              draft.text("category." + (main.category() == null ? "none" : main.category().id()))));
      facts.addAll(FindingSection.speed(draft, main));
    }
    if (verdict.exhaustion() != null) {
      facts.add(exhaustion(draft, verdict.exhaustion()));
    } else if (main != null) {
      facts.add(draft.fact("fact.left", draft.text("left.none"), draft.text("left.none.note")));
    }
    if (!Double.isNaN(verdict.confidence())) {
      facts.add(
          draft.fact(
              "fact.confidence",
              draft.amounts().percent(verdict.confidence()),
              draft.text("confidence." + grade(verdict.confidence()))));
    }
    String status = verdict.status().id();
    return new VerdictPart(
        status,
        draft.text("verdict." + status),
        draft.say(verdict.headline()),
        facts,
        basis(draft),
        proof(draft, main).orElse(null));
  }

  /** The leak that the verdict speaks of; null where it speaks of none. */
  private static Finding main(Draft draft) {
    List<Finding> findings = draft.analysis.findings();
    return findings.isEmpty() || !findings.get(0).status().isLeak() ? null : findings.get(0);
  }

  private static Fact exhaustion(Draft draft, Verdict.Exhaustion given) {
    boolean open = Numbers.unknown(given.secondsHigh());
    String interval =
        draft.say(
            draft
                .wording(open ? "left.open" : "left.interval")
                .with("low", given.secondsLow(), Unit.SECONDS)
                .with("high", given.secondsHigh(), Unit.SECONDS)
                .with("limit", limit(draft, given.limit()))
                .with("at", Numbers.time(given.at())));
    return draft.fact("fact.left", draft.amounts().duration(given.seconds()), interval);
  }

  private static String limit(Draft draft, String limit) {
    if (limit.startsWith("cgroup:")) {
      return draft.say(
          draft.wording("limit.cgroup").with("path", limit.substring("cgroup:".length())));
    }
    return draft.text("limit." + limit);
  }

  private static String grade(double confidence) {
    return confidence >= 0.9 ? "high" : confidence >= 0.7 ? "good" : "low";
  }

  private static String basis(Draft draft) {
    CaptureFacts capture = draft.recording.capture();
    long ran =
        draft.analysis.rules().stream()
            .filter(
                r ->
                    r.outcome() == RuleOutcome.Outcome.FINDING
                        || r.outcome() == RuleOutcome.Outcome.CLEAR)
            .count();
    return draft.say(
        draft
            .wording("basis")
            .with("snapshots", capture.snapshots(), Unit.COUNT)
            .with("span", capture.spanSeconds(), Unit.SECONDS)
            .with("interval", capture.intervalSeconds(), Unit.SECONDS)
            .with("ran", ran, Unit.COUNT)
            .with("all", draft.analysis.rules().size(), Unit.COUNT));
  }

  /** Available memory with its fitted line and forecast, beside the culprit's own memory. */
  private static Optional<Figure> proof(Draft draft, Finding main) {
    Optional<TimeSeries> available = draft.recording.host(Metric.AVAILABLE);
    if (available.isEmpty()) {
      return Optional.empty();
    }
    if (main != null && main.growth() < SMALL_BESIDE * available.get().first().value()) {
      Optional<Figure> alone = culpritAlone(draft, main);
      if (alone.isPresent()) {
        return alone;
      }
    }
    List<Curve> curves = new ArrayList<>();
    List<Stretch> fits = new ArrayList<>();
    curves.add(
        Draft.curve(available.get(), draft.metric(Metric.AVAILABLE), Palette.SLAB_RECLAIMABLE));
    ChartSpec.Frame frame = draft.frame();
    double end = frame.to();
    Optional<Proof> fit = fitted(draft);
    if (fit.isPresent()) {
      fits.add(FindingSection.stretch(fit.get()));
      end = forecast(draft, fit.get(), frame.to(), fits);
    }
    if (main != null) {
      culpritCurve(draft, main, curves, fits);
    }
    return Optional.of(
        draft.figure(
            "verdict",
            draft.text("figure.verdict"),
            draft.text(fits.size() > 1 ? "figure.verdict.forecast" : "figure.verdict.caption"),
            draft.say(
                draft
                    .wording("figure.verdict.desc")
                    .with("start", available.get().first().value(), Unit.BYTES)
                    .with("end", available.get().last().value(), Unit.BYTES)),
            new Lines(draft.frame(frame.from(), end), Unit.BYTES, true, false, curves, fits)));
  }

  /** The culprit on a scale of its own, where it would be a flat line beside available memory. */
  private static Optional<Figure> culpritAlone(Draft draft, Finding main) {
    List<Curve> curves = new ArrayList<>();
    List<Stretch> fits = new ArrayList<>();
    culpritCurve(draft, main, curves, fits);
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    TimeSeries series =
        draft
            .recording
            .series(main.proofs().get(0).metric(), main.proofs().get(0).subject())
            .orElseThrow();
    return Optional.of(
        draft.figure(
            "verdict",
            draft.text("figure.verdict.alone"),
            draft.text("figure.verdict.caption"),
            draft.say(
                draft
                    .wording("figure.verdict.alone.desc")
                    .with("start", series.first().value(), Unit.BYTES)
                    .with("end", series.last().value(), Unit.BYTES)),
            new Lines(draft.frame(), Unit.BYTES, true, false, curves, fits)));
  }

  private static Optional<Proof> fitted(Draft draft) {
    return draft.analysis.findings().stream()
        .flatMap(f -> f.proofs().stream())
        .filter(p -> p.metric() == Metric.AVAILABLE && p.subject().equals(Subject.HOST))
        .filter(p -> !Double.isNaN(p.slope()))
        .findFirst();
  }

  /** Adds the dashed line to the limit, as far as fits; returns the new right end of the axis. */
  private static double forecast(Draft draft, Proof fit, double end, List<Stretch> fits) {
    if (draft.analysis.verdict().exhaustion() == null || fit.slope() >= 0) {
      return end;
    }
    double empty = -fit.intercept() / fit.slope();
    double reach = end + FORECAST_REACH * (end - fit.from());
    double to = Math.min(empty, reach);
    if (to <= fit.to()) {
      return end;
    }
    fits.add(
        new Stretch(
            fit.to(),
            fit.intercept() + fit.slope() * fit.to(),
            to,
            fit.intercept() + fit.slope() * to,
            true));
    return Math.max(end, to);
  }

  private static void culpritCurve(
      Draft draft, Finding main, List<Curve> curves, List<Stretch> fits) {
    if (main.proofs().isEmpty()) {
      return;
    }
    Proof proof = main.proofs().get(0);
    if (proof.metric().unit() != Unit.BYTES || proof.metric() == Metric.AVAILABLE) {
      return;
    }
    draft
        .recording
        .series(proof.metric(), proof.subject())
        .ifPresent(
            series -> {
              curves.add(Draft.curve(series, draft.culprit(main.culprit()), Palette.ANONYMOUS));
              if (!Double.isNaN(proof.slope())) {
                fits.add(FindingSection.stretch(proof));
              }
            });
  }
}
