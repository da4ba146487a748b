package io.memledger.corpus.machine;

import java.util.Arrays;

/**
 * Load as people make it, and memory that is given back in part: no day is like the other, and no
 * fall reaches the floor. All but {@link #wandering} are pure.
 */
public final class Rhythms {
  private static final int MOST_CYCLES = 60;
  private static final int WEEK = 7;

  private Rhythms() {}

  /** Between 0 and about 1, again each period; its height differs by up to the given share. */
  public static Signal cycles(Dice dice, double period, double uneven) {
    return busy(dice, period, uneven, 0, 1);
  }

  /** Days of which two of seven are quiet. */
  public static Signal week(Dice dice) {
    return busy(dice, Signals.DAY, 0.15, dice.between(1, WEEK), dice.uniform(0.05, 0.4));
  }

  /** Some rise slowly and fall fast, some are broad, some are a short peak; all meet at 0. */
  private static Signal busy(Dice dice, double period, double uneven, int weekday, double weekend) {
    double phase = dice.uniform(0, 1);
    double skew = dice.logUniform(0.6, 1.7);
    double peaked = dice.logUniform(0.5, 2.5);
    double[] heights = new double[MOST_CYCLES];
    for (int day = 0; day < heights.length; day++) {
      boolean quiet = weekday > 0 && (day + weekday) % WEEK < 2;
      heights[day] = (quiet ? weekend : 1) * (1 - uneven * dice.uniform(0, 1));
    }
    return t -> {
      double place = t / period + phase;
      int day = (int) Math.floor(place);
      double wave = 0.5 - 0.5 * Math.cos(2 * Math.PI * Math.pow(place - day, skew));
      return heights[Math.floorMod(day, heights.length)] * Math.pow(wave, peaked);
    };
  }

  /**
   * What a process piles up above its floor and gives back now and then, most of it and never all:
   * {@code count} falls at uneven times, up to about {@code height}.
   */
  public static Signal partialFalls(Dice dice, double height, double span, int count) {
    double[] at = new double[count + 2];
    double[] level = new double[count + 2];
    double[] slope = new double[count + 2];
    double mean = span / count;
    at[0] = 0;
    level[0] = height * dice.uniform(0.1, 0.5);
    for (int i = 0; i < at.length; i++) {
      slope[i] = height * 0.75 / mean * dice.uniform(0.6, 1.2);
      if (i + 1 < at.length) {
        at[i + 1] = at[i] + mean * (0.4 + 0.6 * Math.min(2.5, dice.exponential()));
        double top = level[i] + slope[i] * (at[i + 1] - at[i]);
        level[i + 1] = top * (1 - dice.uniform(0.5, 0.95));
      }
    }
    return t -> {
      int found = Arrays.binarySearch(at, t);
      int i = Math.max(0, found >= 0 ? found : -found - 2);
      return level[i] + slope[i] * (t - at[i]);
    };
  }

  /** What real levels do between two looks: some of it comes back, some of it stays. */
  public static Signal wandering(World world, double size) {
    Dice dice = world.dice;
    double span = world.span();
    return Noise.drifting(dice, size / 2, world.schedule.interval() / 4)
        .plus(Noise.drifting(dice, size / 2, span / dice.uniform(20, 200)))
        .plus(Noise.walk(dice, size / 2, span));
  }

  /** A touched heap: from nothing to its size between two times, as the load touches it. */
  public static Signal warmUp(double from, double to, double size, double power) {
    return t -> {
      double place = Math.max(0, Math.min(1, (t - from) / (to - from)));
      return size * (1 - Math.pow(1 - place, power));
    };
  }
}
