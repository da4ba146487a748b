package io.memledger.stats.trend;

/** How much it takes to believe something about a trend; one place, since the steps share it. */
final class TestLevels {
  /**
   * Level of the tests that choose between shapes: the customary one in twenty. It is no verdict on
   * a leak, for which LeakTest asks more.
   */
  static final double WEAK = 0.05;

  /**
   * Odds of one to three: less likely than this, what may still be going on is taken to have ended.
   */
  static final double UNLIKELY = 0.25;

  private TestLevels() {}
}
