package io.memledger.stats.fit;

/**
 * Least squares on columns, from their sums of products; small systems only.
 *
 * @param coefficients one a column
 * @param factor lower triangle whose product with itself is that of the columns (Cholesky)
 * @param error sum of squared errors
 * @param logDeterminant of the columns' products
 */
public record Regression(
    double[] coefficients, double[][] factor, double error, double logDeterminant) {
  /**
   * A pivot below this share of its column's length makes the column a copy of others: what is left
   * of it is rounding of 16 digits, squared.
   */
  private static final double SAME = 1e-10;

  /**
   * @param products of all columns with each other
   * @param withValues products of all columns with the values
   * @param valuesSquared sum of the values' squares
   * @param chosen indexes of the columns to use
   * @return null where one column is a sum of others
   */
  public static Regression of(
      double[][] products, double[] withValues, double valuesSquared, int[] chosen) {
    int p = chosen.length;
    double[][] factor = new double[p][p];
    double logDeterminant = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = products[chosen[i]][chosen[j]];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j) {
          if (!(sum > SAME * products[chosen[i]][chosen[i]])) {
            return null;
          }
          factor[i][i] = Math.sqrt(sum);
          logDeterminant += Math.log(sum);
        } else {
          factor[i][j] = sum / factor[j][j];
        }
      }
    }
    return solve(factor, withValues, valuesSquared, chosen, logDeterminant);
  }

  private static Regression solve(
      double[][] factor, double[] withValues, double squared, int[] chosen, double logDeterminant) {
    int p = chosen.length;
    double[] half = new double[p];
    double error = squared;
    for (int i = 0; i < p; i++) {
      double sum = withValues[chosen[i]];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * half[k];
      }
      half[i] = sum / factor[i][i];
      error -= half[i] * half[i];
    }
    double[] coefficients = new double[p];
    for (int i = p - 1; i >= 0; i--) {
      double sum = half[i];
      for (int k = i + 1; k < p; k++) {
        sum -= factor[k][i] * coefficients[k];
      }
      coefficients[i] = sum / factor[i][i];
    }
    return new Regression(coefficients, factor, Math.max(0, error), logDeterminant);
  }

  /** Sum of the coefficients, each with its weight. */
  public double combined(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * coefficients[i];
    }
    return sum;
  }

  /** Variance of such a sum, in units of the error's variance. */
  public double variance(double[] weights) {
    double[] solved = new double[weights.length];
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      double sum = weights[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * solved[k];
      }
      solved[i] = sum / factor[i][i];
      squares += solved[i] * solved[i];
    }
    return squares;
  }
}
