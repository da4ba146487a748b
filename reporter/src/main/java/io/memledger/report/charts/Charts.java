package io.memledger.report.charts;

import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.fonts.Fonts;
import io.memledger.series.Unit;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Draws charts, the same ones for screen and paper; the only class that knows JFreeChart. */
public final class Charts {
  private static final int LINE_HEIGHT = 15;

  /** Room on the left for the marks of the value axis, in points. */
  private static final int AXIS_WIDTH = 66;

  /** A mark of the time axis takes this much, in points. */
  private static final int MARK_WIDTH = 72;

  /** Text measured in fractions of points, not in pixels of some screen. */
  private static final FontRenderContext FLAT = new FontRenderContext(null, true, true);

  private static final float SIZE = 12;
  private static final float FIT_WIDTH = 6;
  private static final int FIT_ALPHA = 97;

  private Charts() {}

  /** Height that suits a chart of this width. */
  public static int height(ChartSpec spec, int width) {
    if (spec instanceof ChartSpec.Waterfall waterfall) {
      return 16 + 24 * waterfall.steps().size();
    }
    if (spec instanceof ChartSpec.Lines lines) {
      return lines.size().height();
    }
    return 320;
  }

  public static void draw(ChartSpec spec, Graphics2D graphics, int width, int height) {
    Plot plot;
    if (spec instanceof ChartSpec.Lines lines) {
      plot = lines(lines, width, height);
    } else if (spec instanceof ChartSpec.Stack stack) {
      plot = stack(stack, width, height);
    } else {
      plot = ChartWaterfall.plot((ChartSpec.Waterfall) spec, width);
    }
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    chart.setPadding(new RectangleInsets(8, 2, 2, 4));
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
  }

  static Font font(boolean bold) {
    return Fonts.awt(bold ? Fonts.Face.SANS_BOLD : Fonts.Face.SANS, SIZE);
  }

  // ---- curves over time

