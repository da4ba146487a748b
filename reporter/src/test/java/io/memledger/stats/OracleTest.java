package io.memledger.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.fit.Bend;
import io.memledger.stats.fit.ChangePoints;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.Model;
import io.memledger.stats.fit.ModelFitter;
import io.memledger.stats.fit.NoiseModel;
import io.memledger.stats.fit.Periodogram;
import io.memledger.stats.fit.Regression;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers by hand, or by the command beside them. */
class OracleTest {
  private static final double[] T = {0, 1, 2, 3, 4};

  @Test
  void theilSenTakesTheMedianSlope() {
    // Slopes of the pairs: 1 2 1 25 | 3 1 33 | -1 48 | 97; sorted -1 1 1 1 2 3 25 33 48 97,
    // median (2 + 3) / 2 = 2.5; median(y) = 3, so the intercept is 3 - 2.5 * 2 = -2.
    Line line = TheilSen.fit(T, new double[] {0, 1, 4, 3, 100}).orElseThrow();
    assertEquals(2.5, line.slope(), 1e-12);
    assertEquals(-2, line.intercept(), 1e-12);
  }

  @Test
  void theilSenIgnoresAQuarterOfWildPoints() {
    double[] t = new double[100];
    double[] y = new double[100];
    Arrays.setAll(t, i -> i);
    Arrays.setAll(y, i -> i % 4 == 3 ? 1e6 : 3 * i + 7);
    assertEquals(3, TheilSen.fit(t, y).orElseThrow().slope(), 0.2);
  }

  @Test
  void tooFewPointsAreNoAnswer() {
    assertTrue(TheilSen.fit(new double[] {0, 1}, new double[] {0, 1}).isEmpty());
    assertTrue(TheilSen.fit(new double[] {1, 1, 1}, new double[] {0, 1, 2}).isEmpty());
    assertTrue(Steadiness.risingShare(new Points(T, T, T)).isEmpty());
    assertTrue(MannKendall.of(T, T).isEmpty());
    assertTrue(Correlation.spearman(new double[3], new double[3]).isEmpty());
  }

  @Test
  void steadinessIsTheShareOfStretchesThatRise() {
    // 15 points give 5 stretches of 3, whose medians are 1 2 2 4 7: of 4 changes 3 rise.
    double[] t = new double[15];
    double[] y = {1, 1, 9, 2, 2, 2, 2, 2, 0, 4, 4, 4, 7, 7, 7};
    Arrays.setAll(t, i -> i);
    Points points = new Points(t, y, y);
    assertEquals(0.75, Steadiness.risingShare(points).orElseThrow(), 0);
    // As floors they make 10 stretches, 5 of two points: medians 1 9 2 2 2 1 4 4 7 7; 3 of 9 rise.
    assertEquals(3 / 9.0, Steadiness.risingShareOfFloors(points).orElseThrow(), 0);
  }

  @Test
  void simpleRegressionIsThatOfR() {
    // R: summary(lm(c(1, 3, 2, 5) ~ c(0, 1, 2, 3))): 1.1 + 1.1 x, sum of squared errors 2.7.
    SimpleRegression line =
        SimpleRegression.of(new double[] {0, 1, 2, 3}, new double[] {1, 3, 2, 5});
    assertEquals(1.1, line.intercept(), 1e-12);
    assertEquals(1.1, line.slope(), 1e-12);
    assertEquals(2.7, line.error(), 1e-12);
  }

  @Test
  void mannKendallCountsPairsAndTies() {
    double[] t = new double[10];
    Arrays.setAll(t, i -> i);
    // All 45 pairs rise; var = 10 * 9 * 25 / 18 = 125; z = 44 / sqrt(125) = 3.93548 before the
    // correction, which is 1 for a perfect line.
    MannKendall rising = MannKendall.of(t, t).orElseThrow();
    assertEquals(45, rising.s(), 0);
    assertEquals(3.93548, rising.z(), 1e-5);
    // Ties of 2 and 3: (5*4*15 - 2*1*9 - 3*2*11) / 18 = (300 - 18 - 66) / 18 = 12.
    assertEquals(12, MannKendall.variance(new double[] {1, 1, 2, 2, 2}), 1e-12);
    assertEquals("[1.5, 1.5, 3.0]", Arrays.toString(MannKendall.ranks(new double[] {4, 4, 9})));
  }

