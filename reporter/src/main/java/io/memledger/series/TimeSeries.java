package io.memledger.series;

import java.util.Arrays;

/**
 * One metric of one subject over one segment, in equal-time blocks (METHOD 3.2); lost samples leave
 * no filler, so block times are not evenly spaced. Immutable.
 *
 * <p>Times are seconds of uptime since the recording's start; values are in the metric's unit. A
 * short capture has one sample a block, and is then exact.
 */
public final class TimeSeries {
  private final Metric metric;
  private final Subject subject;
  private final double[] times;
  private final double[] means;
  private final double[] mins;
  private final double[] maxs;
  private final int[] counts;
  private final Sample first;
  private final Sample last;

  /** A single sample: seconds since the recording's start, and the value. */
  public record Sample(double time, double value) {}

  /**
   * @param times mean time of each block's samples, ascending; the other arrays are of its length
   */
  public TimeSeries(
      Metric metric,
      Subject subject,
      double[] times,
      double[] means,
      double[] mins,
      double[] maxs,
      int[] counts,
      Sample first,
      Sample last) {
    this.metric = metric;
    this.subject = subject;
    this.times = times.clone();
    this.means = means.clone();
    this.mins = mins.clone();
    this.maxs = maxs.clone();
    this.counts = counts.clone();
    this.first = first;
    this.last = last;
  }

  /** A series of single samples, for tests and for series computed from others. */
  public static TimeSeries of(Metric metric, Subject subject, double[] times, double[] values) {
    int[] ones = new int[times.length];
    Arrays.fill(ones, 1);
    int end = times.length - 1;
    return new TimeSeries(
        metric,
        subject,
        times,
        values,
        values,
        values,
        ones,
        new Sample(times[0], values[0]),
        new Sample(times[end], values[end]));
  }

  public Metric metric() {
    return metric;
  }

  public Subject subject() {
    return subject;
  }

  /** Number of blocks that hold a sample. */
  public int size() {
    return times.length;
  }

  public double time(int block) {
    return times[block];
  }

  public double mean(int block) {
    return means[block];
  }

  public double min(int block) {
    return mins[block];
  }

  public double max(int block) {
    return maxs[block];
  }

  public int count(int block) {
    return counts[block];
  }

  public double[] times() {
    return times.clone();
  }

  public double[] means() {
    return means.clone();
  }

  public double[] mins() {
    return mins.clone();
  }

  public double[] maxs() {
    return maxs.clone();
  }

  /** Number of samples in all blocks. */
  public long samples() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  public Sample first() {
    return first;
  }

  public Sample last() {
    return last;
  }

  /** Seconds between the first and the last sample. */
  public double span() {
    return last.time() - first.time();
  }

  /** Last value less the first, in the metric's unit. */
  public double change() {
    return last.value() - first.value();
  }
}
