package io.memledger.collector.process;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.proc.ProcReader;
import java.util.Arrays;

/**
 * All processes, sorted by pid: bundles their stat files and remembers of each what choosing needs.
 *
 * <p>Columns instead of objects: a machine may have tens of thousands, and the heap is small.
 */
public final class ProcessTable {
  /** The slow average follows by one sixteenth of the distance at each sampling. */
  static final int SLOWNESS = 16;

  private static final int STAT_CAP = 1 << 16;

  /** Bit of {@link #taken}: its address ranges were looked at. */
  public static final int RANGES = 1 << 8;

  private final ProcReader reader;

  public int count;
  public int[] pid = new int[0];
  long[] start = new long[0];

  /** In pages. */
  public long[] rss = new long[0];

  /** Slow average of {@link #rss}, times {@link #SLOWNESS}. */
  long[] slowRss = new long[0];

  /** Number of the sampling that saw it first. */
  int[] firstSeen = new int[0];

  int samplings;

  /** RSS at first sight, or when the address ranges were taken last, in pages. */
  public long[] rangedRss = new long[0];

  /** Open descriptors, -1 while unknown. */
  public int[] fds = new int[0];

  /** Open descriptors when the process was first looked at, -1 while unknown. */
  public int[] firstFds = new int[0];

  /** Bits 0 to 7 say which FIRST_SIGHT files of a process were taken. */
  public short[] taken = new short[0];

  public ProcessTable(ProcReader reader) {
    this.reader = reader;
  }

  /**
   * Appends the lines of all /proc/PID/stat.
   *
   * @return false if proc/ cannot be listed
   */
  public boolean sample(Bytes bundle) {
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
      int name = StatLine.oneLine(bundle, from);
      found[alive] = found[i];
      starts[alive] = StatLine.field(bundle, name, StatLine.START_TIME);
      sizes[alive++] = StatLine.field(bundle, name, StatLine.RSS);
    }
    merge(found, starts, sizes, alive);
    return true;
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
