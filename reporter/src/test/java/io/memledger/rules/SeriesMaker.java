package io.memledger.rules;

import java.util.Arrays;
import java.util.Random;

/** Draws series of many shapes, in MiB about a level of 1000. */
final class SeriesMaker {
  private SeriesMaker() {}

  interface At {
    double value(double x);
  }

  /** x runs from 0 to 1. */
  static double[] of(int n, At at) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = 1000 + at.value(i / (n - 1.0));
    }
    return values;
  }

  static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  static double between(Random r, double low, double high) {
    return low + (high - low) * r.nextDouble();
  }

  static double[] walk(Random r, int n, double memory) {
    double[] values = new double[n];
    for (int i = 1; i < n; i++) {
      values[i] = memory * values[i - 1] + r.nextGaussian();
    }
    return values;
  }

  static double[] highest(double[] values) {
    double[] high = values.clone();
    for (int i = 1; i < high.length; i++) {
      high[i] = Math.max(high[i], high[i - 1]);
    }
    return high;
  }

  /** Stretched to a range. */
  static double[] scaled(double[] values, double range) {
    double low = Arrays.stream(values).min().orElseThrow();
    double high = Arrays.stream(values).max().orElseThrow();
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = 1000 + (values[i] - low) * range / Math.max(1e-9, high - low);
    }
    return scaled;
  }

  /** Teeth of 150 on a floor that rises by so many times that over all. */
  static double[] teeth(Random r, int n, double count, double floor) {
    double phase = r.nextDouble();
    return of(
        n,
        x -> {
          double tooth = count * x + phase;
          return 150 * (tooth - Math.floor(tooth)) + 150 * floor * x + 3 * r.nextGaussian();
        });
  }

  /** Teeth of uneven length and height, as a collector that adapts makes them. */
  static double[] ragged(Random r, int n, double count, double floor) {
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
  static double[] cycle(Random r, int n, double count, double leak, double noise) {
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

  static double[] bursts(Random r, int n, int least, int most) {
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
