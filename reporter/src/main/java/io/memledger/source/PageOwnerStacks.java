package io.memledger.source;

import io.memledger.series.Metric;

/**
 * /sys/kernel/debug/page_owner_stacks/show_stacks (6.9 on, page_owner=on): stacks, each with its
 * frames and "nr_base_pages: n" (Documentation/mm/page_owner.rst). The first kernels printed
 * "stack_count: n" instead, allocations of unknown order: each is a page at least.
 */
final class PageOwnerStacks implements Source {
  @Override
  public boolean reads(String path) {
    return path.equals("sys/kernel/debug/page_owner_stacks/show_stacks");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    Frames frames = new Frames(true);
    while (text.nextLine()) {
      if (!text.nextWord()) {
        frames.clear();
      } else if (text.wordIs("nr_base_pages:") || text.wordIs("stack_count:")) {
        pages(text, frames, sink);
        frames.clear();
      } else {
        frames.take(text);
      }
    }
    if (frames.hasRefused()) {
      sink.malformed(text.line());
    }
  }

  private static void pages(ProcText text, Frames frames, Sink sink) {
    if (!text.nextNumber() || text.value() < 0) {
      sink.malformed(text.line());
    } else if (!frames.isEmpty() && frames.name(sink, "")) {
      sink.put(Metric.PAGE_OWNER_BYTES, (double) text.value() * sink.pageSize());
    }
  }
}
