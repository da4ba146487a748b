package io.memledger.stats;

/**
 * Two straight lines that need not meet: growth that began late, a start-up jump, growth that ended
 * (two-phase regression by least squares over all places of the break, Quandt 1958).
 *
 * @param at index of the first point after the break
 * @param error sum of squared errors of both
 * @param before slope of the first, units per second
 * @param after slope of the second
 */
record BrokenLine(int at, double error, double before, double after) {
  /** A start-up jump may be this few points. */
  private static final int FEWEST_BEFORE = 2;

  /**
   * @param fewestAfter points that the second line must hold
   */
  static BrokenLine of(Points points, int fewestAfter) {
    int n = points.size();
    Squares squares = new Squares(points.times(), points.values());
    BrokenLine best =
        new BrokenLine(0, squares.aroundLine(0, n), squares.slope(0, n), squares.slope(0, n));
    for (int at = FEWEST_BEFORE; at <= n - fewestAfter; at++) {
      double error = squares.aroundLine(0, at) + squares.aroundLine(at, n);
      if (error < best.error) {
        best = new BrokenLine(at, error, squares.slope(0, at), squares.slope(at, n));
      }
    }
    return best;
  }
}
