package io.memledger.verdict;

import io.memledger.rule.Finding;
import io.memledger.series.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings findings into the order of the report, and gives each its severity and a unique id. */
public final class Ranking {
  /** Hours until headroom ends, and the severity of a leak that ends it then. */
  private static final double[][] SEVERITY = {
    {1, 100}, {6, 90}, {24, 80}, {72, 70}, {168, 60}, {720, 45}
  };

  /** What takes more than a month can wait for the next release. */
  private static final int SLOW_LEAK = 30;

  /** What is only suspected is worth so much less of somebody's night. */
  private static final double ONLY_SUSPECTED = 0.8;

  /** At least: somebody waits for memory now, but nothing is known to go on. */
  private static final int PRESSURE = 50;

  /** Below all that asks for something to be done; a notice that leads stands above it. */
  private static final int NOTICE = 10;

  private Ranking() {}

  /**
   * By status, then named before nameless, then by bytes lost an hour, then as their rule puts
   * them.
   */
  public static List<Finding> ordered(Recording recording, List<Finding> findings) {
    double headroom = Room.obtainable(recording).orElse(Double.NaN);
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparing(Finding::status)
            .thenComparing(f -> !f.leadsNotices())
            .thenComparing(f -> f.claim().isWholeHost())
            .thenComparing(
                Comparator.comparingDouble((Finding f) -> f.claim().inAllPerHour()).reversed()));
    List<Finding> ordered = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Finding finding : sorted) {
      ordered.add(finding.placed(unique(finding.id(), ids), severity(finding, headroom)));
    }
    return ordered;
  }

  private static int severity(Finding f, double headroom) {
    double hoursLeft = headroom / f.claim().inAllPerHour();
    return switch (f.status()) {
      case LEAK -> severity(hoursLeft);
      case SUSPECTED_LEAK -> (int) Math.round(ONLY_SUSPECTED * severity(hoursLeft));
      case PRESSURE -> Math.max(PRESSURE, f.severity());
      case NOTICE -> Math.max(NOTICE, f.severity());
      case CLEARED -> 0;
    };
  }

  private static int severity(double hoursLeft) {
    for (double[] step : SEVERITY) {
      if (hoursLeft <= step[0]) {
        return (int) step[1];
      }
    }
    return SLOW_LEAK;
  }

  private static String unique(String id, Set<String> taken) {
    String free = id;
    for (int n = 2; !taken.add(free); n++) {
      free = id + "#" + n;
    }
    return free;
  }
}
