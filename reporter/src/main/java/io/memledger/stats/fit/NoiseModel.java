package io.memledger.stats.fit;

import io.memledger.stats.Quantiles;
import java.util.List;

/**
 * How a series strays from its course: a first-order autoregression with one moving-average term.
 * Memory in use is a sum of allocations less frees, close to a random walk, while its readings
 * jitter; no test for a trend is right for both, so the likelihood of each is weighed (the idea of
 * Harvey, Leybourne and Taylor 2007, and of Perron and Yabu 2009, who weigh or choose between two).
 *
 * @param autoregression correlation between neighbours at the usual spacing, 0 to below 1
 * @param movingAverage moving-average coefficient: below 0 a walk seen through white noise, above 0
 *     a walk of which each point is the mean over its block (Working 1960)
 * @param prior weight of this kind before looking at data
 */
public record NoiseModel(double autoregression, double movingAverage, double prior) {
  /** So close to 1 that 240 points cannot tell it from a random walk, yet of finite variance. */
  private static final double WALK = 0.998;

  /**
   * Memory is more often a walk than not: what is taken stays until somebody gives it back. A walk
   * with a level around it looks like shorter memory, so that its likelihood alone is too low.
   */
  private static final double OFTEN = 10;

  /** A slow walk under noise that is white is rarer than noise that has some memory itself. */
  private static final double SELDOM = 0.5;

  /**
   * Coefficients of a walk whose steps have 1, 1/4, 1/25 and 1/150 of the white noise's variance.
   */
  private static final double[] SEEN_THROUGH = {-0.38, -0.61, -0.82, -0.92};

  /**
   * The mean of a walk over blocks of many samples: its changes correlate by 1/4 (Working 1960), as
   * those of a moving average of 2 - sqrt 3 do.
   */
  private static final double AVERAGED = 0.268;

  /**
   * Correlations from none to a walk, closer together near 1, where a little changes most; and
   * walks that are averaged or seen through noise.
   */
  static final List<NoiseModel> KINDS =
      List.of(
          new NoiseModel(0, 0, 1),
          new NoiseModel(0.3, 0, 1),
          new NoiseModel(0.5, 0, 1),
          new NoiseModel(0.65, 0, 1),
          new NoiseModel(0.8, 0, 1),
          new NoiseModel(0.9, 0, 1),
          new NoiseModel(0.95, 0, 1),
          new NoiseModel(0.98, 0, 1),
          new NoiseModel(WALK, 0, OFTEN),
          new NoiseModel(WALK, AVERAGED, OFTEN),
          new NoiseModel(WALK, SEEN_THROUGH[0], SELDOM),
          new NoiseModel(WALK, SEEN_THROUGH[1], SELDOM),
          new NoiseModel(WALK, SEEN_THROUGH[2], SELDOM),
          new NoiseModel(WALK, SEEN_THROUGH[3], SELDOM));

  /** Usual steps in one: halfway to a sample that is missing. */
  private static final double GAP = 1.5;

  /** A linear filter that turns this noise into independent errors of one variance. */
  public static final class Whitener {
    private final double[] carry;
    private final double[] correct;
    private final double[] scale;
    private final double logScale;

    private Whitener(double[] carry, double[] correct, double[] scale, double logScale) {
      this.carry = carry;
      this.correct = correct;
      this.scale = scale;
      this.logScale = logScale;
    }

    /** The innovations of a column, each by its standard deviation. */
    public double[] of(double[] column) {
      double[] white = new double[column.length];
      double before = 0;
      double news = 0;
      for (int i = 0; i < column.length; i++) {
        news = column[i] - carry[i] * before - correct[i] * news;
        before = column[i];
        white[i] = news * scale[i];
      }
      return white;
    }

    /** Sum of the logarithms of the innovations' variances. */
    public double logScale() {
      return logScale;
    }
  }

  /**
   * Exact innovations of an ARMA(1,1) (Brockwell and Davis 1991, example 5.3.1).
   *
   * @param times ascending; gaps let the autoregression decay
   */
  public Whitener whitener(double[] times) {
    int n = times.length;
    double usual = usualStep(times);
    double[] carry = new double[n];
    double[] correct = new double[n];
    double[] scale = new double[n];
    double logScale = 0;
    double stationary =
        (1 + 2 * autoregression * movingAverage + movingAverage * movingAverage)
            / (1 - autoregression * autoregression);
    double variance = stationary;
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        double steps = (times[i] - times[i - 1]) / usual;
        carry[i] = autoregression == 0 ? 0 : Math.pow(autoregression, Math.max(1, steps));
        if (steps < GAP) {
          correct[i] = movingAverage / variance;
          variance = 1 + movingAverage * movingAverage - movingAverage * movingAverage / variance;
        } else {
          variance = Math.max(1, stationary * (1 - carry[i] * carry[i]));
        }
      }
      scale[i] = 1 / Math.sqrt(variance);
      logScale += Math.log(variance);
    }
    return new Whitener(carry, correct, scale, logScale);
  }

  private static double usualStep(double[] times) {
    double[] steps = new double[Math.max(0, times.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = times[i + 1] - times[i];
    }
    double median = steps.length == 0 ? 1 : Quantiles.median(steps);
    return median > 0 ? median : 1;
  }
}
