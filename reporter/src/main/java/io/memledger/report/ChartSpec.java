package io.memledger.report;

import io.memledger.series.Unit;
import java.time.Instant;
import java.util.List;

/** What a chart shows, without a word on how it is drawn. */
sealed interface ChartSpec {

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

  /**
   * Curves over time with the lines fitted to them.
   *
   * @param low drawn less high, one of several
   */
  record Lines(
      Frame frame, Unit unit, boolean fromZero, boolean low, List<Curve> curves, List<Stretch> fits)
      implements ChartSpec {}

  /** Layers that add up to a whole, the first at the bottom. */
  record Stack(Frame frame, List<Curve> layers) implements ChartSpec {}

  /** Changes, one bar each, to the right for growth. */
  record Bars(List<Bar> bars) implements ChartSpec {}

  /**
   * @param text the value in words
   */
  record Bar(String label, double value, String text, Palette hue) {}
}
