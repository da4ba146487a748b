package io.memledger.source;

/**
 * How near a file is to what it tells. Several files tell the same of a subject: the one of the
 * lowest rank in a capture is taken throughout, the others are not, so that nothing counts twice.
 */
public enum Rank {
  /** The file that exists to tell it. */
  FIRST,
  /** As /proc/vmstat of what meminfo says, or /proc/&lt;pid&gt;/status of what stat says. */
  SECOND,
  /** As zoneinfo, or statm. */
  THIRD,
  /** As smaps_rollup of a process's size. */
  FOURTH,
  /** As RssAnon of a process's size: the least that it can be. */
  FIFTH;

  public boolean nearer(Rank other) {
    return compareTo(other) < 0;
  }
}
