package io.memledger.trace;

import io.memledger.series.KmemFlow.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads events of the kernel's allocators from the text of tracefs and of {@code perf script}, as
 * kernels from 3.10 to 6.18 print them (KERNEL-MEMORY 9): call sites as symbols or addresses,
 * caches with or without names, pages with stacks or without.
 *
 * <p>It walks bytes and makes nothing per line. Text that it does not know is counted, never fatal.
 * Command names are hostile, but have 15 letters: too few for a time, an event and {@code
 * call_site=}.
 */
final class KmemEvents {
  private static final byte[] CALL_SITE = ascii("call_site=");
  private static final byte[] PTR = ascii("ptr=");
  private static final byte[] NAME = ascii("name=");
  private static final byte[] BYTES_REQ = ascii("bytes_req=");
  private static final byte[] BYTES_ALLOC = ascii("bytes_alloc=");
  private static final byte[] PAGE = ascii("page=");
  private static final byte[] PFN = ascii("pfn=");
  private static final byte[] ORDER = ascii("order=");
  private static final byte[] KMEM = ascii("kmem:");
  private static final byte[] STACK = ascii("<stack trace>");
  private static final byte[] FRAME = ascii(" => ");
  private static final byte[] CPU = ascii("CPU");
  private static final byte[] LOST = ascii("LOST");
  private static final byte[] DROPPED = ascii("EVENTS DROPPED");
  private static final byte[] PERF_LOST = ascii("PERF_RECORD_LOST");
  private static final byte[] PERF_SAYS = ascii("Processed ");
  private static final byte[] AND_LOST = ascii(" and lost ");

  private static final byte[][] NAMES = {
    ascii("kfree"),
    ascii("kmalloc"),
    ascii("kmem_cache_free"),
    ascii("kmem_cache_alloc"),
    ascii("mm_page_free"),
    ascii("mm_page_alloc"),
    ascii("mm_page_free_batched"),
    ascii("kmalloc_node"),
    ascii("kmem_cache_alloc_node"),
    ascii("mm_page_free_direct"),
    ascii("mm_pagevec_free")
  };
  private static final int KFREE = 0;
  private static final int CACHE_FREE = 2;
  private static final int CACHE_ALLOC = 3;
  private static final int PAGE_FREE = 4;
  private static final int PAGE_ALLOC = 5;
  private static final int PAGE_FREE_BATCHED = 6;
  private static final int CACHE_ALLOC_NODE = 8;
  private static final int PAGE_FREE_DIRECT = 9;

  private static final int MOST_ORDER = 20;

  private final int pageSize;
  private final Outstanding live = new Outstanding();
  private final PageStacks stacks = new PageStacks(live);
  private LineCursor in;
  private byte[] b;
  private long micros;
  private long events;
  private long unreadable;
  private long lost;
  private int losses;
  private boolean lossUnplaced;

