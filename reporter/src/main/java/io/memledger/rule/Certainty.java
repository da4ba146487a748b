package io.memledger.rule;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How sure a claim is.
 *
 * @param confidence 0 to 1; NaN where none is given
 * @param doubts what speaks against it, in the order of {@link Doubt}
 * @param judged whether a course was asked for doubts at all
 */
public record Certainty(double confidence, Set<Doubt> doubts, boolean judged) {
  /** Two independent counts of the same bytes that agree make it surer by so much (METHOD 4.6). */
  private static final double AGREEMENT = 0.05;

  /** And no surer than this: both may err alike. */
  private static final double SUREST = 0.97;

  /** Nor as sure as nine in ten where a daily cycle cannot be excluded, however many agree. */
  private static final double WITHIN_THE_DAY = 0.89;

  public Certainty {
    EnumSet<Doubt> own = EnumSet.noneOf(Doubt.class);
    own.addAll(doubts);
    doubts = Collections.unmodifiableSet(own);
  }

  /** Nothing was asked for doubts. */
  public static Certainty of(double confidence) {
    return new Certainty(confidence, Set.of(), false);
  }

  /** The confidence when a second, independent count agrees. */
  public double agreed() {
    double most = doubts.contains(Doubt.DAILY_CYCLE) ? WITHIN_THE_DAY : SUREST;
    return Math.min(Math.max(most, confidence), confidence + AGREEMENT);
  }

  /** Of a course that was judged. */
  public static Certainty judged(double confidence, Collection<Doubt> doubts) {
    return new Certainty(confidence, Set.copyOf(doubts), true);
  }
}
