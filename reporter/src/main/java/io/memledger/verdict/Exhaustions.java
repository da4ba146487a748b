package io.memledger.verdict;

import io.memledger.ledger.Reserve;
import io.memledger.rule.Finding;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.Forecast;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import io.memledger.verdict.Verdict.Exhaustion;
import io.memledger.verdict.Verdict.Exhaustion.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When memory runs out, against the limit that is met first (METHOD 3.10). */
final class Exhaustions {
  /** An interval wider than so many times the rate says less than the leaks themselves. */
  private static final double VAGUE = 1.5;

  /** Bytes a second with its interval, and the seconds on which that rests. */
  private record Pace(double rate, double low, double high, double observed) {
    private static final Pace NONE = new Pace(0, 0, 0, 0);

    private static Pace of(Finding leak) {
      return new Pace(
          leak.claim().growth().rate() / Seconds.HOUR,
          leak.claim().growth().low() / Seconds.HOUR,
          leak.claim().growth().high() / Seconds.HOUR,
          leak.claim().growth().to() - leak.claim().growth().from());
    }

    private Pace plus(Pace other) {
      return new Pace(
          rate + other.rate,
          low + other.low,
          high + other.high,
          Math.max(observed, other.observed));
    }
  }

  private Exhaustions() {}

  /** Null if nothing runs out within the forecast's reach. */
  static Exhaustion of(Recording recording, List<Finding> leaks) {
    List<Exhaustion> ends = new ArrayList<>();
    host(recording, leaks).ifPresent(ends::add);
    ends.addAll(cgroups(recording, leaks));
    return ends.stream().min(Comparator.comparingDouble(Exhaustion::seconds)).orElse(null);
  }

  private static Optional<Exhaustion> host(Recording recording, List<Finding> leaks) {
    Optional<TimeSeries> available = recording.host(Metric.AVAILABLE);
    if (available.isEmpty()) {
      return Optional.empty();
    }
    double headroom = available.get().last().value() - Reserve.of(recording);
    double swap = last(recording, Metric.SWAP_FREE).orElse(0.0);
    Category category = leaks.get(0).claim().line();
    boolean swappable = category == Category.ANONYMOUS || category == Category.SHMEM;
    boolean toSwap = swappable && swap > 0;
    Pace pace = pace(recording, leaks);
    return end(
        recording, toSwap ? Limit.SWAP : Limit.HOST, null, headroom + (toSwap ? swap : 0), pace);
  }

  /**
   * What the host loses as a whole, where that goes on and is known well; else what the leaks lose
   * together.
   */
  private static Pace pace(Recording recording, List<Finding> leaks) {
    Optional<Trend> used = recording.host(Metric.USED).flatMap(Trend::of);
    if (used.isPresent() && used.get().shape().goesOn() && isKnown(used.get())) {
      Trend trend = used.get();
      // What accelerates will be at least as fast as it was in its last third (METHOD 3.10).
      boolean faster = trend.shape() == Shape.ACCELERATING && trend.lateShare() > 1;
      double by = faster ? trend.lateShare() : 1;
      return new Pace(by * trend.rate(), trend.low(), by * trend.high(), trend.span());
    }
    boolean named = leaks.stream().anyMatch(leak -> !leak.claim().isWholeHost());
    return leaks.stream()
        .filter(
            leak ->
                leak.claim().growth().unit() == Unit.BYTES && !leak.claim().growth().untilRestart())
        .filter(leak -> !named || !leak.claim().isWholeHost())
        .map(Pace::of)
        .reduce(Pace.NONE, Pace::plus);
  }

  private static boolean isKnown(Trend trend) {
    return trend.rate() > 0 && !(trend.high() - trend.low() > VAGUE * trend.rate());
  }

  /** The limits of the cgroups of all leaks and of those above them. */
  private static List<Exhaustion> cgroups(Recording recording, List<Finding> leaks) {
    Map<String, Pace> paces = new TreeMap<>();
    for (Finding leak : leaks) {
      for (String path = path(leak); path != null && leak.claim().growth().unit() == Unit.BYTES; ) {
        paces.merge(path, Pace.of(leak), Pace::plus);
        path = above(path);
      }
    }
    List<Exhaustion> ends = new ArrayList<>();
    paces.forEach(
        (path, pace) ->
            CgroupLimit.of(recording, Subject.named(Subject.Kind.CGROUP, path))
                .flatMap(limit -> end(recording, Limit.CGROUP, path, limit.headroom(), pace))
                .ifPresent(ends::add));
    return ends;
  }

  /** Null above the root, which is a container itself where the capture was taken inside one. */
  private static String above(String path) {
    int slash = path.lastIndexOf('/');
    if (slash > 0) {
      return path.substring(0, slash);
    }
    return path.length() > 1 ? "/" : null;
  }

  /** Whether a leak counts against the limit of a cgroup. */
  static boolean isWithin(Finding leak, String cgroup) {
    for (String path = path(leak); path != null; path = above(path)) {
      if (path.equals(cgroup)) {
        return true;
      }
    }
    return false;
  }

  private static String path(Finding leak) {
    if (leak.claim().culprit() == null) {
      return null;
    }
    Subject subject = leak.claim().culprit().subject();
    return subject.kind() == Subject.Kind.CGROUP ? subject.name() : leak.claim().culprit().within();
  }

  private static Optional<Exhaustion> end(
      Recording recording, Limit limit, String path, double headroom, Pace pace) {
    return Forecast.of(headroom, pace.rate(), pace.low(), pace.high(), pace.observed())
        .map(
            f ->
                new Exhaustion(
                    limit,
                    path,
                    f.seconds(),
                    f.low(),
                    f.high(),
                    recording.at(endOf(recording) + f.seconds())));
  }

  private static double endOf(Recording recording) {
    return recording.last().map(m -> m.time()).orElse(0.0);
  }

  private static Optional<Double> last(Recording recording, Metric metric) {
    return recording.host(metric).map(s -> s.last().value());
  }
}
