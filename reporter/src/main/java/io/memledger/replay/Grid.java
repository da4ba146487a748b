package io.memledger.replay;

/**
 * The time grid that all series of a segment share: equal blocks whose width doubles whenever the
 * segment outgrows {@link #MOST_BLOCKS} of them (METHOD 3.2, streaming form).
 */
final class Grid {
  /** Blocks of a long segment number half of this to this. */
  static final int MOST_BLOCKS = 480;

  /** Width at level 0, in seconds: finer than any sampling. */
  private static final double FINEST = 1.0 / 64;

  private double time;
  private int level;
  private int tick;

  /** Moves on to a snapshot, at seconds since the segment's start; never backward. */
  void moveTo(double seconds) {
    time = seconds;
    tick++;
    long fine = (long) (seconds / FINEST);
    while (fine >> level >= MOST_BLOCKS) {
      level++;
    }
  }

  double time() {
    return time;
  }

  /** Block of a time, at the current level. */
  int indexOf(double seconds) {
    return (int) ((long) (seconds / FINEST) >> level);
  }

  /** Doublings of the width so far: an index of level l is that of level l + 1, halved. */
  int level() {
    return level;
  }

  /** Number of the current snapshot in the segment, from 1. */
  int tick() {
    return tick;
  }
}
