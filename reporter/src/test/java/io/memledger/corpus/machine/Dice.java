package io.memledger.corpus.machine;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded draws: the same seed makes the same machine on every platform. */
public final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Independent dice, so that one part's draws do not shift another's. */
  Dice split() {
    return new Dice(random.nextLong());
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Every order of magnitude between the two is as likely as the next. */
  public double logUniform(double low, double high) {
    return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
  }

  /** Both ends are included. */
  public int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** Mean 1. */
  double exponential() {
    return -StrictMath.log(1 - random.nextDouble());
  }

  public <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  public final <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }
}
