package io.memledger.report.charts;

import io.memledger.report.charts.ChartSpec.Step;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.IntervalBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultIntervalCategoryDataset;

/** A {@link Charts} drawing of bars that lead from one level to another. */
final class ChartWaterfall {
  private ChartWaterfall() {}

  static CategoryPlot plot(ChartSpec.Waterfall spec, int width) {
    int size = spec.steps().size();
    Double[][] starts = new Double[1][size];
    Double[][] ends = new Double[1][size];
    String[] labels = new String[size];
    double name = 0;
    double text = 0;
    for (int i = 0; i < size; i++) {
      Step step = spec.steps().get(i);
      starts[0][i] = Math.min(step.from(), step.to());
      ends[0][i] = Math.max(step.from(), step.to());
      labels[i] = step.label();
      name = Math.max(name, Charts.width(step.label()));
      text = Math.max(text, Charts.width(step.text()) + 12);
    }
    // Bytes a point, when names and values have taken their room.
    double room = width - 20.0;
    double scale = (spec.high() - spec.low()) / Math.max(room - name - text, room / 4);
    CategoryAxis names = new CategoryAxis();
    names.setAxisLineVisible(false);
    names.setTickMarksVisible(false);
    names.setTickLabelFont(Charts.font(false));
    names.setTickLabelPaint(Palette.INK.color());
    names.setLowerMargin(0);
    names.setUpperMargin(0);
    names.setCategoryMargin(0);
    names.setMaximumCategoryLabelWidthRatio(0.5f);
    NumberAxis axis = new ChartAxis(List.of());
    axis.setRange(spec.low(), spec.high() + text * scale);
    axis.setVisible(false);
    DefaultIntervalCategoryDataset data =
        new DefaultIntervalCategoryDataset(new String[] {"step"}, labels, starts, ends);
    CategoryPlot plot = new CategoryPlot(data, names, axis, new Bars(spec.steps()));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeGridlinesVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  /** Each bar in its own colour, its value written at its right end. */
  private static final class Bars extends IntervalBarRenderer {
    private static final long serialVersionUID = 1L;
    private final transient List<Step> steps;

    Bars(List<Step> steps) {
      this.steps = steps;
      setBarPainter(new StandardBarPainter());
      setShadowVisible(false);
      setDrawBarOutline(false);
      setMinimumBarLength(1);
      setMaximumBarWidth(0.66 / steps.size());
      setDefaultItemLabelGenerator(new Texts(steps));
      setDefaultItemLabelsVisible(true);
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      return steps.get(column).hue().color();
    }

    @Override
    protected void drawItemLabel(
        Graphics2D graphics,
        CategoryDataset data,
        int row,
        int column,
        CategoryPlot plot,
        CategoryItemLabelGenerator generator,
        Rectangle2D bar,
        boolean negative) {
      graphics.setFont(Charts.font(steps.get(column).level()));
      graphics.setPaint(Palette.INK.color());
      graphics.setStroke(new BasicStroke(1));
      TextUtils.drawAlignedString(
          generator.generateLabel(data, row, column),
          graphics,
          (float) bar.getMaxX() + 6,
          (float) bar.getCenterY(),
          TextAnchor.CENTER_LEFT);
    }
  }

  private record Texts(List<Step> steps) implements CategoryItemLabelGenerator {
    @Override
    public String generateRowLabel(CategoryDataset data, int row) {
      return "";
    }

    @Override
    public String generateColumnLabel(CategoryDataset data, int column) {
      return steps.get(column).label();
    }

    @Override
    public String generateLabel(CategoryDataset data, int row, int column) {
      return steps.get(column).text();
    }
  }
}
