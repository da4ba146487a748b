package io.memledger.verdict;

import io.memledger.ledger.Reserve;
import io.memledger.rule.Finding;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
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
import java.util.OptionalDouble;
import java.util.TreeMap;

/** When memory runs out, against the limit that is met first (METHOD 3.10). */
final class Exhaustions {
  /** An interval wider than so many times the rate says less than the leaks themselves. */
  private static final double VAGUE = 1.5;

  /**
   * One limit that is met.
   *
   * @param foretold whether a time can be told; else only that it does not come before the earliest
   * @param rate bytes a second at which it is met: all leaks that count against it
   */
  record End(Exhaustion at, boolean foretold, double rate) {}

  private Exhaustions() {}

  /**
   * When memory ends, by every limit that is met within the forecast's reach, the first first. A
   * loss that nobody can be named for, one seen for minutes, and one whose course did not foretell
   * its own end tell no time: of the end only that it does not come before.
   */
  static List<End> all(Recording recording, List<Finding> leaks) {
    List<Finding> taking = leaks.stream().filter(Pace::takes).toList();
    List<End> ends = new ArrayList<>();
    host(recording, taking).ifPresent(ends::add);
    ends.addAll(cgroups(recording, taking));
    ends.addAll(MountLimits.of(recording, taking));
    ends.sort(Comparator.comparingDouble(end -> end.at().seconds()));
    return ends;
  }

  private static Optional<End> host(Recording recording, List<Finding> leaks) {
    OptionalDouble available = Room.obtainable(recording);
    if (available.isEmpty() || leaks.isEmpty()) {
      return Optional.empty();
    }
    double headroom = available.getAsDouble() - Reserve.of(recording);
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
    boolean named = leaks.stream().anyMatch(leak -> !leak.claim().isWholeHost());
    Pace together =
        leaks.stream()
            .filter(leak -> !named || !leak.claim().isWholeHost())
            .map(Pace::of)
            .reduce(Pace.NONE, Pace::plus);
    double reach = named ? together.reach() : 0;
    if (used.isPresent() && used.get().shape().goesOn() && isKnown(used.get())) {
      Trend trend = used.get();
      // What accelerates will be at least as fast as it was in its last third (METHOD 3.10).
      boolean faster = trend.shape() == Shape.ACCELERATING && trend.lateShare() > 1;
      double by = faster ? trend.lateShare() : 1;
      return new Pace(by * trend.rate(), trend.low(), by * trend.high(), trend.span(), reach);
    }
    return new Pace(together.rate(), together.low(), together.high(), together.observed(), reach);
  }

  private static boolean isKnown(Trend trend) {
    return trend.rate() > 0 && !(trend.high() - trend.low() > VAGUE * trend.rate());
  }

  /** The limits of the cgroups of all leaks and of those above them. */
  private static List<End> cgroups(Recording recording, List<Finding> leaks) {
    Map<String, Pace> paces = new TreeMap<>();
    for (Finding leak : leaks) {
      for (String path = path(leak); path != null; ) {
        paces.merge(path, Pace.of(leak), Pace::plus);
        path = above(path);
      }
    }
    List<End> ends = new ArrayList<>();
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

  /** Whether a leak counts against the limit that ends. */
  static boolean counts(Finding leak, Exhaustion end) {
    return switch (end.limit()) {
      case HOST, SWAP -> true;
      case CGROUP -> isWithin(leak, end.path());
      case TMPFS -> MountLimits.mount(leak).filter(end.path()::equals).isPresent();
    };
  }

  private static boolean isWithin(Finding leak, String cgroup) {
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

  static Optional<End> end(
      Recording recording, Limit limit, String path, double headroom, Pace pace) {
    if (!(headroom > 0)) {
      // It has ended: there is nothing to foretell.
      return Optional.empty();
    }
    return Forecast.ofAYear(headroom, pace.rate(), pace.low(), pace.high())
        .map(
            f ->
                new End(
                    new Exhaustion(
                        limit,
                        path,
                        f.seconds(),
                        f.low(),
                        f.high(),
                        recording.at(endOf(recording) + f.seconds())),
                    f.seconds() <= pace.reach() * pace.observed(),
                    pace.rate()));
  }

  private static double endOf(Recording recording) {
    return recording.to();
  }

  private static Optional<Double> last(Recording recording, Metric metric) {
    return recording.host(metric).map(s -> s.last().value());
  }
}
