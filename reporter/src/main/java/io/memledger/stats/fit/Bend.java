package io.memledger.stats.fit;

import io.memledger.stats.Points;

/** Where a course changes its pace, more closely than the shapes were tried at (Quandt 1958). */
public final class Bend {
  /**
   * Of the span: the places tried before are a sixteenth apart, and the best one may lie beside its
   * neighbour.
   */
  private static final double REACH = 1 / 16.0;

  /** Places to try, so that they are a 256th of the span apart: about one of the 240 points. */
  private static final int TRIES = 33;

  private Bend() {}

  /**
   * The place of the best continuous pair of lines.
   *
   * @param place share of the span about which to look
   * @return share of the span
   */
  public static double near(Points points, double place) {
    double best = Double.POSITIVE_INFINITY;
    double at = place;
    for (int k = 0; k < TRIES; k++) {
      double tried = place - REACH + 2 * REACH * k / (TRIES - 1);
      double error = error(points, tried);
      if (error < best) {
        best = error;
        at = tried;
      }
    }
    return at;
  }

  private static double error(Points points, double place) {
    DesignMatrix columns = new DesignMatrix(points);
    columns.add(x -> 1, 0, 1);
    columns.add(x -> Math.min(x, place), 0, place);
    columns.add(x -> Math.max(0, x - place), 1, Double.NaN);
    double[] y = points.values();
    double[][] products = new double[3][3];
    double[] with = new double[3];
    double squared = 0;
    for (int i = 0; i < y.length; i++) {
      double value = y[i] - y[0];
      squared += value * value;
      for (int j = 0; j < 3; j++) {
        with[j] += columns.column(j)[i] * value;
        for (int k = 0; k < 3; k++) {
          products[j][k] += columns.column(j)[i] * columns.column(k)[i];
        }
      }
    }
    Regression fit = Regression.of(products, with, squared, new int[] {0, 1, 2});
    return fit == null ? Double.POSITIVE_INFINITY : fit.error();
  }
}
