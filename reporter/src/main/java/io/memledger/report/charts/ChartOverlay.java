package io.memledger.report.charts;

import io.memledger.report.charts.ChartSpec.Band;
import io.memledger.report.charts.ChartSpec.Level;
import io.memledger.report.charts.ChartSpec.Mark;
import io.memledger.report.charts.ChartSpec.Shade;
import io.memledger.report.fonts.Fonts;
import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;

/** Bands, shaded stretches, events and limits of a {@link Charts} drawing over time. */
final class ChartOverlay {
  private static final int BAND_ALPHA = 46;
  private static final int SHADE_ALPHA = 120;

  /** Where the name of a lower limit stands, as a share of the time axis. */
  private static final double ASIDE = 0.27;

  /** From this share of the time axis on, the name of an event stands left of it. */
  private static final double LATE = 0.8;

  private static final BasicStroke FINE =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0);

  private ChartOverlay() {}

  /**
   * @param width of the plot, in points
   */
  static void add(XYPlot plot, ChartSpec.Lines spec, double[] range, int width) {
    double point = plot.getDomainAxis().getRange().getLength() / width;
    for (Shade shade : spec.over().shades()) {
      Color paint = clear(Palette.GRID, SHADE_ALPHA);
      under(
          plot,
          new XYBoxAnnotation(shade.from(), range[0], shade.to(), range[1], null, null, paint));
    }
    for (Band band : spec.over().bands()) {
      double[] corners = {
        band.fromTime(), within(band.fromLow(), range),
        band.toTime(), within(band.toLow(), range),
        band.toTime(), within(band.toHigh(), range),
        band.fromTime(), within(band.fromHigh(), range)
      };
      under(plot, new XYPolygonAnnotation(corners, null, null, clear(Palette.FIT, BAND_ALPHA)));
    }
    for (Level level : spec.over().levels()) {
      double to = spec.frame().to();
      double from = spec.frame().from();
      Color ink = Palette.INK.color();
      under(plot, new XYLineAnnotation(from, level.value(), to, level.value(), FINE, ink));
      // A curve that falls to its limit begins far above it, what rises beside it near it.
      boolean below = level.value() < (range[0] + range[1]) / 2;
      double at = from + (below ? ASIDE * (to - from) : 4 * point);
      words(plot, level.label(), at, level.value(), TextAnchor.BOTTOM_LEFT);
    }
    double above = range[1];
    for (Mark mark : spec.over().marks()) {
      Color ink = Palette.MUTED.color();
      under(plot, new XYLineAnnotation(mark.time(), range[0], mark.time(), range[1], FINE, ink));
      // Near the right end the curves' names begin.
      double share =
          (mark.time() - spec.frame().from()) / (spec.frame().to() - spec.frame().from());
      boolean late = share > LATE;
      words(
          plot,
          mark.label(),
          mark.time() + (late ? -4 : 4) * point,
          above,
          late ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
    }
  }

  /** The axis ends where it ends: what lies beyond is cut off there. */
  private static double within(double value, double[] range) {
    return Math.max(range[0], Math.min(range[1], value));
  }

  private static void under(XYPlot plot, XYAnnotation annotation) {
    plot.getRenderer(0).addAnnotation(annotation, Layer.BACKGROUND);
  }

  private static void words(XYPlot plot, String label, double x, double y, TextAnchor anchor) {
    XYTextAnnotation text = new XYTextAnnotation(Fonts.covered(label), x, y);
    text.setTextAnchor(anchor);
    text.setFont(Charts.font(false));
    text.setPaint(Palette.MUTED.color());
    plot.addAnnotation(text);
  }

  private static Color clear(Palette hue, int alpha) {
    Color color = hue.color();
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
