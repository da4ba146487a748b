package io.memledger.report;

/**
 * Charts as inline SVG: one drawing for wide screens and one for narrow, of which CSS shows one.
 */
final class SvgWriter {
  static final int WIDE = 760;
  static final int NARROW = 360;

  private SvgWriter() {}

  static String write(Report.Figure figure, ChartSpec spec) {
    StringBuilder out = new StringBuilder();
    one(out, figure, figure.id() + "-w", "wide", WIDE, spec);
    one(out, figure, figure.id() + "-n", "narrow", NARROW, spec);
    return out.toString();
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
