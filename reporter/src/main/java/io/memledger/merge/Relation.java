package io.memledger.merge;

import java.util.Comparator;
import java.util.List;

/**
 * One reason why two findings are one leak. It decides by what they claim, by nothing else, and
 * whichever of them came first.
 */
interface Relation {
  /** What one finding is to another that leads. */
  enum Tie {
    /** The other is evidence of the leader; its bytes count where they stand on another line. */
    ABSORB,
    /** The other counts the bytes of the leader once more. */
    CORROBORATE,
    NONE
  }

  /**
   * What the other is to the leader.
   *
   * @param open all that are still told each by itself, these two among them
   */
  Tie tie(MergedFinding leader, MergedFinding other, List<MergedFinding> open);

  /** Which of several leaders takes another in: the largest of the strongest. */
  default Comparator<MergedFinding> leads() {
    return MergedFinding.STRONGEST;
  }

  /** In which order others are looked at, where taking one in changes the next. */
  default Comparator<MergedFinding> order() {
    return MergedFinding.STRONGEST;
  }

  /** Whether what was taken in before changes what the next one is. */
  default boolean oneByOne() {
    return false;
  }

  /** Whether the two counts are independent, so that their agreement makes the leader surer. */
  default boolean isIndependent() {
    return false;
  }
}
