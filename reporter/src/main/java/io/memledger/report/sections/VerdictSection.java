package io.memledger.report.sections;

import io.memledger.engine.RuleOutcome;
import io.memledger.report.model.Report;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.VerdictPart;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.rule.CgroupNames;
import io.memledger.rule.Culprit;
import io.memledger.rule.Finding;
import io.memledger.rule.NextStep;
import io.memledger.rule.Wording;
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

  static VerdictPart build(ReportContext draft) {
    Verdict verdict = draft.analysis.verdict();
    Finding main = main(draft);
    List<Fact> facts = new ArrayList<>();
    if (main != null) {
      facts.add(draft.fact("fact.culprit", draft.culprit(main.culprit()), where(draft, main)));
      facts.addAll(FindingSection.rate(draft, main));
    } else {
      facts.addAll(levels(draft));
    }
    if (verdict.exhaustion() != null) {
      facts.add(exhaustion(draft, verdict.exhaustion()));
    } else if (main != null && verdict.descriptors() == null) {
      facts.add(draft.fact("fact.left", draft.text("left.none"), draft.text("left.none.note")));
    }
    if (verdict.descriptors() != null) {
      facts.add(descriptors(draft, verdict.descriptors()));
    }
    if (!Double.isNaN(verdict.confidence())) {
      facts.add(
          draft.fact(
              "fact.confidence",
              draft.amounts().percent(verdict.confidence()),
              draft.text("confidence." + grade(verdict.confidence()))));
    }
    if (main != null) {
      facts.addAll(FindingSection.share(draft, main));
    }
    String status = verdict.status().id();
    return new VerdictPart(
        status,
        draft.text("verdict." + status),
        draft.say(verdict.headline()),
        facts,
        basis(draft),
        doubts(draft, main),
        next(draft, main),
        draft.chart("verdict", () -> ProofChart.of(draft, main)).orElse(null),
        main == null ? RuledOut.all(draft, MOST_CLEARED) : List.of());
  }

  /** The verdict alone, and why there is no more. */
  static VerdictPart bare(ReportContext draft, String failure) {
    Verdict verdict = draft.analysis.verdict();
    String status = verdict.status().id();
    String headline = draft.part("headline", () -> draft.say(verdict.headline()), failure);
    return new VerdictPart(
        status,
        draft.text("verdict." + status),
        headline,
        List.of(),
        failure,
        "",
        null,
        null,
        List.of());
  }

  /** The line of the ledger, and the container or service that the culprit is in. */
  private static String where(ReportContext draft, Finding main) {
    String line =
        draft.text("category." + (main.category() == null ? "none" : main.category().id()));
    return Optional.ofNullable(main.culprit())
        .map(Culprit::within)
        .flatMap(CgroupNames::ofPath)
        .map(place -> draft.say(draft.wording("within.name").with("place", place)))
        .map(within -> line.isEmpty() ? within : line + " · " + within)
        .orElse(line);
  }

  /** Where nothing leaks: how much was available, and how many suspicions were cleared. */
  private static List<Fact> levels(ReportContext draft) {
    List<Fact> facts = new ArrayList<>();
    draft
        .recording
        .host(Metric.AVAILABLE)
        .ifPresent(
            s -> {
              double least = java.util.Arrays.stream(s.mins()).min().orElse(Double.NaN);
              facts.add(
                  draft.fact(
                      "metric.AVAILABLE",
                      Numbers.bytes(s.last().value()),
                      draft.say(draft.wording("fact.least").with("least", least, Unit.BYTES))));
            });
    draft
        .recording
        .host(Metric.USED)
        .ifPresent(
            s ->
                facts.add(
                    draft.fact(
                        "fact.used",
                        draft.amounts().signed(s.change(), Unit.BYTES),
                        draft.text("fact.used.note"))));
    long clear = count(draft, RuleOutcome.Outcome.CLEAR);
    facts.add(
        draft.fact(
            "fact.checked",
            Numbers.count(clear),
            draft.say(
                draft
                    .wording("fact.checked.note")
                    .with("all", draft.analysis.rules().size(), Unit.COUNT))));
    return facts;
  }

  private static long count(ReportContext draft, RuleOutcome.Outcome outcome) {
    return draft.analysis.rules().stream().filter(r -> r.outcome() == outcome).count();
  }

  /** The leak that the verdict speaks of; null where it speaks of none. */
  private static Finding main(ReportContext draft) {
    List<Finding> findings = draft.analysis.findings();
    return findings.isEmpty() || !findings.get(0).status().isLeak() ? null : findings.get(0);
  }

  private static Fact exhaustion(ReportContext draft, Verdict.Exhaustion given) {
    boolean open = Numbers.unknown(given.secondsHigh());
    String interval =
        draft.say(
            draft
                .wording(open ? "left.open" : "left.interval")
                .with("low", given.secondsLow(), Unit.SECONDS)
                .with("high", given.secondsHigh(), Unit.SECONDS)
                .with("limit", limit(draft, given))
                .with("at", Numbers.time(given.at())));
    return draft.fact("fact.left", draft.amounts().duration(given.seconds()), interval);
  }

  private static Fact descriptors(ReportContext draft, Verdict.OutOfDescriptors end) {
    boolean open = Numbers.unknown(end.secondsHigh());
    String interval =
        draft.say(
            draft
                .wording(open ? "left.descriptors.open" : "left.descriptors")
                .with("name", end.process().name())
                .with("most", end.most(), Unit.COUNT)
                .with("low", end.secondsLow(), Unit.SECONDS)
                .with("high", end.secondsHigh(), Unit.SECONDS)
                .with("at", Numbers.time(end.at())));
    return draft.fact("fact.descriptors-left", draft.amounts().duration(end.seconds()), interval);
  }

  private static String limit(ReportContext draft, Verdict.Exhaustion given) {
    return given
        .cgroup()
        .map(path -> draft.say(draft.wording("limit.cgroup").with("path", draft.cgroup(path))))
        .orElseGet(() -> draft.text("limit." + given.limit()));
  }

  private static String grade(double confidence) {
    return confidence >= 0.9 ? "high" : confidence >= 0.7 ? "good" : "low";
  }

  private static String basis(ReportContext draft) {
    CaptureFacts capture = draft.recording.capture();
    long ran = count(draft, RuleOutcome.Outcome.FINDING) + count(draft, RuleOutcome.Outcome.CLEAR);
    return draft.say(
        draft
            .wording("basis")
            .with("snapshots", capture.snapshots(), Unit.COUNT)
            .with("span", capture.spanSeconds(), Unit.SECONDS)
            .with("interval", capture.intervalSeconds(), Unit.SECONDS)
            .with("ran", ran, Unit.COUNT)
            .with("all", draft.analysis.rules().size(), Unit.COUNT));
  }

  /** The first step of the first finding, which the main one is. */
  private static Report.Next next(ReportContext draft, Finding main) {
    if (main == null || main.nextSteps().isEmpty()) {
      return null;
    }
    NextStep first = main.nextSteps().get(0);
    String command = first.command() == null ? "" : Names.visible(first.command());
    return new Report.Next(draft.say(first.why()), command, "f1");
  }

  /** What the leak's own rule says against it; the explanation holds it as a part. */
  private static String doubts(ReportContext draft, Finding main) {
    return main == null ? "" : limits(main.explanation()).map(draft::say).orElse("");
  }

  /** The part of an explanation that names its limits, however deep it stands. */
  private static Optional<Wording> limits(Wording explanation) {
    if (explanation.args().get("limits") instanceof Wording limits) {
      return Optional.of(limits);
    }
    return explanation.args().values().stream()
        .filter(Wording.class::isInstance)
        .map(part -> limits((Wording) part))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
