package io.memledger.trace;

import io.memledger.series.KmemFlow.Kind;

/**
 * Events of the page allocator, such as {@code mm_page_alloc: page=... pfn=0x1a2b order=0 ...}:
 * frames in hex or decimal, stacks behind them or not.
 */
final class PageEvents {
  private static final byte[] PAGE = LineCursor.ascii("page=");
  private static final byte[] PFN = LineCursor.ascii("pfn=");
  private static final byte[] ORDER = LineCursor.ascii("order=");
  private static final byte[] HEX = LineCursor.ascii("0x");

  /** The kernel's own limit is 10 on most machines and 13 on some; text may be hostile. */
  private static final int MOST_ORDER = 20;

  private final LineCursor in;
  private final int pageSize;
  private final Outstanding live;
  private final PageStacks stacks;

  PageEvents(LineCursor in, int pageSize, Outstanding live, PageStacks stacks) {
    this.in = in;
    this.pageSize = pageSize;
    this.live = live;
    this.stacks = stacks;
  }

  /** Takes the fields that are next; false where they are not those of the event. */
  boolean take(KmemEvent event, long micros) {
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
    long frame = in.startsWith(in.at, HEX) ? in.pointer() : in.decimal();
    int order = in.at < 0 ? -1 : in.findKey(ORDER, in.at);
    if (in.at < 0 || frame < 0) {
      return false;
    }
    long size = 0;
    if (order >= 0) {
      in.at = order + 1 + ORDER.length;
      size = in.decimal();
    }
    if (size < 0 || size > MOST_ORDER || order < 0 && event.allocates()) {
      return false;
    }
    if (page == 0 && frame == 0) {
      return true;
    }
    live.time(micros);
    long key = frame > 0 ? frame : page;
    if (event.allocates()) {
      allocated(key, (long) pageSize << size, order);
    } else {
      live.freed(true, key, in.bytes(), -1, -1);
    }
    return true;
  }

  /** Until its stack is read, the event's own fields from the order on name the site. */
  private void allocated(long key, long bytes, int order) {
    int site = live.sites().of(in.bytes(), order + 1, in.to, false, Kind.PAGES, -1, -1, bytes);
    live.allocated(site, key, bytes);
    stacks.allocated(in.cpu(), key, bytes);
  }
}
