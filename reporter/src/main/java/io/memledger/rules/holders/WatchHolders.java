package io.memledger.rules.holders;

import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Evidence;
import io.memledger.rule.Proof;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Map;

/**
 * The process whose inotify watches explain kernel objects: a watch is one object, and all of them
 * may stand behind one descriptor.
 */
public final class WatchHolders implements Suspect.Finder {
  /** Of the descriptors that hold watches. */
  public static final String CLASS = "anon_inode:inotify";

  private static final String SOURCE = "derived/held";

  /** Watches that must have come. */
  private static final double FEWEST = 1000;

  /** Of the line's window, what must be seen of a process to speak for all of it. */
  private static final double SEEN = 0.2;

  /**
   * Unreclaimable bytes of a watch: its mark alone, and with what ties it to the inode. The inode
   * that it pins counts as reclaimable (KERNEL 10).
   */
  private static final double LEAST = 60;

  /** With what ties it to the inode; set wide, not measured. */
  private static final double MOST = 256;

  /** Likewise at the most; set, not measured. */
  private static final double MOST_OBJECTS = 3;

  /** Of a cache that is not known to hold marks, how near to one object each must have. */
  private static final double ODD = 0.1;

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    TimeSeries top = null;
    double most = 0;
    double all = 0;
    for (TimeSeries watches : recording.all(Metric.PROC_WATCHES, Subject.Kind.PROCESS)) {
      double came = SeriesTools.rise(watches, from(watches, line), to(watches, line));
      all += Math.max(0, came);
      if (came > most) {
        most = came;
        top = watches;
      }
    }
    boolean named = top != null && most >= FEWEST && most >= Shares.MAIN * all;
    return named && fits(recording, top, most, line)
        ? List.of(suspect(top, most, line))
        : List.of();
  }

  private static double from(TimeSeries watches, Family.Member line) {
    return Math.max(line.trend().from(), watches.first().time());
  }

  private static double to(TimeSeries watches, Family.Member line) {
    return Math.min(line.trend().to(), watches.last().time());
  }

  private static boolean fits(
      Recording recording, TimeSeries watches, double came, Family.Member line) {
    double from = from(watches, line);
    double to = to(watches, line);
    double each = SeriesTools.rise(line.series(), from, to) / came;
    if (to - from < SEEN * line.trend().span() || each < LEAST || each > MOST) {
      return false;
    }
    Subject cache = line.series().subject();
    double objects =
        recording
            .series(Metric.SLAB_OBJECTS, cache)
            .map(s -> SeriesTools.rise(s, from, to) / came)
            .orElse(1.0);
    return holdsMarks(recording, cache)
        ? objects >= ObjectsEach.FEWEST && objects <= MOST_OBJECTS
        : Math.abs(objects - 1) <= ODD;
  }

  private static boolean holdsMarks(Recording recording, Subject cache) {
    return cache.kind() != Subject.Kind.SLAB_CACHE
        || recording.mergedWith(cache.name()).stream().anyMatch(n -> n.contains("notify"));
  }

  private static Suspect suspect(TimeSeries watches, double came, Family.Member line) {
    Subject process = watches.subject();
    return new Suspect(
        process,
        line.trend().rise(),
        List.of(
            new Evidence("watches", watches.last().value(), Unit.COUNT, SOURCE),
            new Evidence("watches-growth", came, Unit.COUNT, SOURCE)),
        List.of(
            NextSteps.of(
                "step.watches",
                "grep -c ^inotify /proc/" + process.id() + "/fdinfo/* | grep -v ':0$'")),
        List.of(
            new Proof(
                Metric.PROC_WATCHES,
                process,
                Double.NaN,
                Double.NaN,
                watches.first().time(),
                watches.last().time())),
        Map.of(Thing.WATCHES, came));
  }
}
