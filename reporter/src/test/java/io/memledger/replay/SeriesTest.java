package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks lose no sample, no sum and no extreme, however often their width doubles. */
class SeriesTest {
  private interface Values {
    double at(int i);
  }

  private static TimeSeries record(int samples, double step, Values values) {
    Grid grid = new Grid();
    Series series = new Series(Metric.MEM_FREE);
    for (int i = 0; i < samples; i++) {
      grid.moveTo(i * step);
      double value = values.at(i);
      if (!Double.isNaN(value)) {
        series.add(value, grid);
      }
    }
    return series.finish(Subject.HOST, grid);
  }

  @Test
  void aShortCaptureIsExact() {
    TimeSeries series = record(240, 1, i -> i * i);
    assertEquals(240, series.size());
    for (int i = 0; i < 240; i++) {
      assertEquals(i, series.time(i));
      assertEquals((double) i * i, series.mean(i));
      assertEquals((double) i * i, series.min(i));
      assertEquals(1, series.count(i));
    }
  }

  @Test
  void aLongCaptureKeepsSumsTimesAndExtremes() {
    Random random = new Random(1);
    double[] all = random.doubles(50_000, 0, 1000).toArray();
    TimeSeries series = record(all.length, 5, i -> all[i]);
    assertTrue(series.size() >= 240 && series.size() <= 480, series.size() + " blocks");
    assertEquals(50_000, series.samples());
    double sum = 0;
    double times = 0;
    int at = 0;
    for (int block = 0; block < series.size(); block++) {
      double[] inside = Arrays.copyOfRange(all, at, at + series.count(block));
      assertEquals(Arrays.stream(inside).min().orElseThrow(), series.min(block));
      assertEquals(Arrays.stream(inside).max().orElseThrow(), series.max(block));
      assertEquals(Arrays.stream(inside).average().orElseThrow(), series.mean(block), 1e-9);
      assertEquals(5 * (at + (inside.length - 1) / 2.0), series.time(block), 1e-6);
      at += series.count(block);
      sum += series.mean(block) * series.count(block);
      times += series.time(block) * series.count(block);
    }
    assertEquals(Arrays.stream(all).sum(), sum, 1e-3);
    assertEquals(5 * 49_999 / 2.0, times / 50_000, 1e-6);
    assertEquals(all[0], series.first().value());
    assertEquals(all[49_999], series.last().value());
    assertEquals(5 * 49_999.0, series.last().time());
  }

  @Test
  void aSeriesThatChangesLateKeepsItsPast() {
    for (int change : new int[] {1, 7, 300, 5_000, 9_999}) {
      TimeSeries series = record(10_000, 1, i -> i < change ? 5 : 9);
      double sum = 0;
      for (int i = 0; i < series.size(); i++) {
        sum += series.mean(i) * series.count(i);
      }
      assertEquals(5.0 * change + 9.0 * (10_000 - change), sum, 1e-6);
      assertEquals(5, series.min(0));
      assertEquals(9, series.max(series.size() - 1));
      assertEquals(4, series.change());
    }
    TimeSeries constant = record(10_000, 1, i -> 5);
    assertTrue(Arrays.stream(constant.means()).allMatch(v -> v == 5));
  }

  @Test
  void lostSamplesLeaveNoFiller() {
    TimeSeries series = record(4_000, 1, i -> i < 1_000 || i >= 3_000 ? i : Double.NaN);
    assertEquals(2_000, series.samples());
    for (int i = 0; i < series.size(); i++) {
      assertTrue(series.time(i) < 1_000 || series.time(i) >= 2_990);
      assertEquals(series.time(i), series.mean(i), 1e-9);
    }
    TimeSeries late = record(4_000, 1, i -> i == 3_999 ? 1 : Double.NaN);
    assertArrayEquals(new double[] {3_999}, late.times());
  }
}
