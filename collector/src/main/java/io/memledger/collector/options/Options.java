package io.memledger.collector.options;

import io.memledger.collector.common.Failure;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** The settings of one run, as the command line gave them; immutable once parsed. */
public final class Options {
  private static final long MEBIBYTE = 1L << 20;

  public long intervalNanos = 5_000_000_000L;
  public long durationNanos = -1;
  long count = -1;
  public File append;
  public File output = new File("").getAbsoluteFile();
  public long maxSize = 256 * MEBIBYTE;
  public long minFree = 500 * MEBIBYTE;
  double minFreePercent = 5;
  public String root = "";
  public int top = 30;
  public long kmemNanos = -1;
  public long kmemBuffer = -1;
  public String kmemFilter;
  public boolean cmdline;
  public boolean everything;
  public final List<String> without = new ArrayList<>();
  public boolean redact;
  public boolean strict;
  public File key;
  public boolean quiet;
  public boolean list;
  public boolean help;
  public boolean version;

  /** Only the parser makes and fills one. */
  Options() {}

  /**
   * Parses {@code --option value} and {@code --option=value}.
   *
   * @throws Failure of usage, with a sentence that names the option
   */
  public static Options parse(String[] args) throws Failure {
    return new OptionParser().parse(args);
  }

  public long intervalNanos() {
    return intervalNanos;
  }

  /** In nanoseconds; -1 if there is no limit. */
  public long durationNanos() {
    return durationNanos;
  }

  /** How many snapshots this run will take if nothing ends it early; -1 if that is unknown. */
  public long plannedSnapshots() {
    long byTime = durationNanos < 0 ? -1 : durationNanos / intervalNanos + 1;
    return byTime < 0 ? count : count < 0 ? byTime : Math.min(count, byTime);
  }

  /** Whether the number of snapshots, not the time, ends this run. */
  public boolean endsByCount() {
    return count >= 0 && count <= plannedSnapshots();
  }

  /** The archive to continue, or null. */
  public File append() {
    return append;
  }

  public File output() {
    return output;
  }

  public long maxSize() {
    return maxSize;
  }

  /** The free bytes that must stay on a disk of {@code total} bytes. */
  public long minFree(long total) {
    return Math.min(minFree, (long) (total * (minFreePercent / 100)));
  }

  /** The folder that holds proc/ and sys/, "" for the machine's own. */
  public String root() {
    return root;
  }

  /** How long to trace the kernel's allocations, in nanoseconds; -1 for not at all. */
  public long kmemNanos() {
    return kmemNanos;
  }

  /** Which allocations to trace, in the syntax of ftrace; null for all. */
  public String kmemFilter() {
    return kmemFilter;
  }

  /** Bytes of each CPU's trace buffer; -1 for what suits the machine. */
  public long kmemBuffer() {
    return kmemBuffer;
  }

  public int top() {
    return top;
  }

  public boolean cmdline() {
    return cmdline;
  }

  public boolean everything() {
    return everything;
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean list() {
    return list;
  }

  public boolean help() {
    return help;
  }

  public boolean version() {
    return version;
  }
}
