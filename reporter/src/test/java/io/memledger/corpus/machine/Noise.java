package io.memledger.corpus.machine;

/**
 * What no machine is without. Every signal here has a state: ask in the order of time. Asked twice
 * for one time it answers the same.
 */
public final class Noise {
  private Noise() {}

  /** Wanders about 0 and comes back in about {@code tau} seconds. */
  public static Signal drifting(Dice dice, double sd, double tau) {
    Dice own = dice.split();
    double[] state = {sd * own.normal(), 0};
    return t -> {
      if (t <= state[1]) {
        return state[0];
      }
      double keep = Math.exp(-(t - state[1]) / tau);
      state[0] = state[0] * keep + sd * Math.sqrt(1 - keep * keep) * own.normal();
      state[1] = t;
      return state[0];
    };
  }

  /** A random walk: {@code sd} after {@code per} seconds, and no way back. */
  public static Signal walk(Dice dice, double sd, double per) {
    Dice own = dice.split();
    double[] state = {0, 0};
    return t -> {
      if (t > state[1]) {
        state[0] += sd * Math.sqrt((t - state[1]) / per) * own.normal();
        state[1] = t;
      }
      return state[0];
    };
  }

  /** A garbage-collected heap above its floor: fills up to {@code height}, is collected, again. */
  public static Signal teeth(Dice dice, double height, double length) {
    Dice own = dice.split();
    double[] state = {-own.uniform(0, length), length * own.uniform(0.9, 1.1)};
    return t -> {
      while (t - state[0] >= state[1]) {
        state[0] += state[1];
        state[1] = length * own.uniform(0.85, 1.15);
      }
      return height * (t - state[0]) / state[1];
    };
  }

  /** Short peaks of about {@code size}: requests with large answers, reports, cron jobs. */
  public static Signal peaks(Dice dice, double size, double every, double lasting) {
    Dice own = dice.split();
    double[] state = {every * own.exponential(), 0, 0};
    return t -> {
      while (t >= state[0]) {
        state[1] = state[0] + lasting * own.uniform(0.5, 1.5);
        state[2] = size * own.uniform(0.4, 1.2);
        state[0] += every * (0.3 + own.exponential());
      }
      return t < state[1] ? state[2] : 0;
    };
  }
}
