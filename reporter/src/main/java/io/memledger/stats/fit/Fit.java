package io.memledger.stats.fit;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * One shape fitted to a course. Slopes are in units of the series per span.
 *
 * @param bic BIC: lower is better
 * @param endSlope growth at the end
 * @param endError its standard error, the noise's kind being uncertain too
 * @param p one-sided probability of so steep an end without growth
 * @param limit level that it tends to; NaN for none
 */
public record Fit(
    Model model, double bic, double endSlope, double endError, double p, double limit) {

  public Model.Kind kind() {
    return model.kind();
  }

  public boolean isLine() {
    return kind() == Model.Kind.LINE;
  }

  /** A parabola or a cubic: what speeds up or slows down throughout. */
  public boolean isCurved() {
    return kind() == Model.Kind.CURVE || kind() == Model.Kind.CUBIC;
  }

  /** Probability that growth at the end is steeper than this. */
  public double probabilitySteeperThan(double slope) {
    if (!(endError > 0)) {
      return endSlope > slope ? 1 : 0;
    }
    return NormalDistribution.of(0, 1).cumulativeProbability((endSlope - slope) / endError);
  }
}
