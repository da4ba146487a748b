package io.memledger.stats;

/** A straight line: value at time 0, and units per second. */
public record Line(double intercept, double slope) {
  public double at(double time) {
    return intercept + slope * time;
  }
}
