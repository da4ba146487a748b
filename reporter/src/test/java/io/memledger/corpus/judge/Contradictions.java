package io.memledger.corpus.judge;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.ledger.Ledger;
import io.memledger.report.charts.ChartSpec.Waterfall;
import io.memledger.report.sections.ReportContext;
import io.memledger.report.sections.WaterfallParts;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.Proof;
import io.memledger.rule.Wording;
import io.memledger.rules.Bundle;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Sentences of a report that a number beside them does not bear out. */
final class Contradictions {
  /** Rates have an error, and so have their shares of a drop that is itself measured. */
  private static final double ABOUT_ALL = 1.1;

  /** Bytes: lines are pages, and steps below a KiB are not drawn. */
  private static final double ROUNDING = 4096;

  /** As rules word what did not move. */
  private static final String HELD = " held over ";

  private static final String HOLDS = "(?is).*\\b(held|holds|hold)\\b.*";

  /** Lines of the ledger that are 0 where the kernel does not count them. */
  private static final Map<Metric, List<Metric>> COUNTED_BY =
      Map.of(
          Metric.LEDGER_SHMEM, List.of(Metric.SHMEM),
          Metric.LEDGER_SLAB_RECLAIMABLE, List.of(Metric.S_RECLAIMABLE, Metric.SLAB),
          Metric.LEDGER_SLAB_UNRECLAIMABLE, List.of(Metric.S_UNRECLAIM, Metric.SLAB),
          Metric.LEDGER_KERNEL_STACK, List.of(Metric.KERNEL_STACK),
          Metric.LEDGER_PAGE_TABLES, List.of(Metric.PAGE_TABLES),
          Metric.LEDGER_VMALLOC, List.of(Metric.VMALLOC_USED, Metric.VMALLOC_BYTES),
          Metric.LEDGER_PERCPU, List.of(Metric.PERCPU));

  private static final Bundle BUNDLE = new Bundle();

  private final Analysis analysis;
  private final Recording recording;
  private final List<String> found = new ArrayList<>();

  private Contradictions(Analysis analysis) {
    this.analysis = analysis;
    this.recording = analysis.recording();
  }

  /** One line each; empty where all that is said agrees. */
  static List<String> of(Analysis analysis) {
    Contradictions all = new Contradictions(analysis);
    for (Finding one : analysis.findings()) {
      all.sameFloor(one);
      all.held(one);
      all.ordered(one);
    }
    all.analysis.rules().forEach(all::answers);
    all.shares();
    if (analysis.ledger() != null) {
      all.ledger(analysis.ledger());
      all.drop(analysis.ledger());
    }
    all.exhaustion(analysis.verdict());
    all.found.addAll(Agreement.of(analysis));
    return all.found;
  }

  private void say(Finding one, String what) {
    found.add(one.id() + ": " + what + " -- " + BUNDLE.render(one.words().headline()));
  }

  /** "The same floor" stands only where the floors of the quarters do not rise. */
  private void sameFloor(Finding one) {
    if (one.support().proofs().isEmpty() || !saysSameFloor(one.words().headline())) {
      return;
    }
    Proof proof = one.support().proofs().get(0);
    rising(proof.metric(), proof.subject(), proof.from())
        .ifPresent(floors -> say(one, "the floor rises: " + floors));
  }

  private static boolean saysSameFloor(Wording headline) {
    return headline.key().endsWith(".headline.cyclic")
        || headline.args().values().stream()
            .anyMatch(arg -> arg instanceof Wording why && why.key().equals("why.cyclic"));
  }

  private Optional<QuarterFloors> rising(Metric metric, Subject subject, double from) {
    return recording
        .series(metric, subject)
        .flatMap(series -> SeriesTools.after(series, from))
        .flatMap(QuarterFloors::of)
        .filter(floors -> floors.rise(material(floors.series())));
  }

  /** What a rule answers where it found nothing; of the host's lines nothing else is told. */
  private void answers(RuleOutcome one) {
    String said = BUNDLE.render(one.reason());
    if (one.outcome() == RuleOutcome.Outcome.CLEAR && saysSameFloor(one.reason())) {
      rising(one.rule().needs().get(0), Subject.HOST, Double.NEGATIVE_INFINITY)
          .ifPresent(
              floors -> found.add(one.id() + ": the floor rises: " + floors + " -- " + said));
    }
    if (said.contains(HELD) && one.rule().needs().stream().noneMatch(this::isSeen)) {
      found.add(one.id() + ": nobody saw it -- " + said);
    }
  }

