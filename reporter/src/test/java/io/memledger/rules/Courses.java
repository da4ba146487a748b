package io.memledger.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Labelled series for the budgets of wrong alarms and missed leaks: what memory in use looks like,
 * drawn from wide ranges. A family says whether it leaks and which shape words are right.
 */
final class Courses {
  /** Makes one series of n values, in MiB. */
  interface Maker {
    double[] make(Random random, int n);
  }

  /**
   * @param leaks whether memory is lost for good, through the end
   * @param shapes right shape words, those of Shape
   */
  record Kind(boolean leaks, Set<String> shapes, Maker maker) {}

  private static final Set<String> ANY = Set.of();
  private static final Set<String> LINE = Set.of("LINEAR");
  private static final Set<String> LEVEL = Set.of("SATURATING");
  private static final Set<String> STEP = Set.of("STEP");
  private static final Set<String> CYCLE = Set.of("CYCLIC");
  private static final Set<String> QUIET = Set.of("FLAT", "NOISY");

  private Courses() {}

  static Map<String, Kind> all() {
    Map<String, Kind> all = new LinkedHashMap<>();
    benign(all);
    leaks(all);
    return all;
  }

  private static void benign(Map<String, Kind> all) {
    all.put("white", no(QUIET, (r, n) -> of(n, x -> 100 * r.nextGaussian())));
    all.put("ar 0.9", no(QUIET, (r, n) -> scaled(walk(r, n, 0.9), 400)));
    all.put("ar 0.99", no(ANY, (r, n) -> scaled(walk(r, n, 0.99), 400)));
    all.put("walk", no(ANY, (r, n) -> scaled(walk(r, n, 1), 400)));
    all.put("high-water of walk", no(ANY, (r, n) -> scaled(highest(walk(r, n, 1)), 400)));
    all.put("high-water of ar 0.9", no(ANY, (r, n) -> scaled(highest(walk(r, n, 0.9)), 300)));
    all.put(
        "step",
        no(
            STEP,
            (r, n) -> {
              double at = between(r, 0.05, 0.95);
              double noise = between(r, 1, 30);
              return of(n, x -> (x > at ? 400 : 0) + noise * r.nextGaussian());
            }));
    all.put(
        "three steps",
        no(
            STEP,
            (r, n) -> {
              double a = between(r, 0.1, 0.3);
              double b = between(r, 0.4, 0.6);
              double c = between(r, 0.7, 0.9);
              return of(
                  n,
                  x ->
                      (x > a ? 200 : 0)
                          + (x > b ? 150 : 0)
                          + (x > c ? 100 : 0)
                          + 8 * r.nextGaussian());
            }));
    all.put(
        "warm-up",
        no(
            LEVEL,
            (r, n) -> {
              double tau = between(r, 0.04, 0.3);
              double noise = between(r, 1, 20);
              return of(n, x -> 400 * (1 - Math.exp(-x / tau)) + noise * r.nextGaussian());
            }));
    all.put(
        "ramp, then level",
        no(
            LEVEL,
            (r, n) -> {
              double until = between(r, 0.2, 0.7);
              double noise = between(r, 1, 20);
              return of(n, x -> 400 * Math.min(1, x / until) + noise * r.nextGaussian());
            }));
    all.put(
        "nothing, a ramp, then level",
        no(
            ANY,
            (r, n) -> {
              double from = between(r, 0.2, 0.5);
              double until = from + between(r, 0.1, 0.25);
              double noise = r.nextBoolean() ? 0 : between(r, 1, 10);
              return of(
                  n,
                  x ->
                      400 * Math.min(1, Math.max(0, x - from) / (until - from))
                          + (x > from && x < until ? 2 : noise) * r.nextGaussian());
            }));
    all.put("flat sawtooth", no(CYCLE, (r, n) -> teeth(r, n, between(r, 4, 40), 0)));
    all.put("flat sawtooth, ragged", no(CYCLE, (r, n) -> ragged(r, n, between(r, 6, 40), 0)));
    all.put("cycle", no(CYCLE, (r, n) -> cycle(r, n, between(r, 2.5, 6), 0, 10)));
    all.put("noisy cycle", no(CYCLE, (r, n) -> cycle(r, n, between(r, 3, 8), 0, 60)));
    all.put("cycle, once or twice", no(ANY, (r, n) -> cycle(r, n, between(r, 1, 2.5), 0, 10)));
    all.put("part of a cycle", no(ANY, (r, n) -> cycle(r, n, between(r, 0.4, 1), 0, 10)));
    all.put(
        "batch job",
        no(
            ANY,
            (r, n) -> {
              double from = between(r, 0.1, 0.5);
              double to = from + between(r, 0.1, 0.4);
              return of(n, x -> (x > from && x < to ? 400 : 0) + 10 * r.nextGaussian());
            }));
    all.put("falling", no(ANY, (r, n) -> of(n, x -> -400 * x + 20 * r.nextGaussian())));
    all.put(
        "load up and down",
        no(
            ANY,
            (r, n) -> {
              double peak = between(r, 0.3, 0.8);
              return of(
                  n,
                  x ->
                      400 * (x < peak ? x / peak : 1 - 0.8 * (x - peak) / (1 - peak))
                          + 10 * r.nextGaussian());
            }));
  }

