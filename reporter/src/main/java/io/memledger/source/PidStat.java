package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /proc/&lt;pid&gt;/stat, one by one or the lines of all in proc/pids/stat: "pid (comm) state …"
 * with 42 to 50 more fields. The command may hold blanks, parentheses and newlines, so fields count
 * from the last ')' (proc_pid_stat(5)).
 */
final class PidStat implements Source {
  private static final String BUNDLE = "proc/pids/stat";

  /** Longest command: 15 bytes; a kernel worker's is shown with up to 64. */
  private static final int MAX_JOINED_LINES = 16;

  @Override
  public boolean reads(String path) {
    return path.equals(BUNDLE) || ProcPath.is(path, "stat");
  }

  @Override
  public boolean identifiesProcesses() {
    return true;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    if (!path.equals(BUNDLE)) {
      if (text.restAsLine()) {
        process(text, sink);
      }
      return;
    }
    while (text.nextLine()) {
      process(text, sink);
    }
  }

  private static void process(ProcText text, Sink sink) {
    if (!text.nextNumber()) {
      if (text.wordEnd() > text.wordStart()) {
        sink.malformed(text.line());
      }
      return;
    }
    long pid = text.value();
    int open = text.indexOf('(', text.wordEnd());
    if (open < 0) {
      sink.malformed(text.line());
      return;
    }
    int close = text.lastIndexOf(')');
    for (int i = 0; close < open && i < MAX_JOINED_LINES && text.joinNextLine(); i++) {
      close = text.lastIndexOf(')');
    }
    if (close < open) {
      sink.malformed(text.line());
      return;
    }
    text.seek(close + 1);
    if (!text.nextWord()) {
      sink.malformed(text.line());
      return;
    }
    byte state = text.bytes()[text.wordStart()];
    if (!text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    final long parent = text.value();
    if (!text.skipWords(15) || !text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    final long threads = text.value();
    if (!text.skipWords(1) || !text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    long start = text.value();
    if (!text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    long size = text.value();
    if (!text.nextNumber()) {
      sink.malformed(text.line());
      return;
    }
    long resident = text.value();
    boolean zombie = state == 'Z' || state == 'X' || state == 'x';
    // Kernel threads have no memory of their own, and their names change with their work.
    if (size == 0 && !zombie) {
      return;
    }
    sink.process(pid, start, text.bytes(), open + 1, close);
    sink.put(Metric.PROC_COUNT, zombie ? 0 : 1);
    sink.put(Metric.PROC_ZOMBIES, zombie ? 1 : 0);
    if (!zombie) {
      sink.put(Metric.PROC_VSIZE, size);
      sink.put(Metric.PROC_RSS, (double) Math.max(0, resident) * sink.pageSize());
      sink.put(Metric.PROC_THREADS, threads);
    } else if (parent > 0) {
      sink.process(parent);
      sink.put(Metric.PROC_ZOMBIE_CHILDREN, 1);
    }
  }
}
