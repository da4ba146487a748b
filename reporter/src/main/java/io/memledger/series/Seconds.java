package io.memledger.series;

/** Lengths of time in seconds, the unit of every time in a recording. */
public final class Seconds {
  public static final double MINUTE = 60;
  public static final double HOUR = 3600;
  public static final double DAY = 86_400;

  private Seconds() {}
}
