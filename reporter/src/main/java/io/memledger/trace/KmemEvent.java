package io.memledger.trace;

import io.memledger.series.KmemFlow.Kind;

/** The events of the kernel's allocators that are followed, by the names of all kernels. */
enum KmemEvent {
  KFREE("kfree", Kind.KMALLOC, false),
  KMALLOC("kmalloc", Kind.KMALLOC, true),
  CACHE_FREE("kmem_cache_free", Kind.CACHE, false),
  CACHE_ALLOC("kmem_cache_alloc", Kind.CACHE, true),
  PAGE_FREE("mm_page_free", Kind.PAGES, false),
  PAGE_ALLOC("mm_page_alloc", Kind.PAGES, true),
  PAGE_FREE_BATCHED("mm_page_free_batched", Kind.PAGES, false),
  KMALLOC_NODE("kmalloc_node", Kind.KMALLOC, true),
  CACHE_ALLOC_NODE("kmem_cache_alloc_node", Kind.CACHE, true),
  PAGE_FREE_DIRECT("mm_page_free_direct", Kind.PAGES, false),
  PAGEVEC_FREE("mm_pagevec_free", Kind.PAGES, false);

  /** The most frequent first; made once, since a trace has millions of lines. */
  private static final KmemEvent[] ALL = values();

  private final byte[] name;
  private final Kind kind;
  private final boolean allocates;

  KmemEvent(String name, Kind kind, boolean allocates) {
    this.name = LineCursor.ascii(name);
    this.kind = kind;
    this.allocates = allocates;
  }

  Kind kind() {
    return kind;
  }

  boolean allocates() {
    return allocates;
  }

  /** The event whose name and colon are next; null if it is none of these. */
  static KmemEvent next(LineCursor in) {
    int end = in.endOfName();
    for (KmemEvent event : ALL) {
      if (event.name.length == end - in.at && in.startsWith(in.at, event.name)) {
        return event;
      }
    }
    return null;
  }

  /** Moves past the name and its colon. */
  void pass(LineCursor in) {
    in.at = in.skipBlanks(in.at + name.length + 1);
  }
}
