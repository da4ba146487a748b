package io.memledger.report.sections;

import io.memledger.engine.RuleOutcome;
import io.memledger.ledger.Ledger;
import io.memledger.report.model.Report;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.VerdictPart;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Culprit;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.NextStep;
import io.memledger.rule.Status;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.CaptureFacts;
import io.memledger.series.Metric;
import io.memledger.series.Unit;
import io.memledger.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first screen: what, how fast, until when, how sure, and one chart that proves it. */
final class VerdictSection {
  /** What a green report names on its first screen. */
  private static final int MOST_CLEARED = 7;

  private VerdictSection() {}

  static VerdictPart build(ReportContext context) {
    Verdict verdict = context.analysis.verdict();
    Finding main = main(context);
    List<Fact> facts = new ArrayList<>();
    if (main != null) {
      facts.add(
          context.fact(
              "fact.culprit", context.culprit(main.claim().culprit()), where(context, main)));
      facts.addAll(FindingFacts.rate(context, main));
    } else {
      facts.addAll(levels(context));
    }
    if (verdict.exhaustion() != null) {
      facts.add(exhaustion(context, verdict.exhaustion()));
    } else if (main != null && verdict.descriptors() == null) {
      facts.add(
          context.fact("fact.left", context.text("left.none"), none(context, verdict.bound())));
    }
    if (verdict.descriptors() != null) {
      facts.add(descriptors(context, verdict.descriptors()));
    }
    if (!Double.isNaN(verdict.confidence())) {
      facts.add(
          context.fact(
              "fact.confidence",
              context.amounts().percent(verdict.confidence()),
              context.text("confidence." + grade(verdict.confidence()))));
    }
    if (main != null) {
      facts.addAll(FindingFacts.share(context, main));
    }
    String status = verdict.status().id();
    return new VerdictPart(
        status,
        context.text("verdict." + status),
        context.say(verdict.headline()),
        facts,
        basis(context),
        doubts(context, main),
        next(context, main),
        context.chart("verdict", () -> ProofChart.of(context, main)).orElse(null),
        main == null && !MinimumCapture.tooShort(context.recording)
            ? RuledOut.all(context, MOST_CLEARED)
            : List.of());
  }

  /** The verdict alone, and why there is no more. */
  static VerdictPart bare(ReportContext context, String failure) {
    Verdict verdict = context.analysis.verdict();
    String status = verdict.status().id();
    String headline = context.part("headline", () -> context.say(verdict.headline()), failure);
    return new VerdictPart(
        status,
        context.text("verdict." + status),
        headline,
        List.of(),
        failure,
        "",
        null,
        null,
        List.of());
  }

  /** The line of the ledger, and the container or service that the culprit is in. */
  private static String where(ReportContext context, Finding main) {
    String line =
        context.text(
            "category." + (main.claim().line() == null ? "none" : main.claim().line().id()));
    return Optional.ofNullable(main.claim().culprit())
        .map(Culprit::within)
        .flatMap(CgroupNames::ofPath)
        .map(place -> context.say(context.wording("within.name").with("place", place)))
        .map(within -> line.isEmpty() ? within : line + " · " + within)
        .orElse(line);
  }

  /** Where nothing leaks: how much was available, and how many suspicions were cleared. */
  private static List<Fact> levels(ReportContext context) {
    List<Fact> facts = new ArrayList<>();
    context
        .recording
        .host(Metric.AVAILABLE)
        .ifPresent(
            s -> {
              double least = java.util.Arrays.stream(s.mins()).min().orElse(Double.NaN);
              facts.add(
                  context.fact(
                      "metric.AVAILABLE",
                      Numbers.bytes(s.last().value()),
                      s.samples() == 1
                          ? ""
                          : context.say(
                              context.wording("fact.least").with("least", least, Unit.BYTES))));
            });
    used(context)
        .filter(change -> MinimumCapture.samples(context.recording) > 1)
        .ifPresent(
            change ->
                facts.add(
                    context.fact(
                        "fact.used",
                        context.amounts().signed(change, Unit.BYTES),
                        context.text("fact.used.note"))));
    if (MinimumCapture.tooShort(context.recording)) {
      // What a few looks do not show is not cleared by them.
      return facts;
    }
    long clear = count(context, RuleOutcome.Outcome.CLEAR);
    facts.add(
        context.fact(
            "fact.checked",
            Numbers.count(clear),
            context.say(
                context
                    .wording("fact.checked.note")
                    .with("all", context.analysis.rules().size(), Unit.COUNT))));
    return facts;
  }

  private static long count(ReportContext context, RuleOutcome.Outcome outcome) {
    return context.analysis.rules().stream().filter(r -> r.outcome() == outcome).count();
  }

