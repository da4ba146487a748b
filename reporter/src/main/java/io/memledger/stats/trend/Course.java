package io.memledger.stats.trend;

/** The shape of a series over its window (ANALYSIS 3.4 to 3.7). */
public enum Course {
  LINEAR,
  ACCELERATING,
  SATURATING,
  STEP,
  BURSTS,
  RISING_FLOOR,
  CYCLIC,
  FLAT,
  NOISY,
  TOO_SHORT;

  /** Whether it is still going on at the end of the window, in one direction. */
  public boolean goesOn() {
    return this == LINEAR || this == ACCELERATING || this == BURSTS || this == RISING_FLOOR;
  }
}
