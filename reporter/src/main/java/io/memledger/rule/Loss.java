package io.memledger.rule;

/**
 * What a growth takes of the machine's memory.
 *
 * @param perHour bytes an hour; of counted things what they hold at least
 * @param inAllPerHour bytes an hour on all lines of the ledger with what was merged; NaN where that
 *     is no more than the claim's own
 * @param shareOfLoss of the drop of available memory, 0 to 1
 * @param basis how the bytes are known
 */
public record Loss(double perHour, double inAllPerHour, double shareOfLoss, Basis basis) {
  /** How bytes are known, the surest first. */
  public enum Basis {
    /** The kernel counts them. */
    COUNTED,
    /** So many things, by what each holds at least. */
    ESTIMATED,
    /** Events of a stretch of the capture, scaled to the whole. */
    TRACED
  }
}
