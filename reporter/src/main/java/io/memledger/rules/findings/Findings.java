package io.memledger.rules.findings;

import io.memledger.ledger.Ledger;
import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Clearing;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LeakTest;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.BackTest;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.OptionalDouble;
import java.util.Set;

/** What all rules say in the same way: headline and explanation by status, rate, share, window. */
public final class Findings {
  /** What is computed from several files names the folder. */
  private static final String SOURCES = "proc";

  /** How sure a clearing is, after half an hour and after minutes. */
  private static final double SURE = 0.9;

  /** After minutes; both are set, not measured. */
  private static final double LESS_SURE = 0.7;

  /** What begins and ends; other series begin late where their file was read seldom. */
  private static final Set<Subject.Kind> BORN =
      Set.of(Subject.Kind.PROCESS, Subject.Kind.CGROUP, Subject.Kind.TMPFS_MOUNT);

  private Findings() {}

  /**
   * A leak or suspected leak: bytes, rate and interval of the trend, wording under the rule's id.
   * The words may use name, pid, rate, low, high, growth, span, limits.
   *
   * @param variant a suffix of the wording's keys; empty for the ordinary one
   */
  public static FindingBuilder growth(
      RuleInfo rule, RuleInput input, Family.Member member, Subject subject, String variant) {
    Trend trend = member.trend();
    LeakTest leakTest = member.leakTest();
    Metric metric = member.series().metric();
    Unit unit = metric.unit() == Unit.COUNT ? Unit.COUNT : Unit.BYTES;
    Unit rate = unit == Unit.COUNT ? Unit.COUNT_PER_HOUR : Unit.BYTES_PER_HOUR;
    String suffix = variant.isEmpty() ? "" : "." + variant;
    Wording headline =
        named(
                input.recording(),
                Wording.of(rule.id() + ".headline." + leakTest.status().id() + suffix),
                subject)
            .with("rate", trend.rate() * Seconds.HOUR, rate)
            .with("growth", trend.rise(), unit)
            .with("span", trend.span(), Unit.SECONDS);
    Wording explanation =
        named(input.recording(), Wording.of(rule.id() + ".explanation" + suffix), subject)
            .with("rate", trend.rate() * Seconds.HOUR, rate)
            .with("low", trend.low() * Seconds.HOUR, rate)
            .with("high", trend.high() * Seconds.HOUR, rate)
            .with("growth", trend.rise(), unit)
            .with("span", trend.span(), Unit.SECONDS)
            .with("limits", Doubt.words(leakTest.certainty().doubts()));
    FindingBuilder builder =
        new FindingBuilder(rule, leakTest.status())
            .certainty(leakTest.certainty())
            .culprit(input.recording(), subject)
            .unit(unit)
            .trend(trend, metric, member.series().subject())
            .headline(headline)
            .explanation(explanation);
    if (unit == Unit.BYTES) {
      builder.share(shareOfLoss(input, member.series()));
    }
    if (trend.shape() == Shape.LINEAR || trend.shape() == Shape.BURSTS) {
      BackTest.error(member.series(), trend.from(), trend.to())
          .ifPresent(e -> builder.foretold(e).evidence("back-test-error", e, Unit.RATIO, SOURCES));
    }
    return builder;
  }

  /** A finding that clears, gives notice or tells of pressure; the host is its culprit. */
  public static FindingBuilder about(
      RuleInfo rule, RuleInput input, Status status, Wording headline) {
    Recording recording = input.recording();
    return new FindingBuilder(rule, status)
        .culprit(recording, Subject.HOST)
        .window(recording.from(), recording.to())
        .confidence(MinimumCapture.longEnough(recording) ? SURE : LESS_SURE)
        .headline(headline)
        .meaning();
  }

  /** The cleared finding of a growth rule: the most that anything grew, and why that is no leak. */
  public static FindingBuilder cleared(RuleInfo rule, RuleInput input, Family.Member most) {
    return cleared(rule, input, most, most.leakTest().clearing());
  }

