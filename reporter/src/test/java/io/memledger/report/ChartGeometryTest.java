package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Band;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Frame;
import io.memledger.report.charts.ChartSpec.Stretch;
import io.memledger.report.charts.Downsampling;
import io.memledger.report.charts.Palette;
import io.memledger.report.charts.ValueRange;
import io.memledger.report.sections.FittedLine;
import io.memledger.report.sections.Forecasts;
import io.memledger.report.sections.ReportContext;
import io.memledger.report.sections.WaterfallParts;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where lines, bands, bars and points are drawn. Expected numbers are worked out by hand. */
class ChartGeometryTest {
  private static final Instant START = Instant.parse("2026-11-21T22:40:00Z");
  private static final Frame DAY = new Frame(START, 0, 100, Language.ENGLISH);

  private static Curve curve(double... values) {
    double[] times = new double[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
    }
    return new Curve("curve", Palette.ANONYMOUS, times, values, null, null);
  }

  private static Forecasts forecast(double low, double high) {
    return new Forecasts(
        DAY,
        500,
        100,
        new Verdict.Exhaustion(
            Verdict.Exhaustion.Limit.HOST, null, 80, low, high, START.plusSeconds(180)));
  }

  @Test
  void downsamplingKeepsExtremesAndEnds() {
    Curve thin = Downsampling.of(curve(1, 2, 9, 2, 1, 0, 1, 2), 4);
    assertArrayEquals(new double[] {0, 2.5, 4.5, 7}, thin.times());
    assertArrayEquals(new double[] {1.5, 5.5, 0.5, 1.5}, thin.values());
    assertArrayEquals(new double[] {1, 2, 0, 1}, thin.lows());
    assertArrayEquals(new double[] {2, 9, 1, 2}, thin.highs());
    Curve few = curve(1, 2);
    assertEquals(few, Downsampling.of(few, 4), "nothing to do");
  }

  @Test
  void downsamplingTakesExtremesOfBlocks() {
    Curve blocks =
        new Curve(
            "curve",
            Palette.ANONYMOUS,
            new double[] {0, 1, 2, 3},
            new double[] {5, 5, 5, 5},
            new double[] {4, 1, 4, 4},
            new double[] {6, 6, 9, 6});
    Curve thin = Downsampling.of(blocks, 2);
    assertArrayEquals(new double[] {1, 4}, thin.lows());
    assertArrayEquals(new double[] {6, 9}, thin.highs());
  }

  @Test
  void forecastEndsAtTheLimitAndItsFanWhereTheIntervalDoes() {
    Forecasts ahead = forecast(50, 100);
    assertEquals(-5, ahead.slope());
    assertEquals(new Stretch(100, 500, 180, 100, true), ahead.line());
    assertEquals(
        List.of(new Band(100, 500, 500, 150, 100, 300), new Band(150, 100, 300, 200, 100, 100)),
        ahead.fan());
    assertEquals(204, ahead.reach(), "a little beyond the latest end");
  }

  @Test
  void forecastThatMayNeverEndStaysLevel() {
    Forecasts ahead = forecast(50, Double.NaN);
    assertEquals(0, ahead.slowSlope());
    Band last = ahead.fan().get(1);
    assertEquals(500, last.toHigh());
    assertEquals(100, last.toLow());
  }

  @Test
  void forecastFarAheadIsCutShort() {
    Forecasts ahead =
        new Forecasts(
            DAY,
            500,
            100,
            new Verdict.Exhaustion(
                Verdict.Exhaustion.Limit.HOST, null, 800, 700, 900, START.plusSeconds(900)));
    assertEquals(160, ahead.reach());
    assertEquals(160, ahead.line().toTime());
    assertEquals(470, ahead.line().toValue(), 1e-9);
  }

  @Test
  void bandTurnsAboutTheMiddleOfTheLine() {
    Band band = FittedLine.band(new Stretch(0, 0, 10, 20, false), 1, 3);
    assertEquals(new Band(0, 5, -5, 10, 15, 25), band);
  }

  @Test
  void lineOfASlopeHasHalfOfThePointsOnEitherSide() {
    Stretch line = FittedLine.through(curve(0, 12, 4, 6, 8), 2, 0, 4);
    assertEquals(0, line.fromValue());
    assertEquals(8, line.toValue());
  }

  @Test
  void lineOfASumDoesNotBelongToAPart() {
    Stretch line = new Stretch(0, 0, 4, 400, false);
    assertTrue(FittedLine.belongs(line, curve(0, 90, 210, 310, 390)));
    assertFalse(FittedLine.belongs(line, curve(2, 2, 2, 2, 2)));
  }

  @Test
  void aLevelCurveStandsOnZero() {
    ChartSpec.Lines lines =
        new ChartSpec.Lines(
            DAY,
            io.memledger.series.Unit.BYTES,
            ChartSpec.Size.LOW,
            false,
            List.of(curve(118_784, 118_784)),
            ChartSpec.Overlay.NONE);
    assertEquals(0, ValueRange.of(lines)[0]);
  }

  @Test
  void waterfallLeadsFromStartToEnd() {
    ReportContext context = new ReportContext(MadeUp.leak(), Messages.load(null, Language.ENGLISH));
    WaterfallParts parts = WaterfallParts.of(context, context.analysis.ledger()).orElseThrow();
    List<ChartSpec.Step> steps = parts.chart().steps();
    ChartSpec.Step end = steps.get(steps.size() - 1);
    double at = steps.get(0).to();
    for (ChartSpec.Step step : steps.subList(1, steps.size() - 1)) {
      assertEquals(at, step.from(), 1, "each bar begins where the one before ends");
      at = step.to();
    }
    assertEquals(end.to(), at, 1024, "and the last ends at what is available");
    double change = context.analysis.ledger().availableDelta();
    assertEquals(change, end.to() - steps.get(0).to(), 1);
  }
}
