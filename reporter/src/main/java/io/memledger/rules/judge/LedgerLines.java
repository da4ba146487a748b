package io.memledger.rules.judge;

import io.memledger.rule.RuleInput;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.Optional;
import java.util.OptionalDouble;

/** The lines of the ledger that should level off, each judged once for all rules that ask. */
public final class LedgerLines {
  private record Question(Category line) {}

  private record LimitQuestion(Category line) {}

  private LedgerLines() {}

  /** The course of a line, and what that means; empty where the capture does not tell. */
  public static Optional<Family.Member> judged(RuleInput input, Category line) {
    return input.once(new Question(line), () -> judge(input.recording(), line));
  }

  /** Likewise where it is a leak or a suspicion. */
  public static Optional<Family.Member> leak(RuleInput input, Category line) {
    return judged(input, line).filter(Family.Member::isLeak);
  }

  /** The slowest leak on a line that would have shown, in bytes an hour. */
  public static OptionalDouble sight(RuleInput input, Category line) {
    Recording recording = input.recording();
    return input.once(
        new LimitQuestion(line),
        () ->
            recording
                .host(Metric.ofLine(line))
                // A line that is nothing throughout may as well not have been captured.
                .filter(s -> SeriesTools.mean(s, s.first().time(), s.last().time()) > 0)
                .map(s -> Sights.of(recording, s, material(recording, line, s)))
                .orElse(OptionalDouble.empty()));
  }

  private static Optional<Family.Member> judge(Recording recording, Category line) {
    return recording
        .host(Metric.ofLine(line))
        .flatMap(series -> Family.judge(recording, series, material(recording, line, series)));
  }

  /** Bytes that matter on a line. */
  private static double material(Recording recording, Category line, TimeSeries series) {
    return switch (line) {
      case SLAB_UNRECLAIMABLE, SLAB_RECLAIMABLE -> Materiality.ofSlab(recording, series);
      case UNACCOUNTED -> Materiality.remainder(recording);
      case SHMEM -> Materiality.process(recording);
      default -> Materiality.KERNEL_LINE;
    };
  }
}
