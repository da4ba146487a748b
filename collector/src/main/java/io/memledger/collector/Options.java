package io.memledger.collector;

import java.io.File;
import java.util.Locale;

/** The settings of one run, as the command line gave them; immutable once parsed. */
final class Options {
  static final String USAGE =
      "Usage: memledger-collector [options]\n"
          + "Captures periodic snapshots of /proc and /sys into one archive, for memledger-reporter.\n"
          + "Without --duration or --count it captures until a signal or --max-size ends it.\n"
          + "\n"
          + "  --interval TIME    time between snapshots: 5s, 1m, 2h (default 5s)\n"
          + "  --duration TIME    capture for so long\n"
          + "  --count N          capture so many snapshots\n"
          + "  --once             capture one snapshot (the same as --count 1)\n"
          + "  --append ARCHIVE   continue ARCHIVE, or begin it; with --once, for cron\n"
          + "  --output PATH      the archive to create, or the folder for it (default: here)\n"
          + "  --max-size SIZE    end before the archive exceeds it (default 256M)\n"
          + "  --min-free SIZE    end before the disk has less free space: 500M, 2G or 5%\n"
          + "                     (default: the smaller of 500M and 5%)\n"
          + "  --root DIR         read DIR/proc and DIR/sys instead of /proc and /sys\n"
          + "  --top N            processes to look at closely, by memory (default 30)\n"
          + "  --cmdline          capture command lines too; they may hold secrets\n"
          + "  --kmem TIME        trace the kernel's allocations for so long, at most 10m (root, tracefs)\n"
          + "  --kmem-filter EXPR only allocations that match, such as 'bytes_alloc==64' (ftrace syntax)\n"
          + "  --kmem-buffer SIZE trace buffer of each CPU (default: at most 16M, and 256M in all)\n"
          + "  --rates all        sample every source in every snapshot (default: by cost)\n"
          + "  --quiet            no progress, only errors and the result\n"
          + "  --list             say what would be captured, how often, and what is unreadable\n"
          + "  --help, --version\n"
          + "\n"
          + "Exit status: 0 captured, 1 ended by an error (what was captured is kept), 2 bad usage.\n";

  private static final double SHORTEST_INTERVAL_SECONDS = 0.1;
  private static final long MEBIBYTE = 1L << 20;

  /** A busy host makes a million events a second: a longer trace tells no more. */
  private static final long LONGEST_KMEM = 600_000_000_000L;

  private static final long SMALLEST_BUFFER = 64 << 10;

  private long intervalNanos = 5_000_000_000L;
  private long durationNanos = -1;
  private long count = -1;
  private File append;
  private File output = new File("").getAbsoluteFile();
  private long maxSize = 256 * MEBIBYTE;
  private long minFree = 500 * MEBIBYTE;
  private double minFreePercent = 5;
  private String root = "";
  private int top = 30;
  private long kmemNanos = -1;
  private long kmemBuffer = -1;
  private String kmemFilter;
  private boolean cmdline;
  private boolean everything;
  private boolean quiet;
  private boolean list;
  private boolean help;
  private boolean version;

  private Options() {}

  /**
   * Parses {@code --option value} and {@code --option=value}.
   *
   * @throws Failure of usage, with a sentence that names the option
   */
  static Options parse(String[] args) throws Failure {
    Options options = new Options();
    for (int i = 0; i < args.length; i++) {
      String name = args[i];
      int equals = name.startsWith("--") ? name.indexOf('=') : -1;
      String value = equals < 0 ? null : name.substring(equals + 1);
      if (equals >= 0) {
        name = name.substring(0, equals);
      }
      if (options.flag(name)) {
        if (value != null) {
          throw Failure.usage(name + " takes no value.");
        }
        continue;
      }
      boolean attached = value != null;
      if (!attached && i + 1 < args.length) {
        value = args[i + 1];
      }
      options.set(name, value);
      i += attached ? 0 : 1;
    }
    if (options.kmemNanos < 0 && (options.kmemFilter != null || options.kmemBuffer >= 0)) {
      throw Failure.usage("--kmem-filter and --kmem-buffer need --kmem TIME.");
    }
    return options;
  }

  private boolean flag(String name) {
    switch (name) {
      case "--once":
        count = 1;
        return true;
      case "--cmdline":
        cmdline = true;
        return true;
      case "--quiet":
        quiet = true;
        return true;
      case "--list":
        list = true;
        return true;
      case "--help":
      case "-h":
        help = true;
        return true;
      case "--version":
        version = true;
        return true;
      default:
        return false;
    }
  }

