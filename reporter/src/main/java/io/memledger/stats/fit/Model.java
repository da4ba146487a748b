package io.memledger.stats.fit;

/**
 * One shape that a course may have: columns of a {@link DesignMatrix} whose weighted sum it is.
 *
 * @param columns their indexes
 * @param searched parameters that were chosen by trying many: a time constant, a place, a period
 * @param parameter that was chosen, as a share of the span (cycles: how many in it); NaN for none
 */
public record Model(Kind kind, int[] columns, int searched, double parameter) {
  /** What it is called. */
  public enum Kind {
    LEVEL,
    LINE,
    CURVE,
    CUBIC,
    LEVELS_OFF,
    RAMP_THEN_LEVEL,
    LEVELS_OFF_TO_LINE,
    LATE_ONSET,
    BROKEN_LINE,
    JUMP_AND_LINE,
    STEPS,
    PART_OF_CYCLE,
    CYCLE,
    CYCLE_AND_LINE
  }
}
