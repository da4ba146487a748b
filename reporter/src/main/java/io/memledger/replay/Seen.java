package io.memledger.replay;

/**
 * What a snapshot says of its place in time; NaN or null where it does not.
 *
 * @param stamp wall clock, milliseconds
 * @param uptime seconds
 * @param bootTime Unix seconds
 * @param switches context switches since boot
 * @param bootId of this boot
 */
record Seen(long stamp, double uptime, double bootTime, double switches, String bootId) {
  boolean hasUptime() {
    return !Double.isNaN(uptime);
  }

  /** The same without an uptime that cannot be. */
  Seen withoutUptime() {
    return new Seen(stamp, Double.NaN, bootTime, switches, bootId);
  }
}
