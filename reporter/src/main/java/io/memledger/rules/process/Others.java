package io.memledger.rules.process;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What all others of a kind took or gave back meanwhile, summed once for each window: one after
 * another for each that grew would be the square of a crowd.
 */
final class Others {
  /**
   * Windows that are summed up. Those of one capture are few, since blocks end together; an archive
   * made to have as many as processes gets no allowance for the rest.
   */
  private static final int MOST_WINDOWS = 200;

  private record Window(double from, double to) {}

  private final Recording recording;
  private final Subject.Kind kind;
  private final Map<Window, Double> taken = new HashMap<>();
  private final Map<Window, Double> givenBack = new HashMap<>();

  Others(Recording recording, Subject.Kind kind) {
    this.recording = recording;
    this.kind = kind;
  }

  /** Bytes an hour by which the others rose; 0 where this was asked of too many windows. */
  double rising(TimeSeries own, double from, double to) {
    return others(taken, own, from, to, s -> Math.max(0, SeriesTools.slope(s, from, to)));
  }

  /** Bytes that the others gave back; 0 where this was asked of too many windows. */
  double givenBack(TimeSeries own, double from, double to) {
    return others(givenBack, own, from, to, s -> Math.max(0, -SeriesTools.rise(s, from, to)));
  }

  private double others(
      Map<Window, Double> sums,
      TimeSeries own,
      double from,
      double to,
      ToDoubleFunction<TimeSeries> part) {
    Window window = new Window(from, to);
    Double all = sums.get(window);
    if (all == null) {
      if (sums.size() >= MOST_WINDOWS) {
        return 0;
      }
      all = 0.0;
      for (TimeSeries one : recording.all(Metric.PROC_RSS, kind)) {
        all += part.applyAsDouble(one);
      }
      sums.put(window, all);
    }
    // A service is a part of the group of its command, and none of that is another's.
    Subject itself =
        kind == Subject.Kind.PROCESS_GROUP
            ? new Subject(kind, own.subject().name(), 0, 0)
            : own.subject();
    double mine = recording.series(Metric.PROC_RSS, itself).map(part::applyAsDouble).orElse(0.0);
    return Math.max(0, all - mine);
  }
}
