package io.memledger.merge;

import io.memledger.rule.Growth;

/** Whether two growths were at the same time. */
final class Times {
  /** Of the shorter window: what is brought by one thing grows while that does. */
  private static final double TOGETHER = 0.5;

  private Times() {}

  /** True also where a window is not known. */
  static boolean meet(MergedFinding a, MergedFinding b) {
    Growth one = a.claim().growth();
    Growth other = b.claim().growth();
    double both = Math.min(one.to(), other.to()) - Math.max(one.from(), other.from());
    return !(both < TOGETHER * Math.min(one.span(), other.span()));
  }
}
