package io.memledger.series;

import java.util.EnumMap;
import java.util.Map;

/** The metric of each line of the ledger, as the metrics declare their lines. */
final class LineMetrics {
  private static final Map<Category, Metric> OF_LINE = new EnumMap<>(Category.class);

  static {
    for (Metric one : Metric.values()) {
      one.line().ifPresent(line -> OF_LINE.put(line, one));
    }
  }

  private LineMetrics() {}

  static Metric of(Category line) {
    return OF_LINE.get(line);
  }
}