  KmemEvents(int pageSize) {
    this.pageSize = pageSize;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads to the end of the stream.
   *
   * @throws IOException from the stream; what came before has been taken
   */
  void read(InputStream text) throws IOException {
    in = new LineCursor(text);
    b = in.bytes();
    try {
      while (in.next()) {
        line();
      }
    } finally {
      unreadable += in.tooLong;
    }
  }

  private void line() {
    if (in.from == in.to) {
      return;
    }
    int first = b[in.from];
    if (first == '#') {
      return;
    }
    if (first == ' ' && in.startsWith(in.from, FRAME)) {
      stacks.frame(b, in.from + FRAME.length, in.to);
    } else if (first == 'C' && b[in.to - 1] == ']' && in.startsWith(in.from, CPU)) {
      lossLine();
    } else if (!event()) {
      other();
    }
  }

  /**
   * Takes an event, or another line with a time. A command name may look like a time: each place
   * that does is tried.
   */
  private boolean event() {
    boolean timed = false;
    boolean broken = false;
    int last = in.to - 2;
    for (int i = in.from + 1; i < last; i++) {
      if (b[i] != ':' || b[i + 1] != ' ' || !LineCursor.isDigit(b[i - 1])) {
        continue;
      }
      micros = in.micros(i);
      if (micros < 0) {
        continue;
      }
      timed = true;
      int number = eventAt(i + 1);
      if (number < 0) {
        if (untraced()) {
          return true;
        }
        continue;
      }
      in.at = in.skipBlanks(in.at + NAMES[number].length + 1);
      if (ofPages(number) ? page(number) : object(number)) {
        events++;
        return true;
      }
      broken = true;
    }
    unreadable += broken ? 1 : 0;
    return timed;
  }

  /** The event at a place, past what perf puts before its name; -1 if it is none of ours. */
  private int eventAt(int from) {
    in.at = in.skipBlanks(from);
    int digits = in.at;
    while (digits < in.to && LineCursor.isDigit(b[digits])) {
      digits++;
    }
    if (digits > in.at && digits < in.to && b[digits] == ' ') {
      in.at = in.skipBlanks(digits);
    }
    in.at += in.startsWith(in.at, KMEM) ? KMEM.length : 0;
    return number();
  }

  private static boolean ofPages(int number) {
    return number >= PAGE_FREE && number <= PAGE_FREE_BATCHED || number >= PAGE_FREE_DIRECT;
  }

  private int number() {
    int end = in.at;
    while (end < in.to && b[end] != ':' && b[end] != ' ') {
      end++;
    }
    if (end + 1 >= in.to || b[end] != ':') {
      return -1;
    }
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].length == end - in.at && in.startsWith(in.at, NAMES[i])) {
        return i;
      }
    }
    return -1;
  }

  /** A line with a time that is no event of ours: the head of a stack, perf's losses, others. */
  private boolean untraced() {
    if (in.startsWith(in.at, STACK)) {
      stacks.begin(cpu());
    } else if (in.startsWith(in.at, PERF_LOST)) {
      lost(in.numberAfter(PERF_LOST, in.at));
    } else {
      return false;
    }
    return true;
  }

  private boolean object(int number) {
    if (b[in.at] == '(') {
      // trace-cmd puts the caller before the fields.
      in.at = in.skipBlanks(in.find((byte) ')', in.at) + 1);
    }
    if (!in.startsWith(in.at, CALL_SITE)) {
      return false;
    }
    int siteFrom = in.at + CALL_SITE.length;
    int siteTo = in.findKey(PTR, siteFrom);
    if (siteTo <= siteFrom) {
      return false;
    }
    in.at = siteTo + 1 + PTR.length;
    long pointer = in.pointer();
    if (in.at < 0) {
      return false;
    }
    stacks.none();
    if (number == KFREE || number == CACHE_FREE) {
      if (pointer != 0) {
        live.time(micros);
        int name =
            in.startsWith(in.skipBlanks(in.at), NAME) ? in.skipBlanks(in.at) + NAME.length : -1;
        live.freed(false, pointer, b, name, in.to);
      }
      return true;
    }
    return allocation(number, siteFrom, siteTo, pointer);
  }

  private boolean allocation(int number, int siteFrom, int siteTo, long pointer) {
    int cacheFrom = -1;
    int cacheTo = -1;
    int fields = in.findKey(BYTES_REQ, in.at);
    if (fields < 0) {
      return false;
    }
    int key = in.skipBlanks(in.at);
    if (key < fields && in.startsWith(key, NAME)) {
      cacheFrom = key + NAME.length;
      cacheTo = fields;
    }
    in.at = fields + 1 + BYTES_REQ.length;
    if (in.decimal() < 0 || !in.startsWith(in.at + 1, BYTES_ALLOC)) {
      return false;
    }
    in.at += 1 + BYTES_ALLOC.length;
    long bytes = in.decimal();
    if (bytes < 0) {
      return false;
    }
    if (pointer != 0) {
      live.time(micros);
      Kind kind = number == CACHE_ALLOC || number == CACHE_ALLOC_NODE ? Kind.CACHE : Kind.KMALLOC;
      int site = live.sites().of(b, siteFrom, siteTo, true, kind, cacheFrom, cacheTo, bytes);
      live.allocated(site, pointer, bytes);
    }
    return true;
  }

  private boolean page(int number) {
    if (!in.startsWith(in.at, PAGE)) {
      return false;
    }
    in.at += PAGE.length;
    long page = in.pointer();
    int pfn = in.at < 0 ? -1 : in.findKey(PFN, in.at);
    if (pfn < 0) {
      return false;
    }
    in.at = pfn + 1 + PFN.length;
    long frame = in.startsWith(in.at, new byte[] {'0', 'x'}) ? in.pointer() : in.decimal();
    int order = in.at < 0 ? -1 : in.findKey(ORDER, in.at);
    if (in.at < 0 || frame < 0) {
      return false;
    }
    long size = 0;
    if (order >= 0) {
      in.at = order + 1 + ORDER.length;
      size = in.decimal();
    }
    if (size < 0 || size > MOST_ORDER || order < 0 && number == PAGE_ALLOC) {
      return false;
    }
    if (page == 0 && frame == 0) {
      return true;
    }
    live.time(micros);
    long key = frame > 0 ? frame : page;
    if (number == PAGE_ALLOC) {
      long bytes = (long) pageSize << size;
      int site = live.sites().of(b, order + 1, in.to, false, Kind.PAGES, -1, -1, bytes);
      live.allocated(site, key, bytes);
      stacks.allocated(cpu(), key, bytes);
    } else {
      live.freed(true, key, b, -1, -1);
    }
    return true;
  }

  /** Lines without a time: frames of perf's stacks, losses, what perf says at its end. */
  private void other() {
    if (b[in.from] == '\t' || b[in.from] == ' ') {
      if (!stacks.perfFrame(b, in.from, in.to)) {
        unreadable++;
      }
    } else if (in.find(PERF_SAYS, in.from) >= 0 && in.find(AND_LOST, in.from) >= 0) {
      lossUnplaced = true;
      losses++;
      lost += Math.max(1, in.numberAfter(AND_LOST, in.from));
    } else {
      unreadable++;
    }
  }

  /** "CPU:1 [LOST 867 EVENTS]", or "CPU:1 [25 EVENTS DROPPED]". */
  private void lossLine() {
    if (in.find(LOST, in.from) >= 0) {
      lost(in.numberAfter(LOST, in.from));
    } else if (in.find(DROPPED, in.from) >= 0) {
      lost(in.numberAfter(new byte[] {'['}, in.from));
    } else {
      unreadable++;
    }
  }

  private void lost(long count) {
    lost += Math.max(1, count);
    losses++;
    stacks.none();
    live.lost();
  }

  private int cpu() {
    int open = in.find((byte) '[', in.from);
    int saved = in.at;
    in.at = open + 1;
    long cpu = open < 0 ? -1 : in.decimal();
    in.at = saved;
    return cpu < 0 || cpu > PageStacks.MOST_CPUS ? 0 : (int) cpu;
  }

  Outstanding live() {
    return live;
  }

  long events() {
    return events;
  }

  long unreadable() {
    return unreadable;
  }

  long lost() {
    return lost;
  }

  int losses() {
    return losses;
  }

  boolean lossUnplaced() {
    return lossUnplaced;
  }
}
