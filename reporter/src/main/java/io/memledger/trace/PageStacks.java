package io.memledger.trace;

import io.memledger.series.KmemFlow.Kind;

/**
 * Finds whose a page is in the stack that follows its event: the first frame above the allocator.
 */
final class PageStacks {
  /** NR_CPUS of the largest kernels in use is 8192, and the first CPU is 0. */
  static final int MOST_CPUS = 8191;

  /** Beginnings of the names of what allocates and traces. */
  private static final byte[][] ALLOCATOR = {
    LineCursor.ascii("__alloc_"),
    LineCursor.ascii("alloc_page"),
    LineCursor.ascii("alloc_frozen"),
    LineCursor.ascii("alloc_pages"),
    LineCursor.ascii("__get_free_page"),
    LineCursor.ascii("get_free_page"),
    LineCursor.ascii("get_zeroed_page"),
    LineCursor.ascii("get_page_from"),
    LineCursor.ascii("__folio_alloc"),
    LineCursor.ascii("folio_alloc"),
    LineCursor.ascii("vma_alloc_folio"),
    LineCursor.ascii("trace_"),
    LineCursor.ascii("perf_trace_"),
    LineCursor.ascii("ftrace_"),
    LineCursor.ascii("event_trigger"),
    LineCursor.ascii("__traceiter_"),
    LineCursor.ascii("0x")
  };

  private final Outstanding live;
  private final long[] newest = new long[MOST_CPUS + 1];
  private final long[] sizes = new long[MOST_CPUS + 1];
  private long pointer;
  private long bytes;

  PageStacks(Outstanding live) {
    this.live = live;
  }

  /**
   * A page was allocated; perf's frames follow at once, those of tracefs after a line of theirs.
   */
  void allocated(int cpu, long page, long size) {
    newest[cpu] = page;
    sizes[cpu] = size;
    pointer = page;
    bytes = size;
  }

  /** Another event: frames that follow are not of a page. */
  void none() {
    pointer = 0;
  }

  /** The stack of the newest page of a CPU follows. */
  void begin(int cpu) {
    pointer = newest[cpu];
    bytes = sizes[cpu];
    newest[cpu] = 0;
  }

  void frame(byte[] text, int from, int to) {
    if (pointer == 0) {
      return;
    }
    for (byte[] start : ALLOCATOR) {
      if (startsWith(text, from, to, start)) {
        return;
      }
    }
    int end = from;
    while (end < to && text[end] != ' ' && text[end] != '+') {
      end++;
    }
    if (end > from) {
      live.moved(pointer, live.sites().of(text, from, end, true, Kind.PAGES, -1, -1, bytes));
      pointer = 0;
    }
  }

  /** A line of perf, such as {@code ffffffff811a2b3c pte_alloc_one+0x1c ([kernel.kallsyms])}. */
  boolean perfFrame(byte[] text, int from, int to) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    int address = i;
    while (i < to && Character.digit(text[i], 16) >= 0) {
      i++;
    }
    if (i == address || i >= to || text[i] != ' ') {
      return i == to && address == to;
    }
    frame(text, i + 1, to);
    return true;
  }

  private static boolean startsWith(byte[] text, int from, int to, byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (from + i >= to || text[from + i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
