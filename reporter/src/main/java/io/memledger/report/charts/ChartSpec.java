package io.memledger.report.charts;

import io.memledger.report.words.Language;
import io.memledger.series.Unit;
import java.time.Instant;
import java.util.List;

/** What a chart shows, without a word on how it is drawn. */
public sealed interface ChartSpec {

  /**
   * @param start wall clock at second 0
   * @param from seconds, left end of the axis
   * @param to seconds, right end
   * @param language in which the axis names days
   */
  record Frame(Instant start, double from, double to, Language language) {}

  /**
   * One curve.
   *
   * @param lows and highs extremes within each block; null where each block is one sample
   */
  record Curve(
      String label, Palette hue, double[] times, double[] values, double[] lows, double[] highs) {}

  /** A straight stretch: a fitted line, or its forecast (dashed). */
  record Stretch(
      double fromTime, double fromValue, double toTime, double toValue, boolean dashed) {}

  /** Between two straight lines: the interval around a fitted line or its forecast. */
  record Band(
      double fromTime,
      double fromLow,
      double fromHigh,
      double toTime,
      double toLow,
      double toHigh) {}

  /** A stretch of time that the fitted line does not rest on. */
  record Shade(double from, double to) {}

  /** Something that happened. */
  record Mark(double time, String label) {}

  /** A limit. */
  record Level(double value, String label) {}

  /** What is drawn over and under the curves. */
  record Overlay(
      List<Stretch> fits,
      List<Band> bands,
      List<Shade> shades,
      List<Mark> marks,
      List<Level> levels) {
    public static final Overlay NONE =
        new Overlay(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** How much room a chart gets. */
  enum Size {
    /** The chart that a section is about. */
    FULL(270),
    /** One of several. */
    LOW(190),
    /** One of many, side by side. */
    SMALL(96);

    private final int height;

    Size(int height) {
      this.height = height;
    }

    /** Points, whatever the width. */
    int height() {
      return height;
    }
  }

  /** Curves over time. */
  record Lines(
      Frame frame, Unit unit, Size size, boolean fromZero, List<Curve> curves, Overlay over)
      implements ChartSpec {}

  /** Layers that add up to a whole, the first at the bottom. */
  record Stack(Frame frame, List<Curve> layers) implements ChartSpec {}

  /**
   * Steps from one level to another, one bar each.
   *
   * @param low left end of the axis, in bytes
   * @param high right end
   */
  record Waterfall(double low, double high, List<Step> steps) implements ChartSpec {}

  /**
   * @param text the change, or the level, in words
   * @param level whether this is a level and no change
   */
  record Step(String label, double from, double to, String text, Palette hue, boolean level) {}
}
