package io.memledger.forms;

/**
 * A time as a file tells it, which may be less than a moment.
 *
 * @param kind what it is
 * @param millis since 1970 of UTC; of the local clock, as if that were UTC; since local midnight;
 *     since boot; or the number of a look from 0
 * @param offset seconds east of UTC where the file says it; else {@link #UNKNOWN}
 */
public record When(Kind kind, long millis, int offset) {
  public static final int UNKNOWN = Integer.MIN_VALUE;

  /** How much is told. */
  public enum Kind {
    INSTANT,
    LOCAL,
    /** As local, of the year 2000. */
    YEARLESS,
    CLOCK,
    UPTIME,
    NUMBER
  }

  public static When instant(long millis) {
    return new When(Kind.INSTANT, millis, UNKNOWN);
  }

  /** A local time whose offset is told beside it. */
  public static When instant(long localMillis, int offset) {
    return new When(Kind.INSTANT, localMillis - offset * 1000L, offset);
  }

  public static When local(long localMillis) {
    return new When(Kind.LOCAL, localMillis, UNKNOWN);
  }

  /** A local time that tells no year, as of 2000. */
  public static When yearless(long localMillis) {
    return new When(Kind.YEARLESS, localMillis, UNKNOWN);
  }

  public static When clock(long millisOfDay) {
    return new When(Kind.CLOCK, millisOfDay, UNKNOWN);
  }

  public static When uptime(long millis) {
    return new When(Kind.UPTIME, millis, UNKNOWN);
  }

  public static When number(long number) {
    return new When(Kind.NUMBER, number, UNKNOWN);
  }

  /** The same kind of time, later. */
  public When plus(long more) {
    return new When(kind, millis + more, offset);
  }
}
