package io.memledger.collector.plan;

/** How often a target is sampled in a long capture; {@link Schedule} makes short ones denser. */
public enum Rate {
  EVERY("every snapshot", 1, 1),
  PACED("as its cost allows, every 6th at least", 6, 60),
  OFTEN("every 6th", 6, 60),
  SELDOM("every 12th", 12, 30),
  RARE("every 360th", 360, 32),
  CHANGED("looked at every 12th, captured when changed", 12, 30),
  ONCE("first and last", Integer.MAX_VALUE, 1),
  FIRST_SIGHT("once a process", Integer.MAX_VALUE, 1);

  public final String text;

  /** Snapshots between two samplings. */
  final int stride;

  /** A capture should hold at least so many samples of it. */
  final int wanted;

  Rate(String text, int stride, int wanted) {
    this.text = text;
    this.stride = stride;
    this.wanted = wanted;
  }
}
