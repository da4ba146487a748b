package io.memledger.corpus;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded draws: the same seed makes the same machine on every platform. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Independent dice, so that one part's draws do not shift another's. */
  Dice split() {
    return new Dice(random.nextLong());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Every order of magnitude between the two is as likely as the next. */
  double logUniform(double low, double high) {
    return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
  }

  /** Both ends are included. */
  int between(int low, int high) {
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

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T pick(T... of) {
    return of[random.nextInt(of.length)];
  }
}
