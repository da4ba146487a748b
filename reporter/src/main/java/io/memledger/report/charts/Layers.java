package io.memledger.report.charts;

import io.memledger.report.charts.ChartSpec.Curve;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves laid on one another, on the times of the first.
 *
 * @param sums of curve 0 to i at each time
 */
public record Layers(double[] times, double[][] sums) {
  /** A layer thinner than this share of a line of text goes without its name. */
  private static final double LEGIBLE = 0.8;

  private static final int LINE_HEIGHT = 15;

  public static Layers of(List<Curve> curves) {
    double[] times = curves.get(0).times();
    double[][] sums = new double[curves.size()][times.length];
    for (int layer = 0; layer < curves.size(); layer++) {
      for (int i = 0; i < times.length; i++) {
        // The remainder can be negative by what kernels count twice: no layer then.
        double own = Math.max(0, at(curves.get(layer), times[i]));
        sums[layer][i] = own + (layer == 0 ? 0 : sums[layer - 1][i]);
      }
    }
    return new Layers(times, sums);
  }

  /** Value of the block nearest in time. */
  public static double at(Curve curve, double time) {
    double[] times = curve.times();
    int found = java.util.Arrays.binarySearch(times, time);
    if (found >= 0) {
      return curve.values()[found];
    }
    int next = -found - 1;
    if (next == 0) {
      return curve.values()[0];
    }
    if (next == times.length) {
      return curve.values()[next - 1];
    }
    boolean earlier = time - times[next - 1] <= times[next] - time;
    return curve.values()[earlier ? next - 1 : next];
  }

  double[] upTo(int layer) {
    return sums[layer];
  }

  public double top() {
    double top = 1;
    for (double sum : sums[sums.length - 1]) {
      top = Math.max(top, sum);
    }
    return top;
  }

  /** Names for the layers thick enough at their right end. */
  List<EndLabels.Label> labels(List<Curve> curves, int height) {
    List<EndLabels.Label> labels = new ArrayList<>();
    int end = times.length - 1;
    double line = top() * LINE_HEIGHT / (height - 40.0);
    for (int i = 0; i < curves.size(); i++) {
      double below = i == 0 ? 0 : sums[i - 1][end];
      if (sums[i][end] - below >= LEGIBLE * line) {
        labels.add(
            new EndLabels.Label(
                curves.get(i).label(),
                times[end],
                (below + sums[i][end]) / 2,
                Palette.INK.color()));
      }
    }
    return labels;
  }
}
