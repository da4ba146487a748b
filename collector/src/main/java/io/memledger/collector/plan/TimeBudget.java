package io.memledger.collector.plan;

/**
 * Reading time that fills up as time passes: what costs more than it brings in is read less often.
 *
 * <p>A read may overdraw it, since its cost is known only afterwards; the debt is waited for.
 */
public final class TimeBudget {
  private final double share;
  private final long leastNanos;
  private final long mostNanos;
  private long left;
  private long filledAt;

  /**
   * @param share of the elapsed time that may be spent
   * @param leastNanos there for each sampling, if nothing is owed
   * @param mostNanos what can be saved up
   */
  public TimeBudget(double share, long leastNanos, long mostNanos) {
    this.share = share;
    this.leastNanos = leastNanos;
    this.mostNanos = mostNanos;
    left = mostNanos;
    filledAt = System.nanoTime();
  }

  /** Credits the time since the last call; call it once a sampling. */
  public void refill() {
    long now = System.nanoTime();
    left += Math.max(leastNanos, (long) ((now - filledAt) * share));
    left = Math.min(left, mostNanos);
    filledAt = now;
  }

  public boolean isSpent() {
    return left <= 0;
  }

  public void spend(long nanos) {
    left -= nanos;
  }
}
