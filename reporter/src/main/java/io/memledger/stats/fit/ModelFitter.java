package io.memledger.stats.fit;

import io.memledger.stats.Points;
import io.memledger.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * All shapes fitted to one course by generalised least squares. Each fit averages over the kinds of
 * noise by their restricted likelihood (Patterson and Thompson 1971); the shapes are compared by
 * BIC (Schwarz 1978).
 */
public final class ModelFitter {
  /**
   * Time grows with the points, and a series is fitted by some 160 models in 14 kinds of noise.
   * Twice as many would miss half as many leaks in slow noise, for 15 wrong alarms instead of 12
   * (bench/vary-constants.md).
   */
  private static final int MOST_POINTS = 120;

  /**
   * Of the range. Counters are coarse, and snapshots jitter: no fit is trusted to be closer than
   * this share, half of what a 120th of a straight rise is. With 0.016 half as many leaks again are
   * missed (bench/vary-constants.md).
   */
  private static final double CLOSEST = 0.004;

  private final Points points;
  private final CandidateModels models;

  /** Sums of products of all columns after the noise was made independent. */
  private record Whitened(
      NoiseModel noise, double logScale, double[][] products, double[] with, double squared) {}

  private ModelFitter(Points points, CandidateModels models) {
    this.points = points;
    this.models = models;
  }

  /** A straight line only. */
  public static Fit fitLine(Points all) {
    Points points = all.atMost(MOST_POINTS);
    ModelFitter maker = new ModelFitter(points, CandidateModels.line(points));
    return maker.fit(maker.models.all().get(0), maker.whitened());
  }

  /** Best first; never empty. */
  public static RankedFits fitAll(Points all) {
    Points points = all.atMost(MOST_POINTS);
    ModelFitter maker = new ModelFitter(points, CandidateModels.of(points));
    List<Whitened> whitened = maker.whitened();
    List<Fit> fits = new ArrayList<>();
    for (Model model : maker.models.all()) {
      Fit fit = maker.fit(model, whitened);
      if (fit != null) {
        fits.add(fit);
      }
    }
    fits.sort(Comparator.comparingDouble(Fit::bic));
    return new RankedFits(fits);
  }

  private List<Whitened> whitened() {
    double[] y = points.values().clone();
    double middle = Quantiles.median(y);
    for (int i = 0; i < y.length; i++) {
      y[i] -= middle;
    }
    double floor = floor(y);
    boolean[][] together = models.together();
    List<Whitened> all = new ArrayList<>();
    for (NoiseModel noise : NoiseModel.KINDS) {
      NoiseModel.Whitener whitener = noise.whitener(points.times());
      int m = models.columns().size();
      double[][] white = new double[m][];
      for (int j = 0; j < m; j++) {
        white[j] = whitener.of(models.columns().column(j));
      }
      double[] values = whitener.of(y);
      double[][] products = new double[m][m];
      double[] with = new double[m];
      for (int j = 0; j < m; j++) {
        for (int k = 0; k <= j; k++) {
          if (together[j][k]) {
            products[j][k] = product(white[j], white[k]);
            products[k][j] = products[j][k];
          }
        }
        with[j] = product(white[j], values);
      }
      double squared = product(values, values) + floor;
      all.add(new Whitened(noise, whitener.logScale(), products, with, squared));
    }
    return all;
  }

  private static double floor(double[] y) {
    double closest = CLOSEST * Quantiles.range(y);
    return y.length * closest * closest;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Null where its columns cannot be told apart at these points. */
  private Fit fit(Model model, List<Whitened> whitened) {
    int n = points.size();
    int p = model.columns().length;
    if (n <= p + model.searched()) {
      return null;
    }
    double[] atEnd = weights(model, models.columns()::slopeAtEnd);
    double[] inTheEnd = weights(model, models.columns()::limit);
    TDistribution student = TDistribution.of(n - p);
    int kinds = whitened.size();
    double[] likelihood = new double[kinds];
    double[] restricted = new double[kinds];
    double[] slope = new double[kinds];
    double[] error = new double[kinds];
    double[] limit = new double[kinds];
    double[] tail = new double[kinds];
    for (int k = 0; k < kinds; k++) {
      Whitened w = whitened.get(k);
      Regression r = Regression.of(w.products(), w.with(), w.squared(), model.columns());
      if (r == null) {
        return null;
      }
      double weight = Math.log(w.noise().prior()) - w.logScale() / 2;
      likelihood[k] = weight - n * Math.log(r.error() / n) / 2;
      restricted[k] = weight - (n - p) * Math.log(r.error() / (n - p)) / 2 - r.logDeterminant() / 2;
      slope[k] = r.combined(atEnd);
      error[k] = Math.sqrt(r.variance(atEnd) * r.error() / (n - p));
      limit[k] = r.combined(inTheEnd);
      tail[k] = error[k] > 0 ? student.survivalProbability(slope[k] / error[k]) : 1;
    }
    double bic = -2 * logOfSum(likelihood) + (p + model.searched()) * Math.log(n);
    double[] share = shares(restricted);
    double mean = product(share, slope);
    double variance = 0;
    for (int k = 0; k < kinds; k++) {
      variance += share[k] * (error[k] * error[k] + (slope[k] - mean) * (slope[k] - mean));
    }
    double middle = Quantiles.median(points.values());
    return new Fit(
        model,
        bic,
        mean,
        Math.sqrt(variance),
        product(share, tail),
        middle + product(share, limit));
  }

  private static double[] weights(Model model, java.util.function.IntToDoubleFunction of) {
    return Arrays.stream(model.columns()).mapToDouble(of).toArray();
  }

  private static double logOfSum(double[] logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    return most + Math.log(Arrays.stream(logs).map(v -> Math.exp(v - most)).sum());
  }

  private static double[] shares(double[] logs) {
    double all = logOfSum(logs);
    return Arrays.stream(logs).map(v -> Math.exp(v - all)).toArray();
  }
}
