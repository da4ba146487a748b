package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /sys/kernel/debug/page_owner (page_owner=on), or what page_owner_sort made of it: "Page allocated
 * via order n, …", "PFN …", then the frames, for each allocation; sorted, with "n times, m pages:"
 * above. Added up by stack. The collector leaves it out for its size; an archive made by hand holds
 * this or show_stacks, which count the same pages.
 */
final class PageOwner implements Source {
  /** The largest order of any kernel (huge pages of 16 GiB). */
  private static final int LARGEST_ORDER = 22;

  @Override
  public boolean reads(String path) {
    return path.equals("sys/kernel/debug/page_owner");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    Frames frames = new Frames(true);
    double pages = 0;
    double times = 1;
    while (text.nextLine()) {
      if (!text.nextWord()) {
        put(frames, pages, sink);
        pages = 0;
        times = 1;
      } else if (text.wordIs("Page")) {
        // Of the same allocation is "Page has been migrated, …".
        if (text.nextWord() && text.wordIs("allocated")) {
          put(frames, pages, sink);
          pages = times * pages(text, sink);
          times = 1;
        }
      } else if (text.numberIn(text.wordStart(), text.wordEnd()) && text.value() >= 0) {
        double count = text.value();
        times = text.nextWord() && text.wordStarts("times") ? count : 1;
      } else {
        frames.take(text);
      }
    }
    put(frames, pages, sink);
    if (frames.hasRefused()) {
      sink.malformed(text.line());
    }
  }

  /** Pages of "… via order n, …"; 0 where that cannot be read. */
  private static double pages(ProcText text, Sink sink) {
    boolean readable = text.skipWords(3);
    int end = text.wordEnd();
    end -= readable && text.bytes()[end - 1] == ',' ? 1 : 0;
    readable = readable && text.numberIn(text.wordStart(), end);
    if (!readable || text.value() < 0 || text.value() > LARGEST_ORDER) {
      sink.malformed(text.line());
      return 0;
    }
    return Math.pow(2, text.value());
  }

  private static void put(Frames frames, double pages, Sink sink) {
    if (pages > 0 && !frames.isEmpty() && frames.name(sink, "")) {
      sink.put(Metric.PAGE_OWNER_BYTES, pages * sink.pageSize());
    }
    frames.clear();
  }
}
