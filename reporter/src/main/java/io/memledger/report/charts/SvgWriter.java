package io.memledger.report.charts;

import io.memledger.report.model.Report;

/**
 * Charts as inline SVG: one drawing for wide screens and one for narrow, of which CSS shows one;
 * charts that are small anyway have one for all.
 */
public final class SvgWriter {
  public static final int WIDE = 760;
  static final int NARROW = 360;
  public static final int SMALL = 240;

  private SvgWriter() {}

  /**
   * @param points of a curve at most; narrow drawings have half of them, small ones a third
   */
  public static String write(Report.Figure figure, ChartSpec spec, int points) {
    StringBuilder out = new StringBuilder();
    if (isSmall(spec)) {
      one(out, figure, figure.id() + "-s", "small", SMALL, Downsampling.of(spec, points / 3));
      return out.toString();
    }
    one(out, figure, figure.id() + "-w", "wide", WIDE, Downsampling.of(spec, points));
    one(out, figure, figure.id() + "-n", "narrow", NARROW, Downsampling.of(spec, points / 2));
    return out.toString();
  }

  public static boolean isSmall(ChartSpec spec) {
    return spec instanceof ChartSpec.Lines lines && lines.size() == ChartSpec.Size.SMALL;
  }

  private static void one(
      StringBuilder out, Report.Figure figure, String id, String kind, int width, ChartSpec spec) {
    int height = Charts.height(spec, width);
    out.append("<svg class=\"chart ").append(kind).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" role=\"img\" aria-labelledby=\"");
    out.append(id).append("-t ").append(id).append("-d\"><title id=\"").append(id).append("-t\">");
    Markup.escape(figure.title(), out);
    out.append("</title><desc id=\"").append(id).append("-d\">");
    Markup.escape(figure.description(), out);
    out.append("</desc>");
    Charts.draw(spec, new SvgGraphics(out), width, height);
    out.append("</svg>");
  }
}
