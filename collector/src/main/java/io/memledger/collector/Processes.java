package io.memledger.collector;

import java.util.Arrays;

/** All processes: bundles their stat files and remembers who is large and who grows. */
final class Processes {
  /** The slow average follows by one sixteenth of the distance at each sampling. */
  private static final int SLOWNESS = 16;

  /** So many processes that opened most descriptors are looked at. */
  private static final int OPENERS = 5;

  /** A process that opened fewer since it was first seen is no suspect. */
  private static final int SUSPECT_GROWTH = 16;

  private static final int FIRST_FIELD_AFTER_NAME = 3;
  private static final int START_TIME = 22;
  private static final int RSS = 24;
  private static final int STAT_CAP = 1 << 16;

  /** Bit of {@link #taken}: its address ranges were looked at. */
  static final int RANGES = 1 << 8;

  /** Processes whose address ranges are looked at in one sampling at most. */
  private static final int GROWERS = 3;

  /** Growth that is worth a look at address ranges, in pages: 2 MiB of 4 KiB pages. */
  private static final long RANGES_STEP = 512;

  private final ProcReader reader;
  private final int top;

  int count;
  int[] pid = new int[0];
  long[] start = new long[0];

  /** In pages. */
  long[] rss = new long[0];

  private long[] slowRss = new long[0];

  /** Number of the sampling that saw it first. */
  private int[] firstSeen = new int[0];

  private int samplings;

  /** RSS at first sight, or when the address ranges were taken last, in pages. */
  long[] rangedRss = new long[0];

  /** Open descriptors, -1 while unknown. */
  int[] fds = new int[0];

  /** Open descriptors when the process was first looked at, -1 while unknown. */
  int[] firstFds = new int[0];

  /** Bits 0 to 7 say which FIRST_SIGHT files of a process were taken. */
  short[] taken = new short[0];

  Processes(ProcReader reader, int top) {
    this.reader = reader;
    this.top = top;
  }

  /**
   * Appends the lines of all /proc/PID/stat.
   *
   * @return false if proc/ cannot be listed
   */
  boolean sample(Bytes bundle) {
    String[] names = reader.list("proc");
    if (names == null) {
      return false;
    }
    int[] found = new int[names.length];
    int n = 0;
    for (String name : names) {
      int number = number(name);
      if (number > 0) {
        found[n++] = number;
      }
    }
    Arrays.sort(found, 0, n);
    long[] starts = new long[n];
    long[] sizes = new long[n];
    int alive = 0;
    for (int i = 0; i < n; i++) {
      int from = bundle.length;
      if (reader.read("proc/" + found[i] + "/stat", bundle, STAT_CAP, false) <= 0) {
        continue;
      }
      int name = oneLine(bundle, from);
      found[alive] = found[i];
      starts[alive] = field(bundle, name, START_TIME);
      sizes[alive++] = field(bundle, name, RSS);
    }
    merge(found, starts, sizes, alive);
    return true;
  }

  /** Makes what was appended one line; returns where the command name ends. */
  private static int oneLine(Bytes bundle, int from) {
    byte[] data = bundle.data;
    if (data[bundle.length - 1] != '\n') {
      bundle.append('\n');
      data = bundle.data;
    }
    int end = bundle.length - 1;
    int name = end - 1;
    while (name > from && data[name] != ')') {
      name--;
    }
    for (int i = from; i < name; i++) {
      if (data[i] == '\n') {
        data[i] = '?';
      }
    }
    return name;
  }

  private static long field(Bytes line, int afterName, int field) {
    int at = afterName + 2;
    for (int f = FIRST_FIELD_AFTER_NAME; f < field && at < line.length; at++) {
      if (line.data[at] == ' ') {
        f++;
      }
    }
    long value = 0;
    for (; at < line.length && line.data[at] >= '0' && line.data[at] <= '9'; at++) {
      value = value * 10 + line.data[at] - '0';
    }
    return value;
  }

