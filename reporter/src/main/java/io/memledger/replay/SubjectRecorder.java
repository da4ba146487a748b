package io.memledger.replay;

import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.source.Rank;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** One subject while it is recorded: its series, few and found by looking along them. */
class SubjectRecorder {
  /** Heap of a subject without its series and its name. */
  private static final int BARE = 300;

  private final Subject.Kind kind;
  private final String name;
  private final long id;
  private Series[] series = new Series[3];
  private Map<Label, String> labels;
  private int count;
  private int lastTick;
  private boolean retired;

  SubjectRecorder(Subject.Kind kind, String name, long id) {
    this.kind = kind;
    this.name = name;
    this.id = id;
  }

  /** Leads a value of a file to where it belongs, each time the file is sampled. */
  void lead(Metric metric, Rank rank, double value, Batch into, Segment segment) {
    if (metric == Metric.SLAB_BYTES) {
      into.add(segment.allSlabs(), value);
    }
    own(metric, rank, value, into);
  }

  final void own(Metric metric, Rank rank, double value, Batch into) {
    if (!retired) {
      into.saw(this);
      into.add(series(metric, rank), value);
    }
  }

  private Series series(Metric metric, Rank rank) {
    for (int i = 0; i < count; i++) {
      if (series[i].metric() == metric && series[i].rank() == rank) {
        return series[i];
      }
    }
    if (count == series.length) {
      series = Arrays.copyOf(series, count * 2);
    }
    series[count] = new Series(metric, rank);
    return series[count++];
  }

  /** Whether a series is the nearest to what it tells, and holds anything. */
  final boolean counts(Series one) {
    for (int i = 0; i < count; i++) {
      boolean nearer = series[i].metric() == one.metric() && series[i].rank().nearer(one.rank());
      if (nearer && series[i].begun()) {
        return false;
      }
    }
    return one.begun();
  }

  final void label(Label label, String text) {
    if (labels == null) {
      labels = new EnumMap<>(Label.class);
    }
    labels.put(label, text);
  }

  /** Null if nothing was said. */
  final Map<Label, String> labels() {
    return labels;
  }

  Subject subject() {
    return new Subject(kind, name, id, 0);
  }

  Subject.Kind kind() {
    return kind;
  }

  int seriesCount() {
    return count;
  }

  Series series(int i) {
    return series[i];
  }

  /** Snapshot in which it was seen last. */
  int lastTick() {
    return lastTick;
  }

  final void seen(int tick) {
    lastTick = Math.max(lastTick, tick);
  }

  /** Lets its series go; what is put from now on is lost. */
  void retire() {
    for (int i = 0; i < count; i++) {
      series[i].retire();
    }
    retired = true;
    count = 0;
    series = new Series[0];
  }

  boolean retired() {
    return retired;
  }

  /** Bytes of heap, about. */
  int weight() {
    int sum = BARE + 2 * name.length();
    for (int i = 0; i < count; i++) {
      sum += series[i].weight();
    }
    return sum;
  }

  /** Largest rise of any of its levels that are counted in bytes. */
  double growth() {
    double most = 0;
    for (int i = 0; i < count; i++) {
      if (series[i].metric().unit() == Unit.BYTES && series[i].begun()) {
        most = Math.max(most, series[i].lastValue() - series[i].firstValue());
      }
    }
    return most;
  }
}
