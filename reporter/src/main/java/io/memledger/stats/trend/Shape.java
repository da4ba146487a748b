package io.memledger.stats.trend;

/** What a series does over its window, as report.json names it (METHOD 3.4 to 3.7). */
public enum Shape {
  LINEAR("linear"),
  ACCELERATING("accelerating"),
  SATURATING("saturating"),
  STEP("step"),
  BURSTS("bursts"),
  RISING_FLOOR("rising-floor"),
  CYCLIC("cyclic"),
  FLAT("flat"),
  NOISY("noisy"),
  TOO_SHORT("too-short");

  private final String id;

  Shape(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** Whether it is still going on at the end of the window, in one direction. */
  public boolean goesOn() {
    return this == LINEAR || this == ACCELERATING || this == BURSTS || this == RISING_FLOOR;
  }
}
