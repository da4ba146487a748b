package io.memledger.rule;

/** Which part of a whole says something about the whole (METHOD 3.9). */
public final class Shares {
  /** Who explains this share of a growth is its main cause: nobody else can explain as much. */
  public static final double MAIN = 0.5;

  /** A smaller part of a growth is not worth a line: it is within the error of the rates. */
  public static final double LISTED = 0.05;

  /** Two counts of the same bytes differ by no more than this factor (METHOD 4.6). */
  public static final double SAME = 2;

  private Shares() {}

  /** Whether two amounts, or two rates, can be two counts of the same bytes. */
  public static boolean areSame(double one, double other) {
    return one > 0 && other > 0 && one <= SAME * other && other <= SAME * one;
  }
}
