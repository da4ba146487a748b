package io.memledger.rule;

/** Which part of a whole says something about the whole (METHOD 3.9). */
public final class Shares {
  /** Who explains this share of a growth is its main cause: nobody else can explain as much. */
  public static final double MAIN = 0.5;

  /** A smaller part of a growth is not worth a line: it is within the error of the rates. */
  public static final double LISTED = 0.05;

  private Shares() {}
}
