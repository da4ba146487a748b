package io.memledger.merge;

import io.memledger.series.Subject;

/** Whether two rates can be those of the same bytes. */
final class Sizes {
  /** Two counts of the same bytes differ by less than this factor. */
  static final double SAME = 2;

  /** Estimates of what a process, a zombie or a cgroup holds are good to this factor. */
  private static final double ORDER = 5;

  /** What piles up brings objects of some dozen caches at most. */
  private static final double PARTS = 25;

  private Sizes() {}

  static boolean areOne(MergedFinding a, MergedFinding b) {
    double ratio = a.total() / b.total();
    return ratio <= SAME && ratio >= 1 / SAME;
  }

  /**
   * What a cause is said to hold at least, and what grew, are of one order; one cache may be a
   * small part of it.
   */
  static boolean arePlausible(MergedFinding cause, MergedFinding effect) {
    double ratio = effect.total() / cause.total();
    return ratio <= ORDER
        && ratio >= 1 / (effect.kind() == Subject.Kind.SLAB_CACHE ? PARTS : ORDER);
  }

  /** Whether the first has bytes on the line that the second is about. */
  static boolean shareLine(MergedFinding a, MergedFinding b) {
    return b.line() != null && a.on(b.line()) > 0;
  }
}
