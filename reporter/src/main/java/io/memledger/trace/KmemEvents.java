package io.memledger.trace;

import io.memledger.series.KmemFlow.Kind;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads events of the kernel's allocators from the text of tracefs and of {@code perf script}, as
 * kernels from 3.10 to 6.18 print them (KERNEL 9): call sites as symbols or addresses, caches with
 * or without names, pages with stacks or without.
 *
 * <p>It walks bytes and makes nothing per line. Text that it does not know is counted, never fatal.
 * Command names are hostile, but have 15 letters: too few for a time, an event and {@code
 * call_site=}.
 */
final class KmemEvents {
  private static final byte[] KMEM = LineCursor.ascii("kmem:");
  private static final byte[] STACK = LineCursor.ascii("<stack trace>");
  private static final byte[] FRAME = LineCursor.ascii(" => ");
  private static final byte[] CPU = LineCursor.ascii("CPU");

  private final Outstanding live = new Outstanding();
  private final PageStacks stacks = new PageStacks(live);
  private final LineCursor in;
  private final byte[] b;
  private final SlabEvents slab;
  private final PageEvents pages;
  private final Losses losses;
  private long events;
  private long unreadable;

  KmemEvents(int pageSize, InputStream text) {
    in = new LineCursor(text);
    b = in.bytes();
    slab = new SlabEvents(in, live, stacks);
    pages = new PageEvents(in, pageSize, live, stacks);
    losses = new Losses(in, live, stacks);
  }

  /**
   * Reads to the end of the stream.
   *
   * @throws IOException from the stream; what came before has been taken
   */
  void read() throws IOException {
    try {
      while (in.next()) {
        line();
      }
    } finally {
      unreadable += in.tooLong;
    }
  }

  private void line() {
    if (in.from == in.to || b[in.from] == '#') {
      return;
    }
    int first = b[in.from];
    if (first == ' ' && in.startsWith(in.from, FRAME)) {
      stacks.frame(b, in.from + FRAME.length, in.to);
    } else if (first == 'C' && b[in.to - 1] == ']' && in.startsWith(in.from, CPU)) {
      unreadable += losses.ofTracefs() ? 0 : 1;
    } else if (!timed() && !untimed(first)) {
      unreadable++;
    }
  }

  /**
   * Takes an event, or another line with a time; false where nothing is a time. A command name may
   * look like one: each place that does is tried.
   */
  private boolean timed() {
    boolean timed = false;
    boolean broken = false;
    int last = in.to - 2;
    for (int i = in.from + 1; i < last; i++) {
      if (b[i] != ':' || b[i + 1] != ' ' || !LineCursor.isDigit(b[i - 1])) {
        continue;
      }
      long micros = in.micros(i);
      if (micros < 0) {
        continue;
      }
      timed = true;
      KmemEvent event = eventAt(i + 1);
      if (event == null ? untraced() : taken(event, micros)) {
        return true;
      }
      broken |= event != null;
    }
    unreadable += broken ? 1 : 0;
    return timed;
  }

  /** The event at a place, past what perf puts before its name; null if it is none of ours. */
  private KmemEvent eventAt(int from) {
    in.at = in.skipBlanks(from);
    int digits = in.at;
    while (digits < in.to && LineCursor.isDigit(b[digits])) {
      digits++;
    }
    if (digits > in.at && digits < in.to && b[digits] == ' ') {
      in.at = in.skipBlanks(digits);
    }
    in.at += in.startsWith(in.at, KMEM) ? KMEM.length : 0;
    return KmemEvent.next(in);
  }

  private boolean taken(KmemEvent event, long micros) {
    event.pass(in);
    boolean taken =
        event.kind() == Kind.PAGES ? pages.take(event, micros) : slab.take(event, micros);
    events += taken ? 1 : 0;
    return taken;
  }

  /** A line with a time that is no event of ours: the head of a stack, perf's losses, others. */
  private boolean untraced() {
    if (in.startsWith(in.at, STACK)) {
      stacks.begin(in.cpu());
      return true;
    }
    return losses.ofPerf();
  }

  /** Lines without a time: frames of perf's stacks, what perf says at its end. */
  private boolean untimed(int first) {
    return first == '\t' || first == ' '
        ? stacks.perfFrame(b, in.from, in.to)
        : losses.atEndOfPerf();
  }

  Outstanding live() {
    return live;
  }

  Losses losses() {
    return losses;
  }

  long events() {
    return events;
  }

  long unreadable() {
    return unreadable;
  }
}
