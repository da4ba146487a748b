package io.memledger.report.pdf;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.Charts;
import io.memledger.report.charts.Downsampling;
import io.memledger.report.charts.Markup;
import io.memledger.report.charts.SvgGraphics;
import io.memledger.report.charts.SvgWriter;
import io.memledger.report.page.Paper;
import io.memledger.report.sections.FailedParts;
import io.memledger.report.sections.ReportContext;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/** The charts of a PDF: a place for each on the page, which is drawn when the page is. */
final class PdfCharts implements FSObjectDrawer {
  /** What the page calls the places by. */
  static final String TYPE = "application/x-memledger-chart";

  /**
   * Curves on paper are this much less high than on a screen, so that more of them share a page.
   */
  private static final double FLATTER = 0.8;

  /** The chart on the cover has room to be as high. */
  private static final String COVER = "verdict";

  private final Map<String, ReportContext.Drawing> drawings;
  private final FailedParts failed;
  private final Paper paper;
  private final int points;
  private final String words;

  /**
   * @param failed told of charts that crash; a sentence stands in their place
   * @param points of a curve at most; small charts have a third of them
   */
  PdfCharts(
      Map<String, ReportContext.Drawing> drawings, FailedParts failed, Paper paper, int points) {
    this.drawings = drawings;
    this.failed = failed;
    this.paper = paper;
    this.points = points;
    StringBuilder all = new StringBuilder();
    // Drawn once for their words, and so that one that crashes is known before the page is set.
    drawings.forEach((id, drawing) -> all.append(words(id, drawing)));
    this.words = all.toString();
  }

  private String words(String id, ReportContext.Drawing drawing) {
    return failed.made(
        FailedParts.CHART + id,
        () -> {
          StringBuilder out = new StringBuilder();
          draw(drawing, new SvgGraphics(out));
          return out.toString();
        },
        "");
  }

  /** The words of all charts, which are not on the page yet. */
  String words() {
    return words;
  }

  private void draw(ReportContext.Drawing drawing, Graphics2D graphics) {
    boolean small = SvgWriter.isSmall(drawing.spec());
    ChartSpec spec = Downsampling.of(drawing.spec(), small ? points / 3 : points);
    Charts.draw(spec, graphics, width(drawing), height(drawing));
  }

  /** In the points of the drawing. */
  private static int width(ReportContext.Drawing drawing) {
    return SvgWriter.isSmall(drawing.spec()) ? SvgWriter.SMALL : SvgWriter.WIDE;
  }

  /** In the points of the drawing. */
  private static int height(ReportContext.Drawing drawing) {
    int onScreen = Charts.height(drawing.spec(), width(drawing));
    boolean full =
        drawing.spec() instanceof ChartSpec.Waterfall
            || SvgWriter.isSmall(drawing.spec())
            || drawing.figure().id().equals(COVER);
    return full ? onScreen : (int) (FLATTER * onScreen);
  }

  /** Where a chart goes; ids are the program's own. */
  String placeholder(String id) {
    String part = FailedParts.CHART + id;
    if (failed.has(part)) {
      StringBuilder instead = new StringBuilder("<p class=\"failed\">");
      Markup.escape(failed.sentence(part), instead);
      return instead.append("</p>").toString();
    }
    ReportContext.Drawing drawing = drawings.get(id);
    boolean small = SvgWriter.isSmall(drawing.spec());
    double room = small ? paper.columnWidth() : paper.textWidth();
    StringBuilder out = new StringBuilder();
    out.append("<object type=\"").append(TYPE).append("\" data=\"");
    out.append(id).append("\" alt=\"");
    Markup.escape(drawing.figure().title() + ". " + drawing.figure().description(), out);
    out.append("\" style=\"");
    out.append(
        String.format(
            Locale.ROOT,
            "width:%.1fpx;height:%.1fpx",
            room,
            height(drawing) * room / width(drawing)));
    return out.append("\"></object>").toString();
  }

  @Override
  public Map<Shape, String> drawObject(
      Element element,
      double x,
      double y,
      double width,
      double height,
      OutputDevice device,
      RenderingContext context,
      int dotsPerPixel) {
    ReportContext.Drawing drawing = drawings.get(element.getAttribute("data"));
    float wide = (float) (width / dotsPerPixel);
    float high = (float) (height / dotsPerPixel);
    device.drawWithGraphics(
        (float) x,
        (float) y,
        wide,
        high,
        graphics -> {
          double scale = wide / width(drawing);
          graphics.scale(scale, scale);
          draw(drawing, graphics);
        });
    return null;
  }
}
