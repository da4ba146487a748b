package io.memledger.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Overlay;
import io.memledger.report.charts.ChartSpec.Stack;
import io.memledger.report.charts.Downsampling;
import io.memledger.report.charts.Layers;
import io.memledger.report.charts.ValueRange;
import io.memledger.report.sections.FailedParts;
import io.memledger.report.sections.ReportBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the script of the page draws charts from, as JSON: values as whole numbers between a base
 * and a top, times shared between curves. Ready to stand inside a script element.
 */
final class ChartData {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Values are told apart this finely: more than any screen shows. */
  private static final int LEVELS = 4095;

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode times = JSON.createArrayNode();
  private final Map<String, Integer> known = new TreeMap<>();
  private final int points;

  private ChartData(int points) {
    this.points = points;
  }

  /**
   * @param page tells which charts can be drawn: the others are left out
   * @param texts what the script says, by key
   * @param summary for the button that copies it
   * @param points of a curve at most
   */
  static String write(
      ReportBuilder.Built built,
      PageCharts page,
      Map<String, String> texts,
      String summary,
      int points) {
    ChartData data = new ChartData(points);
    ObjectNode words = data.root.putObject("text");
    texts.forEach(words::put);
    data.root.put("summary", summary);
    ArrayNode charts = data.root.putArray("charts");
    built.drawings().entrySet().stream()
        .filter(one -> isLive(one.getValue().spec()) && page.draws(one.getKey()))
        .forEach(
            one ->
                built
                    .failed()
                    .made(
                        FailedParts.CHART + one.getKey(),
                        () -> data.chart(one.getKey(), one.getValue().spec()),
                        Optional.<ObjectNode>empty())
                    .ifPresent(charts::add));
    data.root.set("times", data.times);
    // A closing tag or the begin of a comment inside a name must not end the element.
    return data.root.toString().replace("<", "\\u003c").replace(">", "\\u003e");
  }

  private static boolean isLive(ChartSpec spec) {
    return spec instanceof Lines || spec instanceof Stack;
  }

  private Optional<ObjectNode> chart(String id, ChartSpec spec) {
    ObjectNode chart = JSON.createObjectNode();
    if (spec instanceof Lines lines) {
      double[] range = ValueRange.of(lines);
      head(chart, id, "lines", lines.frame(), lines.unit().id(), range);
      curves(chart, lines.curves(), lines.size() == ChartSpec.Size.SMALL ? points / 3 : points);
      overlay(chart, lines.over());
    } else if (spec instanceof Stack stack) {
      double[] range = {0, Layers.of(stack.layers()).top()};
      head(chart, id, "stack", stack.frame(), "bytes", range);
      curves(chart, stack.layers(), points);
    }
    return Optional.of(chart);
  }

  private static void head(
      ObjectNode chart,
      String id,
      String kind,
      ChartSpec.Frame frame,
      String unit,
      double[] range) {
    chart.put("id", id).put("kind", kind).put("unit", unit);
    chart.put("start", frame.start().toEpochMilli() / 1000.0);
    chart.put("from", frame.from()).put("to", frame.to());
    numbers(chart.putArray("range"), range);
  }

  private void curves(ObjectNode chart, List<Curve> curves, int most) {
    ArrayNode series = chart.putArray("series");
    for (Curve whole : curves) {
      Curve curve = Downsampling.of(whole, most);
      double[] lows = curve.lows() == null ? curve.values() : curve.lows();
      double[] highs = curve.highs() == null ? curve.values() : curve.highs();
      double base = Arrays.stream(lows).min().orElse(0);
      double step = (Arrays.stream(highs).max().orElse(1) - base) / LEVELS;
      ObjectNode one = series.addObject();
      one.put("label", curve.label()).put("hue", curve.hue().id());
      one.put("time", time(curve.times())).put("base", base).put("step", step);
      levels(one.putArray("values"), curve.values(), base, step);
      if (curve.lows() != null) {
        levels(one.putArray("lows"), lows, base, step);
        levels(one.putArray("highs"), highs, base, step);
      }
    }
  }

  private static void levels(ArrayNode out, double[] values, double base, double step) {
    for (double value : values) {
      out.add(step > 0 ? Math.round((value - base) / step) : 0);
    }
  }

  /** Index of these times; tenths of a second. */
  private int time(double[] seconds) {
    ArrayNode made = JSON.createArrayNode();
    for (double second : seconds) {
      made.add(Math.round(second * 10));
    }
    Integer index = known.putIfAbsent(made.toString(), times.size());
    if (index == null) {
      times.add(made);
      return times.size() - 1;
    }
    return index;
  }

  private static void overlay(ObjectNode chart, Overlay over) {
    ArrayNode fits = chart.putArray("fits");
    for (ChartSpec.Stretch fit : over.fits()) {
      ArrayNode one = fits.addArray();
      numbers(one, fit.fromTime(), fit.fromValue(), fit.toTime(), fit.toValue());
      one.add(fit.dashed() ? 1 : 0);
    }
    ArrayNode bands = chart.putArray("bands");
    for (ChartSpec.Band band : over.bands()) {
      numbers(
          bands.addArray(),
          band.fromTime(),
          band.fromLow(),
          band.fromHigh(),
          band.toTime(),
          band.toLow(),
          band.toHigh());
    }
    ArrayNode shades = chart.putArray("shades");
    over.shades().forEach(shade -> numbers(shades.addArray(), shade.from(), shade.to()));
    ArrayNode marks = chart.putArray("marks");
    over.marks().forEach(mark -> marks.addArray().add(mark.time()).add(mark.label()));
    ArrayNode levels = chart.putArray("levels");
    over.levels().forEach(level -> levels.addArray().add(level.value()).add(level.label()));
  }

  private static void numbers(ArrayNode out, double... values) {
    for (double value : values) {
      out.add(value == Math.rint(value) ? Math.round(value) : value);
    }
  }
}