  /** What a rise must be to matter, by what rises (METHOD 3.9). */
  private double material(TimeSeries series) {
    double own = series.first().value();
    if (series.metric().unit() == Unit.COUNT) {
      return Materiality.descriptors(recording, own);
    }
    return switch (series.subject().kind()) {
      case PROCESS, PROCESS_GROUP ->
          Math.max(Materiality.process(recording), Materiality.PROCESS_OWN * own);
      case SLAB_CACHE -> Materiality.ofSlab(recording, series);
      case CGROUP -> Materiality.cgroup(recording, Double.NaN);
      default -> Materiality.used(recording);
    };
  }

  /** What is said to have held, or to be held, is an amount and no rate. */
  private void held(Finding one) {
    String headline = BUNDLE.render(one.words().headline());
    if (headline.contains(HELD) && headline.contains(Unit.BYTES_PER_HOUR.id())) {
      say(one, "a rate is no amount");
    }
    for (Evidence evidence : one.support().evidence()) {
      String key = "evidence." + evidence.name();
      boolean rate =
          evidence.unit() == Unit.BYTES_PER_HOUR || evidence.unit() == Unit.COUNT_PER_HOUR;
      if (rate && BUNDLE.keys().contains(key) && BUNDLE.text(key).matches(HOLDS)) {
        say(one, "a rate is no amount: " + evidence);
      }
    }
  }

  private boolean isSeen(Metric metric) {
    List<Metric> counters = COUNTED_BY.getOrDefault(metric, List.of());
    boolean counted =
        counters.isEmpty() || counters.stream().anyMatch(recording.last().orElseThrow()::has);
    return counted
        && Stream.of(Subject.Kind.values())
            .anyMatch(kind -> !recording.all(metric, kind).isEmpty());
  }

  /** A rate lies in its interval, and a confidence and a share between 0 and 1. */
  private void ordered(Finding one) {
    Growth growth = one.claim().growth();
    if (growth.low() > growth.rate() || growth.rate() > growth.high()) {
      say(one, "the rate is outside its interval");
    }
    double confidence = one.claim().certainty().confidence();
    double share = one.claim().loss().shareOfLoss();
    if (confidence < 0 || confidence > 1 || share < 0 || share > 1) {
      say(one, "confidence " + confidence + ", share " + share);
    }
  }

  /** Leaks on different lines of the ledger do not take more than was lost. */
  private void shares() {
    Map<Category, Double> byLine = new EnumMap<>(Category.class);
    for (Finding one : analysis.findings()) {
      double share = one.claim().loss().shareOfLoss();
      if (one.status().isLeak() && one.claim().line() != null && share > 0) {
        byLine.merge(one.claim().line(), share, Math::max);
      }
    }
    double sum = byLine.values().stream().mapToDouble(share -> share).sum();
    if (sum > ABOUT_ALL) {
      found.add("shares of the loss sum to " + sum + ": " + byLine);
    }
  }

  /** The lines are a partition of MemTotal at both ends. */
  private void ledger(Ledger ledger) {
    same(
        "lines at the start and MemTotal",
        ledger.lines().stream().mapToDouble(Ledger.Line::start),
        recording.first().orElseThrow().get(Metric.MEM_TOTAL).orElseThrow());
    same(
        "lines at the end and MemTotal",
        ledger.lines().stream().mapToDouble(Ledger.Line::end),
        recording.last().orElseThrow().get(Metric.MEM_TOTAL).orElseThrow());
    if (ledger.explainedShare() < 0 || ledger.explainedShare() > 1) {
      found.add("explained share " + ledger.explainedShare());
    }
  }

  /** The steps of the way lead from what was available to what is. */
  private void drop(Ledger ledger) {
    ReportContext context = new ReportContext(analysis, Messages.load(null, Language.ENGLISH));
    WaterfallParts.of(context, ledger)
        .map(WaterfallParts::chart)
        .map(Waterfall::steps)
        .ifPresent(
            steps ->
                same(
                    "steps of the drop and the drop",
                    steps.stream().filter(s -> !s.level()).mapToDouble(s -> s.to() - s.from()),
                    ledger.availableDelta()));
  }

  private void same(String what, DoubleStream parts, double whole) {
    double sum = parts.sum();
    if (Math.abs(sum - whole) > ROUNDING) {
      found.add(what + ": " + sum + " and " + whole);
    }
  }

  private void exhaustion(Verdict verdict) {
    Verdict.Exhaustion end = verdict.exhaustion();
    if (end != null && (end.secondsLow() > end.seconds() || end.seconds() > end.secondsHigh())) {
      found.add("the end is outside its interval: " + end);
    }
    if (verdict.confidence() < 0 || verdict.confidence() > 1) {
      found.add("confidence of the verdict " + verdict.confidence());
    }
  }
}