  private static XYPlot lines(ChartSpec.Lines spec, int width, int height) {
    double[] range = ValueRange.of(spec);
    boolean small = spec.size() == ChartSpec.Size.SMALL;
    List<EndLabels.Label> ends =
        small ? List.of() : ends(spec, (range[1] - range[0]) * LINE_HEIGHT / (height - 40.0));
    XYPlot plot = timePlot(spec.frame(), ends, width);
    boolean bands = spec.curves().stream().anyMatch(c -> c.lows() != null);
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    XYLineAndShapeRenderer renderer = bands ? new DeviationRenderer(true, false) : plainLines();
    if (renderer instanceof DeviationRenderer deviation) {
      deviation.setAlpha(0.18f);
    }
    for (int i = 0; i < spec.curves().size(); i++) {
      Curve curve = spec.curves().get(i);
      data.addSeries(intervals(curve, i));
      renderer.setSeriesPaint(i, curve.hue().line());
      renderer.setSeriesFillPaint(i, curve.hue().line());
      renderer.setSeriesStroke(
          i, new BasicStroke(small ? 1.6f : 2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    plot.setDataset(1, data);
    plot.setRenderer(1, renderer);
    // The fitted line lies under the curve, wide and light, so that neither hides the other.
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setDataset(0, fits(spec.over().fits()));
    plot.setRenderer(0, fitRenderer(spec.over().fits()));
    values(plot, spec.frame(), range, spec.unit(), height);
    ChartOverlay.add(plot, spec, range, width - AXIS_WIDTH);
    labels(plot, spec.frame(), ends, range, width, height);
    return plot;
  }

  private static XYLineAndShapeRenderer plainLines() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    return renderer;
  }

  private static YIntervalSeries intervals(Curve curve, int key) {
    YIntervalSeries series = new YIntervalSeries(key);
    for (int i = 0; i < curve.times().length; i++) {
      double value = curve.values()[i];
      series.add(
          curve.times()[i],
          value,
          curve.lows() == null ? value : curve.lows()[i],
          curve.highs() == null ? value : curve.highs()[i]);
    }
    return series;
  }

  private static DefaultXYDataset fits(List<Stretch> fits) {
    DefaultXYDataset data = new DefaultXYDataset();
    for (int i = 0; i < fits.size(); i++) {
      Stretch fit = fits.get(i);
      data.addSeries(
          i, new double[][] {{fit.fromTime(), fit.toTime()}, {fit.fromValue(), fit.toValue()}});
    }
    return data;
  }

  private static XYLineAndShapeRenderer fitRenderer(List<Stretch> fits) {
    XYLineAndShapeRenderer renderer = plainLines();
    for (int i = 0; i < fits.size(); i++) {
      boolean dashed = fits.get(i).dashed();
      Color fit = Palette.FIT.color();
      int alpha = dashed ? 255 : FIT_ALPHA;
      renderer.setSeriesPaint(i, new Color(fit.getRed(), fit.getGreen(), fit.getBlue(), alpha));
      float[] dash = dashed ? new float[] {5, 4} : null;
      float width = dashed ? 1.4f : FIT_WIDTH;
      renderer.setSeriesStroke(
          i, new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
    }
    return renderer;
  }

  // ---- layers

  private static XYPlot stack(ChartSpec.Stack spec, int width, int height) {
    Layers layers = Layers.of(spec.layers());
    double[] range = {0, layers.top()};
    List<EndLabels.Label> ends = layers.labels(spec.layers(), height);
    XYPlot plot = timePlot(spec.frame(), ends, width);
    DefaultXYDataset data = new DefaultXYDataset();
    XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
    int last = spec.layers().size() - 1;
    // The whole first, then each smaller sum over it: what stays visible of each is its own layer.
    for (int i = last; i >= 0; i--) {
      int key = last - i;
      data.addSeries(key, new double[][] {layers.times(), layers.upTo(i)});
      renderer.setSeriesPaint(key, spec.layers().get(i).hue().color());
    }
    plot.setDataset(0, data);
    plot.setRenderer(0, renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    values(plot, spec.frame(), range, Unit.BYTES, height);
    labels(plot, spec.frame(), ends, range, width, height);
    return plot;
  }

  // ---- axes and names shared by both

  /** The time axis, with room on the right for the names of the curves. */
  private static XYPlot timePlot(ChartSpec.Frame frame, List<EndLabels.Label> ends, int width) {
    double plotWidth = width - AXIS_WIDTH;
    double span = frame.to() - frame.from();
    double right = frame.to();
    for (EndLabels.Label end : ends) {
      double label = Math.min(width(shortened(end.text(), width)) + 12, plotWidth / 2);
      // What must lie to the right of the end, so that this many points are left for the name.
      right = Math.max(right, frame.from() + (end.time() - frame.from()) / (1 - label / plotWidth));
    }
    int most = (int) Math.max(2, span / (right - frame.from()) * plotWidth / MARK_WIDTH);
    NumberAxis time = new ChartAxis(Ticks.times(frame, Math.min(most, 9)));
    time.setRange(frame.from(), right);
    XYPlot plot = new XYPlot(null, time, null, null);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setRangeZeroBaselineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  /** The value axis; its lines end where the curves do, so that none crosses a name. */
  private static void values(
      XYPlot plot, ChartSpec.Frame frame, double[] range, Unit unit, int height) {
    List<Ticks.Tick> marks =
        Ticks.values(range[0], range[1], unit, height < 120 ? 2 : height < 220 ? 5 : 6);
    NumberAxis value = new ChartAxis(marks);
    value.setFixedDimension(AXIS_WIDTH - 4);
    value.setRange(range[0], range[1]);
    plot.setRangeAxis(value);
    for (Ticks.Tick mark : marks) {
      plot.getRenderer(0)
          .addAnnotation(
              new XYLineAnnotation(
                  frame.from(),
                  mark.value(),
                  frame.to(),
                  mark.value(),
                  new BasicStroke(1),
                  Palette.GRID.color()),
              Layer.BACKGROUND);
    }
  }

  /** A curve's name stands at its end, off the way of a forecast that goes on from there. */
  private static List<EndLabels.Label> ends(ChartSpec.Lines spec, double line) {
    List<EndLabels.Label> labels = new ArrayList<>();
    for (Curve curve : spec.curves()) {
      int end = curve.values().length - 1;
      if (end >= 0) {
        double aside =
            spec.over().fits().stream()
                .filter(Stretch::dashed)
                .mapToDouble(fit -> Math.signum(fit.fromValue() - fit.toValue()))
                .findFirst()
                .orElse(0);
        labels.add(
            new EndLabels.Label(
                curve.label(),
                curve.times()[end],
                curve.values()[end] + 0.8 * line * aside,
                curve.hue().line()));
      }
    }
    return labels;
  }

  private static void labels(
      XYPlot plot,
      ChartSpec.Frame frame,
      List<EndLabels.Label> wanted,
      double[] range,
      int width,
      int height) {
    double line = (range[1] - range[0]) * LINE_HEIGHT / (height - 40.0);
    double gap = (plot.getDomainAxis().getUpperBound() - frame.from()) * 6 / (width - AXIS_WIDTH);
    for (EndLabels.Label label : EndLabels.apart(wanted, line, range[0], range[1])) {
      XYTextAnnotation text =
          new XYTextAnnotation(shortened(label.text(), width), label.time() + gap, label.value());
      text.setTextAnchor(TextAnchor.CENTER_LEFT);
      text.setFont(font(true));
      text.setPaint(label.color());
      plot.addAnnotation(text);
    }
  }

  /** No more than a good third of the width. */
  static String shortened(String name, int width) {
    String text = Fonts.covered(name);
    while (text.length() > 4 && width(text) > width * 0.38) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -2)) + "…";
    }
    return text;
  }

  static double width(String text) {
    return font(true).getStringBounds(text, FLAT).getWidth();
  }
}
