package io.memledger.trace;

/**
 * What a trace says of events that were lost: tracefs at their place, perf at their place or only
 * at its end.
 */
final class Losses {
  private static final byte[] LOST = LineCursor.ascii("LOST");
  private static final byte[] DROPPED = LineCursor.ascii("EVENTS DROPPED");
  private static final byte[] OPEN = LineCursor.ascii("[");
  private static final byte[] PERF_LOST = LineCursor.ascii("PERF_RECORD_LOST");
  private static final byte[] PERF_SAYS = LineCursor.ascii("Processed ");
  private static final byte[] AND_LOST = LineCursor.ascii(" and lost ");

  private final LineCursor in;
  private final Outstanding live;
  private final PageStacks stacks;
  private long events;
  private int times;
  private boolean unplaced;

  Losses(LineCursor in, Outstanding live, PageStacks stacks) {
    this.in = in;
    this.live = live;
    this.stacks = stacks;
  }

  /** "CPU:1 [LOST 867 EVENTS]", or "CPU:1 [25 EVENTS DROPPED]"; false for another line. */
  boolean ofTracefs() {
    if (in.find(LOST, in.from) >= 0) {
      here(in.numberAfter(LOST, in.from));
    } else if (in.find(DROPPED, in.from) >= 0) {
      here(in.numberAfter(OPEN, in.from));
    } else {
      return false;
    }
    return true;
  }

  /** A line of perf with a time; false for another. */
  boolean ofPerf() {
    boolean lost = in.startsWith(in.at, PERF_LOST);
    if (lost) {
      here(in.numberAfter(PERF_LOST, in.at));
    }
    return lost;
  }

  /** What perf says at its end, without a place; false for another line. */
  boolean atEndOfPerf() {
    if (in.find(PERF_SAYS, in.from) < 0 || in.find(AND_LOST, in.from) < 0) {
      return false;
    }
    unplaced = true;
    count(in.numberAfter(AND_LOST, in.from));
    return true;
  }

  private void here(long lost) {
    count(lost);
    stacks.none();
    live.lost();
  }

  private void count(long lost) {
    events += Math.max(1, lost);
    times++;
  }

  /** Events that were lost. */
  long events() {
    return events;
  }

  /** How often some were lost. */
  int times() {
    return times;
  }

  /** Whether some were lost nobody says where. */
  boolean unplaced() {
    return unplaced;
  }
}
