package io.memledger.verdict;

import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.verdict.Verdict.Bound;
import java.util.Optional;

/** What a leak can take at most of what it had asked for before it grew (METHOD 3.10). */
final class Bounds {
  /** Of the growth: a segment that took this share of it took it alone, and no others come. */
  private static final double ALONE = 0.9;

  private Bounds() {}

  /** Empty where nothing bounds it, nothing is left, or more is left than the host has. */
  static Optional<Bound> of(Recording recording, Finding leak) {
    if (!Pace.takes(leak)) {
      return Optional.empty();
    }
    double available = Room.obtainable(recording).orElse(Double.POSITIVE_INFINITY);
    return found(recording, leak).filter(b -> b.room() > 0 && b.room() < available);
  }

  private static Optional<Bound> found(Recording recording, Finding leak) {
    Subject subject = leak.claim().subject();
    if (leak.claim().certainty().doubts().contains(Doubt.RESERVED)) {
      return room(recording, subject, Metric.PROC_VSIZE, Metric.PROC_RSS)
          .map(room -> new Bound(Bound.Kind.RESERVED, room));
    }
    return recording
        .series(Metric.SHM_RSS, subject)
        .filter(segment -> isAlone(segment, leak.claim().growth()))
        .flatMap(segment -> room(recording, subject, Metric.SHM_SIZE, Metric.SHM_RSS))
        .map(room -> new Bound(Bound.Kind.SEGMENT, room));
  }

  /** Whether the segment is what grew, and not the largest of many that stands for all. */
  private static boolean isAlone(TimeSeries segment, Growth growth) {
    double before = segment.first().time() > growth.from() ? 0 : segment.first().value();
    return segment.last().value() - before >= ALONE * growth.amount();
  }

  private static Optional<Double> room(
      Recording recording, Subject subject, Metric size, Metric taken) {
    Optional<TimeSeries> most = recording.series(size, subject);
    return recording
        .series(taken, subject)
        .filter(t -> most.isPresent())
        .map(t -> most.get().last().value() - t.last().value());
  }
}