  private void merge(int[] found, long[] starts, long[] sizes, int alive) {
    long[] slow = new long[alive];
    long[] ranged = new long[alive];
    int[] seen = new int[alive];
    samplings++;
    int[] open = new int[alive];
    int[] firstOpen = new int[alive];
    short[] bits = new short[alive];
    for (int i = 0, old = 0; i < alive; i++) {
      while (old < count && pid[old] < found[i]) {
        old++;
      }
      if (old < count && pid[old] == found[i] && start[old] == starts[i]) {
        slow[i] = slowRss[old] + (sizes[i] * SLOWNESS - slowRss[old]) / SLOWNESS;
        ranged[i] = rangedRss[old];
        seen[i] = firstSeen[old];
        open[i] = fds[old];
        firstOpen[i] = firstFds[old];
        bits[i] = taken[old];
      } else {
        slow[i] = sizes[i] * SLOWNESS;
        ranged[i] = sizes[i];
        seen[i] = samplings;
        open[i] = -1;
        firstOpen[i] = -1;
      }
    }
    pid = Arrays.copyOf(found, alive);
    start = Arrays.copyOf(starts, alive);
    rss = Arrays.copyOf(sizes, alive);
    slowRss = slow;
    rangedRss = ranged;
    firstSeen = seen;
    fds = open;
    firstFds = firstOpen;
    taken = bits;
    count = alive;
  }

  /**
   * The processes to look at closely, as ascending indexes: the largest and the fastest growers.
   */
  int[] close() {
    return chosen(top, Math.max(1, top / 3));
  }

  /** Indexes of so many of the largest and of the fastest growers, and of those that open files. */
  int[] chosen(int largest, int growers) {
    boolean[] chosen = new boolean[count];
    choose(chosen, rss, largest);
    long[] growth = new long[count];
    long[] opened = new long[count];
    for (int i = 0; i < count; i++) {
      growth[i] = rss[i] - slowRss[i] / SLOWNESS;
      int more = fds[i] - firstFds[i];
      opened[i] = more >= SUSPECT_GROWTH ? more : 0;
    }
    choose(chosen, growth, growers);
    choose(chosen, opened, OPENERS);
    return indexes(chosen);
  }

  /**
   * The processes whose address ranges are worth a look, as ascending indexes: those that grew most
   * since the look before. The steps grow with the process, so a week of growth is a dozen looks;
   * and what came lately has to last first, or each of many short jobs would be looked at.
   *
   * @param last whether it is the last look, which takes what was looked at and grew at all
   */
  int[] growers(boolean last) {
    long[] growth = new long[count];
    for (int i = 0; i < count; i++) {
      boolean known = (taken[i] & RANGES) != 0;
      // The first look should come early; those between it and the last are for captures cut off.
      long step = known && last ? 1 : Math.max(RANGES_STEP, rangedRss[i] / (known ? 4 : SLOWNESS));
      long grown = rss[i] - rangedRss[i];
      boolean lasts = (samplings - firstSeen[i]) * 8L >= samplings;
      growth[i] = lasts && grown >= step ? grown : 0;
    }
    boolean[] chosen = new boolean[count];
    choose(chosen, growth, last ? 2 * GROWERS : GROWERS);
    return indexes(chosen);
  }

  private static int[] indexes(boolean[] chosen) {
    int n = 0;
    for (boolean is : chosen) {
      n += is ? 1 : 0;
    }
    int[] indexes = new int[n];
    for (int i = chosen.length - 1; i >= 0; i--) {
      if (chosen[i]) {
        indexes[--n] = i;
      }
    }
    return indexes;
  }

  /**
   * Marks the {@code most} largest positive scores that are not marked yet; of equals the first.
   */
  static void choose(boolean[] chosen, long[] score, int most) {
    int[] best = new int[most];
    int n = 0;
    for (int i = 0; i < score.length; i++) {
      if (chosen[i] || score[i] <= 0 || n == most && (n == 0 || score[i] <= score[best[n - 1]])) {
        continue;
      }
      int at = n < most ? n++ : n - 1;
      for (; at > 0 && score[best[at - 1]] < score[i]; at--) {
        best[at] = best[at - 1];
      }
      best[at] = i;
    }
    for (int i = 0; i < n; i++) {
      chosen[best[i]] = true;
    }
  }

  /** The value of a name of digits, or -1. */
  static int number(String name) {
    int value = 0;
    for (int i = 0; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 8) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return name.isEmpty() ? -1 : value;
  }
}
