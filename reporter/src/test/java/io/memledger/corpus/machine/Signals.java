package io.memledger.corpus.machine;

import java.util.Arrays;

/** The shapes that memory takes over time, as pure functions. */
public final class Signals {
  static final double MINUTE = 60;
  public static final double HOUR = 3600;
  public static final double DAY = 86_400;

  private Signals() {}

  public static Signal linear(double perHour) {
    return t -> perHour * t / HOUR;
  }

  /** Nothing until {@code onset}, then a straight line. */
  public static Signal onset(double onset, double perHour) {
    return t -> perHour * Math.max(0, t - onset) / HOUR;
  }

  /** Reaches {@code total} at {@code span} and grows ever faster. */
  public static Signal accelerating(double total, double span, double power) {
    return t -> total * Math.pow(Math.max(0, t) / span, power);
  }

  public static Signal saturating(double size, double tau) {
    return t -> size * (1 - Math.exp(-Math.max(0, t) / tau));
  }

  public static Signal step(double when, double size) {
    return t -> t < when ? 0 : size;
  }

  /** A load curve between 0 and 1: a broad top and a quiet time, once every {@code period}. */
  public static Signal cycle(double period, double phase) {
    return t -> {
      double angle = 2 * Math.PI * (t / period + phase);
      double wave = Math.sin(angle) + 0.25 * Math.sin(2 * angle + 0.8);
      return Math.min(1, Math.max(0, 0.5 + wave / 2.3));
    };
  }

  /** Rises from 0 to 1 between two times and falls back between two later ones. */
  public static Signal ramp(double rise, double top, double fall, double end) {
    return t -> {
      if (t <= rise || t >= end) {
        return 0;
      }
      if (t < top) {
        return (t - rise) / (top - rise);
      }
      return t <= fall ? 1 : (end - t) / (end - fall);
    };
  }

  /** A jump of {@code size} at each of the times, which ascend. */
  public static Signal jumps(double[] times, double size) {
    return t -> {
      int at = Arrays.binarySearch(times, t);
      return size * (at >= 0 ? at + 1 : -at - 1);
    };
  }

  /** The integral of a pure signal over seconds, from the start of the capture on. */
  public static Signal integral(Signal of, double span, int steps) {
    double[] sums = new double[steps + 2];
    double dt = span / steps;
    for (int i = 1; i < sums.length; i++) {
      sums[i] = sums[i - 1] + of.at((i - 0.5) * dt) * dt;
    }
    return t -> {
      double place = Math.max(0, Math.min(steps, t / dt));
      int i = (int) place;
      return sums[i] + (sums[i + 1] - sums[i]) * (place - i);
    };
  }

  /** One level for each of the equal stretches of the capture. */
  public static Signal stretches(double[] levels, double span) {
    return t -> levels[(int) Math.max(0, Math.min(levels.length - 1, t / span * levels.length))];
  }
}
