package io.memledger.collector;

import io.memledger.collector.archive.Unreadable;
import io.memledger.collector.common.Sizes;
import io.memledger.collector.options.Options;
import io.memledger.collector.plan.Target;
import io.memledger.collector.proc.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;

/**
 * All that the user sees, and the only file that prints: results on standard output, the rest on
 * standard error.
 */
final class Console {
  private static final String NAME = "memledger-collector";
  private static final long REPORT_EVERY_NANOS = 600_000_000_000L;

  private final boolean quiet;
  private final boolean terminal;

  /** When the next line of progress is due where there is no terminal. */
  private long quietUntil;

  Console(boolean quiet) {
    this.quiet = quiet;
    terminal = !quiet && isTerminal();
    quietUntil = System.nanoTime() + REPORT_EVERY_NANOS;
  }

  /** Java 8 can only ask for standard input and output together. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Paths.get("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Prints a result. */
  static void print(String text) {
    System.out.print(text);
    System.out.flush();
  }

  static void version(String version) {
    print(NAME + ' ' + version + '\n');
  }

  /** Tells what went wrong; even if it should be quiet. */
  static void error(String sentence) {
    System.err.println(NAME + ": " + sentence);
  }

  /** A sentence for something that nobody foresaw. */
  static String unforeseen(Throwable e, String request) {
    StackTraceElement[] trace = e.getStackTrace();
    String where = trace.length == 0 ? e.toString() : e + " at " + trace[0];
    return "cannot go on (" + where + "); please report this with " + request;
  }

  /** Tells how it ended; even if it should be quiet. */
  static void note(String sentence) {
    System.err.println(sentence);
  }

  /** Tells something that is good to know. */
  void say(String sentence) {
    if (!quiet) {
      System.err.println(sentence);
    }
  }

  /** What would be captured, how often, at what cost, and why not. */
  static void list(List<Target> targets, Unreadable unreadable) {
    for (Target one : targets) {
      String error = unreadable.error(one.path);
      String missing = error == null ? "" : "\tUNREADABLE: " + error;
      boolean matters = error != null && one.lacking != null;
      print(
          one.path
              + "\t"
              + one.rate.text
              + "\t"
              + one.cost
              + missing
              + (matters ? ", the report will lack " + one.lacking : "")
              + '\n');
    }
  }

  /** Before the first snapshot: what is captured, how long, and what will be missing. */
  void greet(Options options, Machine machine, String archive) {
    String length =
        options.plannedSnapshots() < 0
            ? "until it is stopped (Ctrl-C, SIGTERM) or has " + Sizes.text(options.maxSize())
            : options.plannedSnapshots() + " snapshots";
    double seconds = options.intervalNanos() / 100_000_000 / 10.0;
    say(
        "Capturing "
            + machine.host.name
            + " every "
            + seconds
            + " s, "
            + length
            + ", to "
            + archive);
    String privileges = Host.privileges();
    if (!privileges.equals("root")) {
      say(
          "Not root ("
              + privileges
              + "): parts of the kernel and of other users' processes will be missing.");
    }
    for (String sentence : machine.missing) {
      say(sentence);
    }
  }

  /**
   * After a snapshot: a line that replaces itself on a terminal, and one now and then elsewhere.
   */
  void progress(long snapshots, long elapsedNanos, long archiveBytes, long cpuNanos) {
    long now = System.nanoTime();
    if (quiet || !terminal && now < quietUntil) {
      return;
    }
    long permille = cpuNanos * 1000 / Math.max(1, elapsedNanos);
    String line =
        snapshots
            + " snapshots, "
            + elapsedNanos / 1_000_000_000
            + " s, "
            + Sizes.text(archiveBytes)
            + ", own CPU "
            + permille / 10.0
            + " %";
    System.err.print(terminal ? '\r' + line + "   " : line + '\n');
    quietUntil = now + REPORT_EVERY_NANOS;
  }

  /** After the last snapshot: leaves the line of progress. */
  void endProgress() {
    if (terminal) {
      System.err.println();
    }
  }
}
