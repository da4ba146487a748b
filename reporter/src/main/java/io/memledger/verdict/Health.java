package io.memledger.verdict;

import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Sight;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Whether a capture in which nothing grew may be called healthy: only if a leak that it would not
 * have shown is too slow to matter within a month (METHOD 3.12).
 */
final class Health {
  /** Hours in which a leak must not end the host or a container: until somebody looks again. */
  private static final double A_MONTH = 30 * Seconds.DAY / Seconds.HOUR;

  /** How sure it is; of made-up machines without a leak nearly all are right (ACCURACY.md). */
  private static final double SURE = 0.95;

  /** Seconds that a capture of the host's counters alone takes at least. */
  private static final double HOST_ALONE = Seconds.DAY;

  /** What is half seen is seen in twice the time. */
  private static final double TWICE = 2;

  /** Of MemTotal: half of what a host must have left not to be short of memory. */
  private static final double NEARLY_NOTHING = 0.05;

  /** Of the most that it had in the capture: what fell below it fell by most of itself. */
  private static final double MOST_GONE = 0.5;

  private Health() {}

  static Verdict of(Recording recording, List<Sight> sights, DetectionLimit limit) {
    Optional<Wording> drained = drained(recording);
    if (drained.isPresent()) {
      return Verdict.inconclusive(drained.get());
    }
    if (!Scope.of(recording).isHost()) {
      return Verdict.inconclusive(seen(recording, "verdict.part"));
    }
    if (recording.host(Metric.SHMEM).isEmpty() && recording.host(Metric.MEM_AVAILABLE).isEmpty()) {
      return Verdict.inconclusive(seen(recording, "verdict.no-shmem"));
    }
    double headroom = Room.ofHost(recording);
    if (headroom <= 0) {
      return Verdict.inconclusive(seen(recording, "verdict.no-room"));
    }
    if (Double.isNaN(limit.rate())) {
      return Verdict.inconclusive(
          blind(recording).with("need", longer(recording, HOST_ALONE), Unit.SECONDS));
    }
    double hours = headroom / limit.rate();
    if (!(hours >= A_MONTH)) {
      return Verdict.inconclusive(weak(recording, "verdict.too-weak", limit.rate(), hours));
    }
    for (Sight sight : sights) {
      double left =
          CgroupLimit.of(recording, sight.subject())
              .map(l -> l.headroom() / sight.bytesPerHour())
              .orElse(Double.POSITIVE_INFINITY);
      if (sight.subject().kind() == Subject.Kind.CGROUP && left < A_MONTH) {
        return Verdict.inconclusive(
            weak(recording, "verdict.too-weak.cgroup", sight.bytesPerHour(), Math.max(0, left))
                .with("name", CgroupNames.of(recording, sight.subject().name())));
      }
    }
    return new Verdict(
        Verdict.Status.HEALTHY,
        seen(recording, "verdict.healthy").with("limit", limit.rate(), Unit.BYTES_PER_HOUR),
        SURE,
        null);
  }

  /** What is said of a host whose memory went nearly to its end, whoever took it. */
  private static Optional<Wording> drained(Recording recording) {
    double left = Room.left(recording);
    double most = Room.most(recording);
    boolean gone =
        left < NEARLY_NOTHING * recording.hostFacts().memTotal() && left < MOST_GONE * most;
    return gone
        ? Optional.of(
            seen(recording, "verdict.drained")
                .with("most", most, Unit.BYTES)
                .with("left", Room.obtainable(recording).orElse(left), Unit.BYTES)
                .with("need", longer(recording, TWICE * recording.span()), Unit.SECONDS))
        : Optional.empty();
  }

  /** Seconds of a capture that would tell what this one left open. */
  static double untilClear(Recording recording, Finding open) {
    boolean host = open.claim().isWholeHost();
    return Math.max(TWICE * recording.span(), host ? MinimumCapture.TWO_DAYS : 0);
  }

  private static Wording blind(Recording recording) {
    boolean processes = !recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).isEmpty();
    return seen(recording, processes ? "verdict.blind.few" : "verdict.blind");
  }

  private static Wording weak(Recording recording, String key, double limit, double hours) {
    if (hours * Seconds.HOUR < recording.span()) {
      // It would have ended memory within the capture: what moved hides it, and not its slowness.
      double quieter = Math.max(TWICE * recording.span(), HOST_ALONE);
      return seen(recording, "verdict.too-weak.moving")
          .with("need", longer(recording, quieter), Unit.SECONDS);
    }
    double need = Math.min(recording.span() * A_MONTH / Math.max(1, hours), A_MONTH * Seconds.HOUR);
    return seen(recording, key)
        .with("limit", limit, Unit.BYTES_PER_HOUR)
        .with("left", hours * Seconds.HOUR, Unit.SECONDS)
        .with("need", longer(recording, need), Unit.SECONDS);
  }

  /**
   * What a rise needs to stand out falls with time at least as fast as time passes. As much as was
   * captured has told nothing: more is twice of it.
   */
  private static double longer(Recording recording, double seconds) {
    double least = Math.max(MinimumCapture.LEAK_SECONDS, seconds);
    return least > MinimumCapture.observed(recording) ? least : TWICE * recording.span();
  }

  private static Wording seen(Recording recording, String key) {
    return Wording.of(key)
        .with("span", recording.span(), Unit.SECONDS)
        .with("samples", MinimumCapture.samples(recording), Unit.COUNT);
  }
}
