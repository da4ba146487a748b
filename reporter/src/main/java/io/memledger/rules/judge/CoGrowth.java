package io.memledger.rules.judge;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Caches that grow by the same things: a leaked pipe leaves two filp, one inode and one dentry, so
 * the numbers of new objects stand in a small ratio (KERNEL 10).
 */
public final class CoGrowth {
  /** Ratios that one leaked thing leaves; three and more would fit chance too often. */
  private static final double[] RATIOS = {1, 2};

  /** Objects of other users come and go beside the leaked ones. */
  private static final double TOLERANCE = 0.1;

  /** Of the longer window: what is left by one thing also began together. */
  private static final double BEGAN_TOGETHER = 0.15;

  private CoGrowth() {}

  /**
   * @param leaks by rise, largest first
   * @return the same, in groups; the first of each group grew most
   */
  public static List<List<Family.Member>> grouped(Recording recording, List<Family.Member> leaks) {
    return grouped(recording, leaks, Metric.SLAB_OBJECTS);
  }

  /**
   * @param counts objects of each; null if nothing counts them, and then each is alone
   */
  public static List<List<Family.Member>> grouped(
      Recording recording, List<Family.Member> leaks, Metric counts) {
    List<List<Family.Member>> groups = new ArrayList<>();
    for (Family.Member one : leaks) {
      List<Family.Member> place = null;
      for (List<Family.Member> group : groups) {
        if (place == null && isTogether(recording, group.get(0), one, counts)) {
          place = group;
        }
      }
      if (place == null) {
        place = new ArrayList<>();
        groups.add(place);
      }
      place.add(one);
    }
    return groups;
  }

  /** The members as one series, so that its rate is that of the whole leak. */
  public static Family.Member together(Recording recording, List<Family.Member> members) {
    Family.Member first = members.get(0);
    TimeSeries sum = first.series();
    for (Family.Member other : members.subList(1, members.size())) {
      sum = SeriesTools.sum(sum, other.series());
    }
    return members.size() == 1
        ? first
        : Family.judge(recording, sum, first.material())
            .filter(Family.Member::isLeak)
            .orElse(first);
  }

  private static boolean isTogether(
      Recording recording, Family.Member a, Family.Member b, Metric counts) {
    double from = Math.max(a.trend().from(), b.trend().from());
    double apart = Math.abs(a.trend().from() - b.trend().from());
    if (apart > BEGAN_TOGETHER * Math.max(a.trend().span(), b.trend().span())) {
      return false;
    }
    if (counts == null) {
      return false;
    }
    double objects = objects(recording, a, from, counts);
    double others = objects(recording, b, from, counts);
    if (!(objects > 0) || !(others > 0)) {
      return false;
    }
    double ratio = Math.max(objects, others) / Math.min(objects, others);
    for (double whole : RATIOS) {
      if (Math.abs(ratio - whole) <= TOLERANCE * whole) {
        return true;
      }
    }
    return false;
  }

  private static double objects(
      Recording recording, Family.Member cache, double from, Metric counts) {
    Optional<TimeSeries> series = recording.series(counts, cache.series().subject());
    return series.map(s -> SeriesTools.rise(s, from, cache.trend().to())).orElse(Double.NaN);
  }
}
