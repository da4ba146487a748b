package io.memledger.series;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The host's values at one snapshot, exactly as read: what the ledger is made from. Absent is
 * absent, never 0. Immutable.
 */
public final class Moment {
  private final double time;
  private final double[] values;

  /**
   * @param time seconds since the recording's start
   * @param values by {@link Metric#ordinal()}, NaN where absent
   */
  public Moment(double time, double[] values) {
    this.time = time;
    this.values = Arrays.copyOf(values, values.length);
  }

  public double time() {
    return time;
  }

  public boolean has(Metric metric) {
    return !Double.isNaN(values[metric.ordinal()]);
  }

  public OptionalDouble get(Metric metric) {
    double value = values[metric.ordinal()];
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
