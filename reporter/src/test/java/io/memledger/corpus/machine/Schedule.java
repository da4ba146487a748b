package io.memledger.corpus.machine;

/**
 * When snapshots are taken.
 *
 * @param times seconds since the capture began, ascending
 * @param interval seconds between two, as planned
 * @param epoch Unix seconds of the first
 * @param uptime seconds of the host at the first
 */
public record Schedule(double[] times, double interval, long epoch, double uptime) {
  double span() {
    return times[times.length - 1];
  }

  /** Every how many snapshots a file of this wish in seconds is sampled, within limits. */
  public int every(double seconds, int most) {
    return (int) Math.max(1, Math.min(most, Math.round(seconds / interval)));
  }
}
