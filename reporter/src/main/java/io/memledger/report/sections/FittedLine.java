package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec.Band;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Frame;
import io.memledger.report.charts.ChartSpec.Shade;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.charts.Layers;
import java.util.Arrays;
import java.util.List;

/** The geometry of fitted lines: their intervals, and where they lie on a curve. */
public final class FittedLine {
  /** A stretch left out that is shorter than this share of the chart would not be seen. */
  private static final double VISIBLE = 0.015;

  /** A line whose middle lies further from the curve than this share of its own rise is not its. */
  private static final double FAR = 0.5;

  private FittedLine() {}

  /**
   * Between the steepest and the flattest slope through the middle of a line.
   *
   * @param low units per second
   * @param high units per second
   */
  public static Band band(Stretch line, double low, double high) {
    double half = (line.toTime() - line.fromTime()) / 2;
    double middle = (line.fromValue() + line.toValue()) / 2;
    return new Band(
        line.fromTime(),
        middle - low * half,
        middle - high * half,
        line.toTime(),
        middle + low * half,
        middle + high * half);
  }

  /** What comes before the fitted window. */
  static List<Shade> shades(Frame frame, double from) {
    boolean visible = from - frame.from() > VISIBLE * (frame.to() - frame.from());
    return visible ? List.of(new Shade(frame.from(), from)) : List.of();
  }

  /**
   * Whether a line was fitted to this curve and not to a sum of which the curve is a part: its
   * middle lies near the curve's, and it rises no more than the curve by much.
   */
  public static boolean belongs(Stretch line, Curve curve) {
    double middle = (line.fromValue() + line.toValue()) / 2;
    double rise = Math.abs(line.toValue() - line.fromValue());
    double nearest = Layers.at(curve, (line.fromTime() + line.toTime()) / 2);
    double range =
        Arrays.stream(curve.values()).max().orElse(0)
            - Arrays.stream(curve.values()).min().orElse(0);
    return Math.abs(middle - nearest) <= Math.max(FAR * rise, range)
        && rise <= Math.max(range, Math.abs(middle) * 1e-3) / FAR;
  }

  /** The line of a slope that leaves half of the curve's points above it and half below. */
  public static Stretch through(Curve curve, double slope, double from, double to) {
    double[] offsets = new double[curve.times().length];
    int count = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (curve.times()[i] >= from && curve.times()[i] <= to) {
        offsets[count++] = curve.values()[i] - slope * curve.times()[i];
      }
    }
    double[] sorted = Arrays.copyOf(offsets, count);
    Arrays.sort(sorted);
    double offset = count == 0 ? 0 : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Stretch(from, offset + slope * from, to, offset + slope * to, false);
  }
}
