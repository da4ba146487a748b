package io.memledger.report;

import io.memledger.report.ChartSpec.Bar;
import io.memledger.report.ChartSpec.Curve;
import io.memledger.report.ChartSpec.Stretch;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Draws charts, the same ones for screen and paper; the only class that knows JFreeChart. */
final class Charts {
  /** Room on the right for the names of the curves, in points. */
  private static final int LABEL_WIDE = 150;

  private static final int LABEL_NARROW = 96;

  /** A drawing narrower than this is for a telephone. */
  private static final int NARROW = 500;

  private static final int LINE_HEIGHT = 15;

  private static final float SIZE = 12;

  private Charts() {}

  /** Height that suits a chart of this width. */
  static int height(ChartSpec spec, int width) {
    if (spec instanceof ChartSpec.Bars bars) {
      return 16 + 24 * bars.bars().size();
    }
    int base = spec instanceof ChartSpec.Stack ? 340 : 260;
    return width < NARROW ? base - 20 : base;
  }

  static void draw(ChartSpec spec, Graphics2D graphics, int width, int height) {
    Plot plot;
    if (spec instanceof ChartSpec.Lines lines) {
      plot = lines(lines, width, height);
    } else if (spec instanceof ChartSpec.Stack stack) {
      plot = stack(stack, width, height);
    } else {
      plot = bars((ChartSpec.Bars) spec);
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

  private static Font font(boolean bold) {
    return Fonts.awt(bold ? Fonts.Face.SANS_BOLD : Fonts.Face.SANS, SIZE);
  }

  // ---- curves over time

  private static XYPlot lines(ChartSpec.Lines spec, int width, int height) {
    double[] range = Ranges.of(spec);
    XYPlot plot = timePlot(spec.frame(), width, height, range, spec.unit());
    boolean bands = spec.curves().stream().anyMatch(c -> c.lows() != null);
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    XYLineAndShapeRenderer renderer = bands ? new DeviationRenderer(true, false) : plainLines();
    if (renderer instanceof DeviationRenderer deviation) {
      deviation.setAlpha(0.18f);
    }
    for (int i = 0; i < spec.curves().size(); i++) {
      Curve curve = spec.curves().get(i);
      data.addSeries(intervals(curve, i));
      renderer.setSeriesPaint(i, curve.hue().color());
      renderer.setSeriesFillPaint(i, curve.hue().color());
      renderer.setSeriesStroke(
          i, new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    plot.setDataset(1, data);
    plot.setRenderer(1, renderer);
    plot.setDataset(0, fits(spec.fits()));
    plot.setRenderer(0, fitRenderer(spec.fits()));
    labels(plot, spec.frame(), ends(spec), range, height);
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
      renderer.setSeriesPaint(i, Palette.FIT.color());
      float[] dash = fits.get(i).dashed() ? new float[] {5, 4} : null;
      renderer.setSeriesStroke(
          i, new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
    }
    return renderer;
  }

  // ---- layers

  private static XYPlot stack(ChartSpec.Stack spec, int width, int height) {
    Layers layers = Layers.of(spec.layers());
    double[] range = {0, layers.top()};
    XYPlot plot = timePlot(spec.frame(), width, height, range, io.memledger.series.Unit.BYTES);
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
    labels(plot, spec.frame(), layers.labels(spec.layers(), height), range, height);
    return plot;
  }

  // ---- axes and names shared by both

  private static XYPlot timePlot(
      ChartSpec.Frame frame, int width, int height, double[] range, io.memledger.series.Unit unit) {
    boolean narrow = width < NARROW;
    int label = narrow ? LABEL_NARROW : LABEL_WIDE;
    double room = (frame.to() - frame.from()) * label / (width - label - 60.0);
    NumberAxis time = new MarkedAxis(Ticks.times(frame, narrow ? 4 : 9));
    time.setRange(frame.from(), frame.to() + room);
    NumberAxis value = new MarkedAxis(Ticks.values(range[0], range[1], unit, height < 200 ? 4 : 6));
    value.setRange(range[0], range[1]);
    XYPlot plot = new XYPlot(null, time, value, null);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Palette.GRID.color());
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setRangeZeroBaselineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  private static List<EndLabels.Label> ends(ChartSpec.Lines spec) {
    List<EndLabels.Label> labels = new ArrayList<>();
    for (Curve curve : spec.curves()) {
      if (curve.values().length > 0) {
        labels.add(
            new EndLabels.Label(
                curve.label(), curve.values()[curve.values().length - 1], curve.hue()));
      }
    }
    return labels;
  }

  private static void labels(
      XYPlot plot,
      ChartSpec.Frame frame,
      List<EndLabels.Label> wanted,
      double[] range,
      int height) {
    double line = (range[1] - range[0]) * LINE_HEIGHT / (height - 40.0);
    double gap = (frame.to() - frame.from()) * 0.008;
    for (EndLabels.Label label : EndLabels.apart(wanted, line, range[0], range[1])) {
      XYTextAnnotation text =
          new XYTextAnnotation(Fonts.covered(label.text()), frame.to() + gap, label.value());
      text.setTextAnchor(TextAnchor.CENTER_LEFT);
      text.setFont(font(true));
      text.setPaint(label.hue().color());
      plot.addAnnotation(text);
    }
  }

  /** An axis with given marks and without a line. */
  private static final class MarkedAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private final transient List<Ticks.Tick> marks;

    MarkedAxis(List<Ticks.Tick> marks) {
      this.marks = marks;
      setAxisLineVisible(false);
      setTickMarksVisible(false);
      setTickLabelFont(font(false));
      setTickLabelPaint(Palette.MUTED.color());
      setTickLabelInsets(new RectangleInsets(4, 4, 2, 6));
    }

    @Override
    public List<?> refreshTicks(
        Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
      boolean across = RectangleEdge.isTopOrBottom(edge);
      TextAnchor anchor = across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
      List<NumberTick> ticks = new ArrayList<>();
      for (Ticks.Tick mark : marks) {
        ticks.add(new NumberTick(mark.value(), mark.label(), anchor, TextAnchor.CENTER, 0));
      }
      return ticks;
    }

    @Override
    protected void selectAutoTickUnit(Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {}
  }

  // ---- changes

  private static CategoryPlot bars(ChartSpec.Bars spec) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    double most = 0;
    double least = 0;
    for (Bar bar : spec.bars()) {
      data.addValue(bar.value(), "change", bar.label());
      most = Math.max(most, bar.value());
      least = Math.min(least, bar.value());
    }
    CategoryAxis names = new CategoryAxis();
    names.setAxisLineVisible(false);
    names.setTickMarksVisible(false);
    names.setTickLabelFont(font(false));
    names.setTickLabelPaint(Palette.INK.color());
    names.setLowerMargin(0);
    names.setUpperMargin(0);
    names.setCategoryMargin(0);
    names.setMaximumCategoryLabelWidthRatio(0.5f);
    NumberAxis change = new MarkedAxis(List.of());
    double room = (most - least) * 0.22;
    change.setRange(least < 0 ? least - room : 0, most > 0 ? most + room : 0);
    change.setVisible(false);
    BarRenderer renderer = new ColouredBars(spec.bars());
    CategoryPlot plot = new CategoryPlot(data, names, change, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeGridlinesVisible(false);
    plot.setRangeZeroBaselineVisible(true);
    plot.setRangeZeroBaselinePaint(Palette.MUTED.color());
    plot.setRangeZeroBaselineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  /** Each bar in its own colour, its value written at its end. */
  private static final class ColouredBars extends BarRenderer {
    private static final long serialVersionUID = 1L;
    private final transient List<Bar> bars;

    ColouredBars(List<Bar> bars) {
      this.bars = bars;
      setBarPainter(new StandardBarPainter());
      setShadowVisible(false);
      setMaximumBarWidth(0.7 / bars.size());
      setDefaultItemLabelGenerator(new Values(bars));
      setDefaultItemLabelsVisible(true);
      setDefaultItemLabelFont(font(false));
      setDefaultItemLabelPaint(Palette.INK.color());
      setItemLabelInsets(new RectangleInsets(0, 5, 0, 5));
      setDefaultPositiveItemLabelPosition(
          new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
      setDefaultNegativeItemLabelPosition(
          new ItemLabelPosition(ItemLabelAnchor.OUTSIDE9, TextAnchor.CENTER_RIGHT));
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      return bars.get(column).hue().color();
    }
  }

  private record Values(List<Bar> bars) implements CategoryItemLabelGenerator {
    @Override
    public String generateRowLabel(CategoryDataset data, int row) {
      return "";
    }

    @Override
    public String generateColumnLabel(CategoryDataset data, int column) {
      return bars.get(column).label();
    }

    @Override
    public String generateLabel(CategoryDataset data, int row, int column) {
      return bars.get(column).text();
    }
  }
}