  private void set(String name, String value) throws Failure {
    switch (name) {
      case "--interval":
        intervalNanos = time(name, value);
        break;
      case "--duration":
        durationNanos = time(name, value);
        break;
      case "--count":
        count = number(name, value, 1_000_000_000);
        break;
      case "--append":
        append = new File(text(name, value, "a path"));
        break;
      case "--output":
        output = new File(text(name, value, "a path"));
        break;
      case "--max-size":
        maxSize = size(name, value);
        break;
      case "--min-free":
        minFree(name, value);
        break;
      case "--root":
        root = new File(text(name, value, "a path")).getAbsolutePath();
        root = root.equals("/") ? "" : root;
        break;
      case "--top":
        top = (int) number(name, value, 10_000);
        break;
      case "--kmem":
        kmemNanos = time(name, value);
        if (kmemNanos > LONGEST_KMEM) {
          throw Failure.usage("--kmem needs 10m or less.");
        }
        break;
      case "--kmem-filter":
        kmemFilter = text(name, value, "an expression on one line");
        break;
      case "--kmem-buffer":
        kmemBuffer = size(name, value);
        if (kmemBuffer < SMALLEST_BUFFER) {
          throw Failure.usage("--kmem-buffer needs 64K or more.");
        }
        break;
      case "--rates":
        if (!"all".equals(value) && !"default".equals(value)) {
          throw Failure.usage("--rates needs \"all\" or \"default\".");
        }
        everything = "all".equals(value);
        break;
      default:
        throw Failure.usage("Unknown option " + name + "; --help lists the options.");
    }
  }

  private void minFree(String name, String value) throws Failure {
    if (value != null && value.endsWith("%")) {
      minFree = Long.MAX_VALUE;
      minFreePercent =
          decimal(name, value.substring(0, value.length() - 1), "a size or a percentage");
      if (minFreePercent >= 100) {
        throw Failure.usage("--min-free needs less than 100%.");
      }
    } else {
      minFree = size(name, value);
      minFreePercent = 100;
    }
  }

  private static String text(String name, String value, String what) throws Failure {
    if (value == null || value.isEmpty() || value.startsWith("--") || value.indexOf('\n') >= 0) {
      throw Failure.usage(name + " needs " + what + ".");
    }
    return value;
  }

  private static long number(String name, String value, long most) throws Failure {
    try {
      long number = Long.parseLong(String.valueOf(value));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The sentence below says all that this exception could.
    }
    throw Failure.usage(name + " needs a whole number from 1 to " + most + ".");
  }

  private static double decimal(String name, String value, String what) throws Failure {
    boolean plain = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      plain &= c >= '0' && c <= '9' || c == '.';
    }
    try {
      if (plain) {
        return Double.parseDouble(value);
      }
    } catch (NumberFormatException e) {
      // The sentence below says all that this exception could.
    }
    throw Failure.usage(name + " needs " + what + ".");
  }

  private static long time(String name, String value) throws Failure {
    String what = "a time such as 5s, 1m or 2h, 0.1s or more";
    String text = String.valueOf(value);
    double unit = text.endsWith("h") ? 3600 : text.endsWith("m") ? 60 : text.endsWith("s") ? 1 : 0;
    double seconds =
        decimal(name, unit == 0 ? "" : text.substring(0, text.length() - 1), what) * unit;
    if (seconds < SHORTEST_INTERVAL_SECONDS || seconds > 1e9) {
      throw Failure.usage(name + " needs " + what + ".");
    }
    return (long) (seconds * 1e9);
  }

  private static long size(String name, String value) throws Failure {
    String text = String.valueOf(value).toUpperCase(Locale.ROOT);
    int shift = text.isEmpty() ? 0 : 10 * (" KMGT".indexOf(text.charAt(text.length() - 1)));
    String digits = shift > 0 ? text.substring(0, text.length() - 1) : text;
    return (long) (decimal(name, digits, "a size such as 500M or 2G") * (1L << Math.max(0, shift)));
  }

  long intervalNanos() {
    return intervalNanos;
  }

  /** In nanoseconds; -1 if there is no limit. */
  long durationNanos() {
    return durationNanos;
  }

  /** How many snapshots this run will take if nothing ends it early; -1 if that is unknown. */
  long plannedSnapshots() {
    long byTime = durationNanos < 0 ? -1 : durationNanos / intervalNanos + 1;
    return byTime < 0 ? count : count < 0 ? byTime : Math.min(count, byTime);
  }

  /** Whether the number of snapshots, not the time, ends this run. */
  boolean endsByCount() {
    return count >= 0 && count <= plannedSnapshots();
  }

  /** The archive to continue, or null. */
  File append() {
    return append;
  }

  File output() {
    return output;
  }

  long maxSize() {
    return maxSize;
  }

  /** The free bytes that must stay on a disk of {@code total} bytes. */
  long minFree(long total) {
    return Math.min(minFree, (long) (total * (minFreePercent / 100)));
  }

  /** The folder that holds proc/ and sys/, "" for the machine's own. */
  String root() {
    return root;
  }

  /** How long to trace the kernel's allocations, in nanoseconds; -1 for not at all. */
  long kmemNanos() {
    return kmemNanos;
  }

  /** Which allocations to trace, in the syntax of ftrace; null for all. */
  String kmemFilter() {
    return kmemFilter;
  }

  /** Bytes of each CPU's trace buffer; -1 for what suits the machine. */
  long kmemBuffer() {
    return kmemBuffer;
  }

  int top() {
    return top;
  }

  boolean cmdline() {
    return cmdline;
  }

  boolean everything() {
    return everything;
  }

  boolean quiet() {
    return quiet;
  }

  boolean list() {
    return list;
  }

  boolean help() {
    return help;
  }

  boolean version() {
    return version;
  }
}
