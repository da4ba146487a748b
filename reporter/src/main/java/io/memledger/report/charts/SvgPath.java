package io.memledger.report.charts;

import java.awt.geom.PathIterator;

/** A shape as the d attribute of an SVG path. */
public final class SvgPath {
  private SvgPath() {}

  static String of(PathIterator path) {
    StringBuilder out = new StringBuilder();
    double[] at = new double[6];
    for (; !path.isDone(); path.next()) {
      switch (path.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> append(out, 'M', at, 2);
        case PathIterator.SEG_LINETO -> append(out, 'L', at, 2);
        case PathIterator.SEG_QUADTO -> append(out, 'Q', at, 4);
        case PathIterator.SEG_CUBICTO -> append(out, 'C', at, 6);
        default -> out.append('Z');
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char command, double[] at, int numbers) {
    out.append(command);
    for (int i = 0; i < numbers; i++) {
      out.append(i == 0 ? "" : " ").append(number(at[i]));
    }
  }

  /** One decimal, none where it is 0: a tenth of a pixel is finer than anyone sees. */
  public static String number(double value) {
    long tenths = Math.round(value * 10);
    long whole = tenths / 10;
    long rest = Math.abs(tenths % 10);
    String sign = tenths < 0 && whole == 0 ? "-" : "";
    return rest == 0 ? sign + whole : sign + whole + "." + rest;
  }
}