  /** The leak that the verdict speaks of; null where it speaks of none. */
  private static Finding main(ReportContext context) {
    List<Finding> findings = context.analysis.findings();
    return findings.isEmpty() || !findings.get(0).status().isLeak() ? null : findings.get(0);
  }

  /** Why no time is told. */
  private static String none(ReportContext context, Verdict.Bound bound) {
    return bound == null
        ? context.text("left.none.note")
        : context.say(
            context
                .wording("left.bound." + bound.kind().id())
                .with("room", bound.room(), Unit.BYTES));
  }

  private static Fact exhaustion(ReportContext context, Verdict.Exhaustion given) {
    boolean open = Numbers.unknown(given.secondsHigh());
    String interval =
        context.say(
            context
                .wording(open ? "left.open" : "left.interval")
                .with("low", given.secondsLow(), Unit.SECONDS)
                .with("high", given.secondsHigh(), Unit.SECONDS)
                .with("limit", limit(context, given))
                .with("at", Numbers.time(given.at())));
    return context.fact("fact.left", context.amounts().duration(given.seconds()), interval);
  }

  private static Fact descriptors(ReportContext context, Verdict.OutOfDescriptors end) {
    boolean open = Numbers.unknown(end.secondsHigh());
    String interval =
        context.say(
            context
                .wording(open ? "left.descriptors.open" : "left.descriptors")
                .with("name", end.process().name())
                .with("most", end.most(), Unit.COUNT)
                .with("low", end.secondsLow(), Unit.SECONDS)
                .with("high", end.secondsHigh(), Unit.SECONDS)
                .with("at", Numbers.time(end.at())));
    return context.fact(
        "fact.descriptors-left", context.amounts().duration(end.seconds()), interval);
  }

  private static String limit(ReportContext context, Verdict.Exhaustion given) {
    return given
        .cgroup()
        .map(
            path -> context.say(context.wording("limit.cgroup").with("path", context.cgroup(path))))
        .or(
            () ->
                given.mount().map(m -> context.say(context.wording("limit.tmpfs").with("path", m))))
        .orElseGet(() -> context.text("limit." + given.limit().id()));
  }

  private static String grade(double confidence) {
    return confidence >= 0.9 ? "high" : confidence >= 0.7 ? "good" : "low";
  }

  private static String basis(ReportContext context) {
    CaptureFacts capture = context.recording.capture();
    long ran =
        count(context, RuleOutcome.Outcome.FINDING) + count(context, RuleOutcome.Outcome.CLEAR);
    return context.say(
        context
            .wording(capture.snapshots() == 1 ? "basis.single" : "basis")
            .with("snapshots", capture.snapshots(), Unit.COUNT)
            .with("span", capture.spanSeconds(), Unit.SECONDS)
            .with("interval", capture.intervalSeconds(), Unit.SECONDS)
            .with("ran", ran, Unit.COUNT)
            .with("all", context.analysis.rules().size(), Unit.COUNT));
  }

  /**
   * The first step of the first finding: of the leak, else of what is short or stands out; where
   * nothing can be told yet, how to capture enough.
   */
  private static Report.Next next(ReportContext context, Finding main) {
    Optional<Finding> first =
        main != null ? Optional.of(main) : context.analysis.findings().stream().findFirst();
    Optional<NextStep> step =
        first
            .filter(f -> f == main || f.status() == Status.PRESSURE || f.leadsNotices())
            .flatMap(f -> f.support().steps().stream().findFirst());
    if (step.isEmpty() && isOpen(context)) {
      step = Optional.of(NextStep.CAPTURE);
    }
    return step.map(
            s ->
                new Report.Next(
                    context.say(s.why()),
                    s.command() == null ? "" : Names.visible(s.command()),
                    first.isPresent() ? "f1" : "data"))
        .orElse(null);
  }

  private static boolean isOpen(ReportContext context) {
    return context.analysis.verdict().status() == Verdict.Status.INCONCLUSIVE;
  }

  /** What speaks against the leak, by its own rule. */
  private static String doubts(ReportContext context, Finding main) {
    return main == null || !main.claim().certainty().judged()
        ? ""
        : context.say(Doubt.words(main.claim().certainty().doubts()));
  }

  /** By the ledger's two moments where there is one, so that both tell the same change. */
  private static Optional<Double> used(ReportContext context) {
    Ledger ledger = context.analysis.ledger();
    return context
        .recording
        .host(Metric.USED)
        .filter(s -> s.samples() > 1)
        .map(
            s ->
                ledger == null || Double.isNaN(ledger.availableDelta())
                    ? s.change()
                    : ledger.memTotalDelta() - ledger.availableDelta());
  }
}