  @Test
  void quantilesAreOfTypeSeven() {
    // R: quantile(c(1, 2, 3, 10), 0.25) = 1.75; median = 2.5.
    double[] values = {10, 1, 3, 2};
    assertEquals(1.75, Quantiles.quantile(values, 0.25), 1e-12);
    assertEquals(2.5, Quantiles.median(values), 1e-12);
    // R: mad(c(10, 1, 3, 2)) = 1.4826 * median(7.5, 1.5, 0.5, 0.5) = 1.4826.
    assertEquals(1.4826, Quantiles.scaledMad(values), 1e-12);
  }

  @Test
  void benjaminiHochbergOnThePublishedExample() {
    // Table 1 of the paper of 1995: 15 p-values, q = 0.05; the first four stand.
    double[] p = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0000
    };
    assertEquals(0.0095, BenjaminiHochberg.limit(p, 0.05), 0);
    assertEquals(-1, BenjaminiHochberg.limit(new double[] {0.2, 0.9}, 0.05), 0);
  }

  @Test
  void spearmanFollowsOrderOnly() {
    // One swap of neighbours among 5: 1 - 6 * 2 / (5 * 24) = 0.9.
    assertEquals(0.9, Correlation.spearman(T, new double[] {1, 2, 9, 8, 50}).orElseThrow(), 1e-12);
  }

  @Test
  void stepsAreFoundWhereTheyAre() {
    double[] t = new double[60];
    double[] y = new double[60];
    Arrays.setAll(t, i -> i);
    Arrays.setAll(y, i -> i < 25 ? 10 + i % 2 : 60 + i % 2);
    ChangePoints steps = ChangePoints.of(new Points(t, y, y));
    assertEquals(List.of(25), steps.at());
    // Of means: 60.49 over 35 points less 10.48 over 25.
    assertEquals(50, steps.sizes().get(0), 0.1);
    assertFalse(steps.areBursts());
  }

  @Test
  void saturationFindsTheAsymptote() {
    double[] t = new double[60];
    double[] y = new double[60];
    Arrays.setAll(t, i -> i);
    Arrays.setAll(y, i -> 5 + 100 * (1 - Math.exp(-i / 59.0 / 0.2)));
    Fit fit = ModelFitter.fitAll(new Points(t, y, y)).best();
    assertEquals(Model.Kind.LEVELS_OFF, fit.kind());
    // The grid of tau has steps of a fifth: the asymptote is found to a few per cent.
    assertEquals(105, fit.limit(), 3);
    assertEquals(Model.Kind.LINE, ModelFitter.fitAll(new Points(t, t, t)).best().kind());
  }

  @Test
  void backTestHoldsTheEndAgainstTheBeginning() {
    // 100 points; the first 70 rise by 1 each, the other 30 by 2: at point 70 + k the line through
    // the first is short by k + 1; the median of 1 to 30 is 15.5. The whole rises by its Theil-Sen
    // slope times 99: numpy.median of the 4,950 slopes = 1.0367003.
    double[] t = new double[100];
    double[] y = new double[100];
    Arrays.setAll(t, i -> i);
    Arrays.setAll(y, i -> i < 70 ? i : 69 + 2 * (i - 69));
    TimeSeries series = TimeSeries.of(Metric.USED, Subject.HOST, t, y);
    assertEquals(15.5 / (99 * 1.0367003), BackTest.error(series, 0, 99).orElseThrow(), 1e-6);
    assertTrue(BackTest.error(series, 90, 99).isEmpty());
  }

  @Test
  void regressionWeighsTheNoise() {
    // R: x <- c(0, 1, 2, 3) / 3; y <- c(1, 3, 2, 5); summary(lm(y ~ x)): slope 3.3 with standard
    // error 1.5589; 1 and x as columns, sum of squared errors 2.7.
    double[][] products = {{4, 2}, {2, 14 / 9.0}};
    double[] with = {11, 22 / 3.0};
    Regression fit = Regression.of(products, with, 39, new int[] {0, 1});
    assertEquals(3.3, fit.combined(new double[] {0, 1}), 1e-9);
    assertEquals(2.7, fit.error(), 1e-9);
    double error = Math.sqrt(fit.variance(new double[] {0, 1}) * fit.error() / 2);
    assertEquals(1.558846, error, 1e-6);
    // A column twice is no system.
    assertNull(Regression.of(products, with, 39, new int[] {0, 0}));
  }

  @Test
  void whiteningIsExactForAnAutoregression() {
    // An AR(1) of 0.5 at even spacing: the first value has variance 1 / (1 - 0.25) = 4/3, each
    // other innovation is y[i] - 0.5 y[i-1] of variance 1. Of 2, 3, 1: 2 / sqrt(4/3) = 1.7320508,
    // 3 - 1 = 2, 1 - 1.5 = -0.5.
    NoiseModel noise = new NoiseModel(0.5, 0, 1);
    NoiseModel.Whitener whitener = noise.whitener(new double[] {0, 10, 20});
    double[] white = whitener.of(new double[] {2, 3, 1});
    assertEquals(1.7320508, white[0], 1e-6);
    assertEquals(2, white[1], 1e-12);
    assertEquals(-0.5, white[2], 1e-12);
    assertEquals(Math.log(4.0 / 3), whitener.logScale(), 1e-12);
    // A gap of nine steps: 0.5^9 is left, and the variance is 4/3 (1 - 0.5^18).
    double[] gap = noise.whitener(new double[] {0, 10, 20, 110}).of(new double[] {0, 0, 8, 8});
    assertEquals((8 - 8 * Math.pow(0.5, 9)) / Math.sqrt(4 / 3.0), gap[3], 1e-4);
  }

  @Test
  void aCycleIsFoundWithItsLength() {
    // Three and a half turns on a slope: numpy.fft of the detrended course peaks between 3 and 4.
    double[] t = new double[120];
    double[] y = new double[120];
    Arrays.setAll(t, i -> 60 * i);
    Arrays.setAll(y, i -> 10 * Math.sin(2 * Math.PI * 3.5 * i / 119.0) + 0.02 * i);
    assertEquals(3.5, Periodogram.cycles(new Points(t, y, y)).orElseThrow(), 0.15);
    assertTrue(Periodogram.cycles(new Points(t, t, t)).isEmpty());
  }

  @Test
  void aBendIsFoundBetweenThePlacesTried() {
    double[] t = new double[200];
    double[] y = new double[200];
    Arrays.setAll(t, i -> i);
    Arrays.setAll(y, i -> Math.max(0, i - 66));
    // 66 of 199 is 0.3317; the shapes are tried at sixteenths, of which 0.3125 is the nearest.
    assertEquals(66 / 199.0, Bend.near(new Points(t, y, y), 0.3125), 0.005);
  }

  @Test
  void forecastDividesHeadroomByRate() {
    Forecast f = Forecast.of(100, 2, 1, 4, 10).orElseThrow();
    assertEquals(50, f.seconds(), 0);
    assertEquals(25, f.low(), 0);
    assertEquals(100, f.high(), 0);
    assertTrue(Double.isNaN(Forecast.of(100, 2, -1, 4, 10).orElseThrow().high()));
    // 1,000 s is beyond 20 times the 10 s observed.
    assertTrue(Forecast.of(1000, 1, 1, 1, 10).isEmpty());
    assertTrue(Forecast.of(100, 0, 0, 0, 10).isEmpty());
  }
}