  private static void leaks(Map<String, Kind> all) {
    all.put("linear, 10 sigma", yes(LINE, (r, n) -> of(n, x -> 400 * x + 40 * r.nextGaussian())));
    all.put("linear, 2 sigma", yes(LINE, (r, n) -> of(n, x -> 400 * x + 200 * r.nextGaussian())));
    all.put(
        "linear in ar 0.9",
        yes(LINE, (r, n) -> plus(scaled(walk(r, n, 0.9), 250), of(n, x -> 400 * x))));
    all.put(
        "linear in walk",
        yes(LINE, (r, n) -> plus(scaled(walk(r, n, 1), 100), of(n, x -> 400 * x))));
    all.put("allocator chunks", yes(LINE, (r, n) -> of(n, x -> 16 * Math.floor(x * 25))));
    all.put("bursts, 15-60", yes(Set.of("BURSTS", "LINEAR"), (r, n) -> bursts(r, n, 15, 60)));
    all.put("bursts, 6-12", yes(Set.of("BURSTS", "LINEAR"), (r, n) -> bursts(r, n, 6, 12)));
    all.put(
        "accelerating",
        yes(
            Set.of("ACCELERATING"),
            (r, n) -> {
              double noise = between(r, 1, 20);
              return of(n, x -> 400 * (0.2 * x + 0.8 * x * x) + noise * r.nextGaussian());
            }));
    all.put(
        "late onset",
        yes(
            Set.of("LINEAR", "ACCELERATING"),
            (r, n) -> {
              double from = between(r, 0.15, 0.65);
              double noise = between(r, 1, 20);
              return of(
                  n, x -> 400 * Math.max(0, x - from) / (1 - from) + noise * r.nextGaussian());
            }));
    all.put(
        "warm-up, then leak",
        yes(
            LINE,
            (r, n) -> {
              double tau = between(r, 0.03, 0.08);
              return of(n, x -> 300 * (1 - Math.exp(-x / tau)) + 300 * x + 10 * r.nextGaussian());
            }));
    Set<String> floor = Set.of("RISING_FLOOR");
    all.put(
        "rising sawtooth", yes(floor, (r, n) -> teeth(r, n, between(r, 6, 40), between(r, 1, 4))));
    all.put(
        "rising sawtooth, few teeth",
        yes(floor, (r, n) -> teeth(r, n, between(r, 4, 7), between(r, 1, 4))));
    all.put(
        "rising sawtooth, ragged",
        yes(floor, (r, n) -> ragged(r, n, between(r, 8, 40), between(r, 1.5, 4))));
    all.put(
        "cycle + leak, 2-6",
        yes(
            Set.of("RISING_FLOOR", "LINEAR"),
            (r, n) -> cycle(r, n, between(r, 2, 6), between(r, 0.5, 2), 10)));
    all.put(
        "cycle + weak leak, 3-7",
        yes(
            Set.of("RISING_FLOOR", "LINEAR"),
            (r, n) -> cycle(r, n, between(r, 3, 7), between(r, 0.25, 0.5), 10)));
  }