  /** Likewise for a reason that is not in its own course. */
  public static FindingBuilder cleared(
      RuleInfo rule, RuleInput input, Family.Member most, Clearing why) {
    return cleared(rule, input, most, why, why.words());
  }

  /**
   * Likewise for a reason whose words have places that are filled. Where nothing grew, nobody is
   * named.
   */
  public static FindingBuilder cleared(
      RuleInfo rule, RuleInput input, Family.Member most, Clearing why, Wording words) {
    boolean grew = most.trend().change() > 0;
    Wording headline =
        grew
            ? named(
                    input.recording(),
                    Wording.of(rule.id() + ".headline.cleared"),
                    most.series().subject())
                .with("growth", most.trend().change(), most.series().metric().unit())
                .with("span", most.trend().span(), Unit.SECONDS)
                .with("why", words)
            : still(rule, input.recording());
    return about(rule, input, Status.CLEARED, headline)
        .clearing(grew ? why : Clearing.STILL)
        .unit(most.series().metric().unit() == Unit.COUNT ? Unit.COUNT : Unit.BYTES)
        .trend(most.trend(), most.series().metric(), most.series().subject());
  }

  /** With the slowest leak that would have shown, bytes an hour, where that is known. */
  public static FindingBuilder limited(
      FindingBuilder builder, OptionalDouble limit, String source) {
    limit.ifPresent(rate -> builder.evidence("detection-limit", rate, Unit.BYTES_PER_HOUR, source));
    return builder;
  }

  /** Cleared because nothing moved enough to be looked at. */
  public static Finding still(RuleInfo rule, RuleInput input) {
    return about(rule, input, Status.CLEARED, still(rule, input.recording()))
        .clearing(Clearing.STILL)
        .build();
  }

  /** Likewise where the whole was not captured, and of its parts none grew. */
  public static Finding stillInParts(RuleInfo rule, RuleInput input) {
    Wording headline =
        Wording.of(rule.id() + ".headline.still.parts")
            .with("span", input.recording().span(), Unit.SECONDS);
    return about(rule, input, Status.CLEARED, headline).clearing(Clearing.STILL).build();
  }

  private static Wording still(RuleInfo rule, Recording recording) {
    return Wording.of(rule.id() + ".headline.still").with("span", recording.span(), Unit.SECONDS);
  }

  /** With the subject's name; a cgroup's as people call it. */
  private static Wording named(Recording recording, Wording wording, Subject subject) {
    return subject.kind() == Subject.Kind.CGROUP
        ? wording.with("name", CgroupNames.of(recording, subject.name()))
        : named(wording, subject);
  }

  /** Likewise; a process of which only descriptors or sizes were captured has none. */
  public static Wording named(Wording wording, Subject subject) {
    boolean unnamed = subject.kind() == Subject.Kind.PROCESS && subject.name().isEmpty();
    Wording named =
        unnamed
            ? wording.with("name", Wording.of("subject.unnamed"))
            : wording.with("name", subject.name());
    return named.with("pid", subject.shownId());
  }

  /**
   * The part of the fall of available memory that a growth explains, both between the ledger's two
   * moments; NaN where either did not happen.
   *
   * @param judged the series, or the part of it that was judged
   */
  private static double shareOfLoss(RuleInput input, TimeSeries judged) {
    Ledger ledger = input.ledger();
    if (ledger == null || !(ledger.availableDelta() < 0)) {
      return Double.NaN;
    }
    TimeSeries whole = input.recording().series(judged.metric(), judged.subject()).orElse(judged);
    // What began in between held nothing before.
    boolean begins = BORN.contains(whole.subject().kind());
    boolean born = begins && Lifetimes.bornInside(input.recording(), whole);
    double before = born ? 0 : whole.first().value();
    double grown = whole.last().value() - before;
    return grown > 0 ? Math.min(1, grown / -ledger.availableDelta()) : Double.NaN;
  }

  /** Lines of the ledger whose growth reclaim can undo are no loss. */
  public static boolean isLoss(Category category) {
    return !Set.of(Category.FREE, Category.PAGE_CACHE, Category.SLAB_RECLAIMABLE)
        .contains(category);
  }
}
