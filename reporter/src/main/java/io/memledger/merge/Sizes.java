package io.memledger.merge;

import io.memledger.rule.Shares;
import io.memledger.series.Category;
import io.memledger.series.Subject;

/** Whether two rates can be those of the same bytes. */
final class Sizes {
  /** Estimates of what a process, a zombie or a cgroup holds are good to this factor. */
  private static final double ORDER = 5;

  /** What piles up brings objects of some dozen caches at most. */
  private static final double PARTS = 25;

  private Sizes() {}

  static boolean areOne(MergedFinding a, MergedFinding b) {
    return Shares.areSame(a.total(), b.total());
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

  /** Whether one has most of what another shows on a line; of nothing nobody has most. */
  static boolean isMost(MergedFinding one, MergedFinding other, Category line) {
    return other.on(line) > 0 && one.on(line) >= Shares.MAIN * other.on(line);
  }

  /** Whether the first has bytes on the line that the second is about. */
  static boolean shareLine(MergedFinding a, MergedFinding b) {
    return b.line() != null && a.on(b.line()) > 0;
  }
}