  private static Kind no(Set<String> shapes, Maker maker) {
    return new Kind(false, shapes, maker);
  }

  private static Kind yes(Set<String> shapes, Maker maker) {
    return new Kind(true, shapes, maker);
  }

  private interface At {
    double value(double x);
  }

  /** x runs from 0 to 1. */
  private static double[] of(int n, At at) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = 1000 + at.value(i / (n - 1.0));
    }
    return values;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  private static double between(Random r, double low, double high) {
    return low + (high - low) * r.nextDouble();
  }

  private static double[] walk(Random r, int n, double memory) {
    double[] values = new double[n];
    for (int i = 1; i < n; i++) {
      values[i] = memory * values[i - 1] + r.nextGaussian();
    }
    return values;
  }

  private static double[] highest(double[] values) {
    double[] high = values.clone();
    for (int i = 1; i < high.length; i++) {
      high[i] = Math.max(high[i], high[i - 1]);
    }
    return high;
  }

  /** Stretched to a range. */
  private static double[] scaled(double[] values, double range) {
    double low = java.util.Arrays.stream(values).min().orElseThrow();
    double high = java.util.Arrays.stream(values).max().orElseThrow();
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = 1000 + (values[i] - low) * range / Math.max(1e-9, high - low);
    }
    return scaled;
  }

  /** Teeth of 150 on a floor that rises by so many times that over all. */
  private static double[] teeth(Random r, int n, double count, double floor) {
    double phase = r.nextDouble();
    return of(
        n,
        x -> {
          double tooth = count * x + phase;
          return 150 * (tooth - Math.floor(tooth)) + 150 * floor * x + 3 * r.nextGaussian();
        });
  }

  /** Teeth of uneven length and height, as a collector that adapts makes them. */
  private static double[] ragged(Random r, int n, double count, double floor) {
    double[] values = new double[n];
    double height = 0;
    double top = 150 * between(r, 0.6, 1.4);
    for (int i = 0; i < n; i++) {
      height += 150 * count / n * between(r, 0.5, 1.5);
      if (height > top) {
        height = between(r, 0, 15);
        top = 150 * between(r, 0.6, 1.4);
      }
      values[i] = 1000 + height + 150 * floor * i / n + 3 * r.nextGaussian();
    }
    return values;
  }

  /** A cycle of height 400 with a leak of so many times that over all. */
  private static double[] cycle(Random r, int n, double count, double leak, double noise) {
    double phase = 2 * Math.PI * r.nextDouble();
    double second = between(r, 0, 0.3);
    return of(
        n,
        x -> {
          double angle = 2 * Math.PI * count * x + phase;
          return 200 * Math.sin(angle)
              + 200 * second * Math.sin(2 * angle + 1)
              + 400 * leak * x
              + noise * r.nextGaussian();
        });
  }

  private static double[] bursts(Random r, int n, int least, int most) {
    int count = least + r.nextInt(most - least + 1);
    double[] at = new double[count];
    double[] size = new double[count];
    for (int k = 0; k < count; k++) {
      at[k] = r.nextDouble();
      size[k] = between(r, 0.5, 1.5) * 400 / count;
    }
    return of(
        n,
        x -> {
          double sum = 0;
          for (int k = 0; k < count; k++) {
            sum += x >= at[k] ? size[k] : 0;
          }
          return sum + r.nextGaussian();
        });
  }
}
