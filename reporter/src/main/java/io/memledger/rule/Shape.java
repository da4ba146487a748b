package io.memledger.rule;

/** The course of a series over the window, as report.json names it. */
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
}
