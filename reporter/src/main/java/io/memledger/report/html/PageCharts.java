package io.memledger.report.html;

import io.memledger.report.charts.Markup;
import io.memledger.report.charts.SvgWriter;
import io.memledger.report.sections.FailedParts;
import io.memledger.report.sections.ReportContext.Drawing;
import java.util.HashMap;
import java.util.Map;

/** The charts of the page as markup, each drawn once; one that crashes is a sentence instead. */
final class PageCharts {
  private final Map<String, Drawing> drawings;
  private final FailedParts failed;
  private final int points;
  private final Map<String, String> drawn = new HashMap<>();

  /**
   * @param points of a curve at most
   */
  PageCharts(Map<String, Drawing> drawings, FailedParts failed, int points) {
    this.drawings = drawings;
    this.failed = failed;
    this.points = points;
  }

  /** Whether the chart can be drawn at all. */
  boolean draws(String id) {
    markup(id);
    return !failed.has(FailedParts.CHART + id);
  }

  /** The drawing, or why there is none. */
  String markup(String id) {
    String part = FailedParts.CHART + id;
    String markup =
        drawn.computeIfAbsent(id, k -> failed.has(part) ? "" : failed.made(part, () -> svg(k), ""));
    if (!failed.has(part)) {
      return markup;
    }
    StringBuilder instead = new StringBuilder("<p class=\"failed\">");
    Markup.escape(failed.sentence(part), instead);
    return instead.append("</p>").toString();
  }

  private String svg(String id) {
    Drawing drawing = drawings.get(id);
    return SvgWriter.write(drawing.figure(), drawing.spec(), points);
  }
}
