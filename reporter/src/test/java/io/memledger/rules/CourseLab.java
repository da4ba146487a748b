package io.memledger.rules;

import io.memledger.rule.Status;
import io.memledger.rules.judge.LeakTest;
import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import io.memledger.series.HostFacts;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges families of labelled series; run by itself, it prints what became of each. */
final class CourseLab {
  private static final double SECONDS = 36_000;
  private static final double MATERIAL = 64;

  private CourseLab() {}

  public static void main(String[] args) {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    String only = args.length > 1 ? args[1] : "";
    for (int n : new int[] {120, 360, 2000}) {
      System.out.println("n = " + n);
      for (Map.Entry<String, Courses.Kind> kind : Courses.all().entrySet()) {
        if (kind.getKey().contains(only)) {
          Result result = run(kind.getValue(), n, runs);
          String mark = kind.getValue().leaks() ? "L" : "-";
          System.out.printf(Locale.ROOT, "%s %-28s %s%n", mark, kind.getKey(), result);
        }
      }
    }
  }

  /**
   * What became of so many runs, in shares.
   *
   * @param shape runs with a right shape word
   */
  record Result(double leak, double suspected, double shape, SortedMap<Shape, Integer> found) {}

  static Result run(Courses.Kind kind, int n, int runs) {
    double leak = 0;
    double suspected = 0;
    double shape = 0;
    SortedMap<Shape, Integer> found = new TreeMap<>();
    for (int run = 0; run < runs; run++) {
      double[] values = kind.maker().make(new Random(run), n);
      Recording recording = recording(values, SECONDS / n);
      Trend trend = Trend.of(recording.host(Metric.USED).orElseThrow()).orElseThrow();
      LeakTest j = LeakTest.of(recording, trend, MATERIAL, LeakTest.ALPHA, LeakTest.WEAK);
      leak += j.status() == Status.LEAK ? 1.0 / runs : 0;
      suspected += j.status() == Status.SUSPECTED_LEAK ? 1.0 / runs : 0;
      found.merge(trend.shape(), 1, Integer::sum);
      boolean right = kind.shapes().isEmpty() || kind.shapes().contains(trend.shape().name());
      shape += right ? 1.0 / runs : 0;
    }
    return new Result(leak, suspected, shape, found);
  }

  static Recording recording(double[] values, double interval) {
    double[] times = new double[values.length];
    Arrays.setAll(times, i -> i * interval);
    TimeSeries exact = TimeSeries.of(Metric.USED, Subject.HOST, times, values);
    TimeSeries series = blocks(exact, 480);
    TimeSeries free = TimeSeries.of(Metric.MEM_FREE, Subject.HOST, times, values);
    double[] none = new double[Metric.values().length];
    Arrays.fill(none, Double.NaN);
    double end = times[times.length - 1];
    Instant start = Instant.parse("2026-11-23T04:00:00Z");
    return new Recording(
        new ArchiveFacts("a", null, 0, true, List.of()),
        new HostFacts("h", "6.1", "x86_64", null, 16384, 0, 2, 4096, 100, Double.NaN),
        new CaptureFacts(
            start,
            start,
            end,
            times.length,
            interval,
            List.of(),
            0,
            List.of(),
            Double.NaN,
            Double.NaN,
            null),
        start,
        new Moment(0, none),
        new Moment(end, none),
        List.of(series, blocks(free, 480)),
        Map.of(),
        Map.of());
  }

  private static TimeSeries blocks(TimeSeries s, int most) {
    int each = 1;
    while (s.size() / each >= most) {
      each *= 2;
    }
    int n = (s.size() + each - 1) / each;
    double[] t = new double[n];
    double[] mean = new double[n];
    double[] min = new double[n];
    double[] max = new double[n];
    int[] counts = new int[n];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < s.size(); i++) {
      int k = i / each;
      t[k] += s.time(i);
      mean[k] += s.mean(i);
      min[k] = Math.min(min[k], s.mean(i));
      max[k] = Math.max(max[k], s.mean(i));
      counts[k]++;
    }
    for (int k = 0; k < n; k++) {
      t[k] /= counts[k];
      mean[k] /= counts[k];
    }
    return new TimeSeries(s.metric(), s.subject(), t, mean, min, max, counts, s.first(), s.last());
  }
}
