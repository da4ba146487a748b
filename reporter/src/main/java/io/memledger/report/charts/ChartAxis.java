package io.memledger.report.charts;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** An axis of {@link Charts} with given marks and without a line. */
final class ChartAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;
  private final transient List<Ticks.Tick> marks;

  ChartAxis(List<Ticks.Tick> marks) {
    this.marks = marks;
    setAxisLineVisible(false);
    setTickMarksVisible(false);
    setTickLabelFont(Charts.font(false));
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
