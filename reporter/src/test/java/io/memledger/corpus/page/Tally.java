package io.memledger.corpus.page;

/**
 * Some answers: how many, what they said in sum, how many were right.
 *
 * @param said sum of the confidences
 */
public record Tally(int n, double said, int right) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally plus(Said one) {
    return new Tally(n + 1, said + one.confidence(), right + (one.right() ? 1 : 0));
  }

  Tally plus(Tally other) {
    return new Tally(n + other.n, said + other.said, right + other.right);
  }

  public static Tally of(Iterable<Said> all) {
    Tally sum = NONE;
    for (Said one : all) {
      sum = sum.plus(one);
    }
    return sum;
  }
}
