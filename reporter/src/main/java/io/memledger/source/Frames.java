package io.memledger.source;

import java.util.List;

/**
 * The frames of a kernel stack, innermost first: "[&lt;addr&gt;] func+0x1/0x2 [module] …", with or
 * without the address. Allocators are left out, so that a site is called by the first frames that
 * tell who asked: "sk_prot_alloc &lt; sk_alloc &lt; inet_create".
 */
final class Frames {
  /** Frames of a name: enough to know the caller, few enough that its variants add up. */
  private static final int MOST = 3;

  /** Every allocator of the kernel under its own names, of which there are many. */
  private static final List<String> ALLOCATORS =
      List.of(
          "post_alloc_hook",
          "prep_new_page",
          "get_page_from_freelist",
          "__alloc_pages",
          "__alloc_frozen_pages",
          "alloc_pages",
          "alloc_frozen_pages",
          "__get_free_pages",
          "get_zeroed_page",
          "folio_alloc",
          "__folio_alloc",
          "kmem_cache_alloc",
          "__kmem_cache_alloc",
          "slab_alloc",
          "kmalloc",
          "__kmalloc",
          "___kmalloc",
          "__do_kmalloc",
          "__do_krealloc",
          "krealloc",
          "kvmalloc",
          "__kvmalloc",
          "kmemdup",
          "kstrdup",
          "kvasprintf",
          "kasprintf",
          "kmemleak_",
          "create_object");

  private static final List<String> SLAB =
      List.of(
          "allocate_slab",
          "new_slab",
          "alloc_slab_page",
          "___slab_alloc",
          "__slab_alloc",
          "cache_grow",
          "cache_alloc_refill");

  private static final List<String> VMALLOC =
      List.of("__vmalloc", "vmalloc", "vzalloc", "vm_area_alloc_pages");

  private static final List<String> PERCPU = List.of("pcpu_", "__alloc_percpu");

  private final boolean marks;
  private final SiteName name = new SiteName();
  private String mark;
  private int kept;

  /**
   * @param marks whether a name says through which allocator pages were taken, as in "(slab)"
   */
  Frames(boolean marks) {
    this.marks = marks;
  }

  void clear() {
    name.clear();
    mark = null;
    kept = 0;
  }

  /** Takes the line if it is a frame; its first word has been moved to. */
  boolean take(ProcText text) {
    if (text.wordStarts("[<") && !text.nextWord()) {
      return false;
    }
    byte[] bytes = text.bytes();
    int from = text.wordStart();
    int end = from;
    while (end < text.wordEnd() && bytes[end] != '+') {
      end++;
    }
    boolean offset = end > from && end + 2 < text.wordEnd() && bytes[end + 1] == '0';
    if (!offset) {
      // An address that has no symbol; the old end of a stack is one too.
      return text.wordStarts("0x");
    }
    if (kept < MOST && !isAllocator(text)) {
      keep(text, from, end);
    }
    return true;
  }

  private boolean isAllocator(ProcText text) {
    String kind = begins(text, SLAB) ? " (slab)" : null;
    kind = kind == null && begins(text, VMALLOC) ? " (vmalloc)" : kind;
    kind = kind == null && begins(text, PERCPU) ? " (percpu)" : kind;
    if (mark == null) {
      mark = kind;
    }
    return kind != null || begins(text, ALLOCATORS);
  }

  private static boolean begins(ProcText text, List<String> names) {
    for (String one : names) {
      if (text.wordStarts(one)) {
        return true;
      }
    }
    return false;
  }

  private void keep(ProcText text, int from, int end) {
    byte[] bytes = text.bytes();
    int to = from + 1;
    // What the compiler appends (.isra.0, .cold) differs from build to build.
    while (to < end && bytes[to] != '.') {
      to++;
    }
    name.add(kept == 0 ? "" : " < ").add(bytes, from, to);
    kept++;
    if (text.nextWord() && text.wordStarts("[") && !text.wordIs("[inline]")) {
      name.add(" (").add(bytes, text.wordStart() + 1, text.wordEnd() - 1).add(")");
    }
  }

  /** Whether no frame told anything. */
  boolean isEmpty() {
    return name.isEmpty();
  }

  /** As {@link SiteName#hasRefused}. */
  boolean hasRefused() {
    return name.hasRefused();
  }

  /** As {@link SiteName#name}. */
  boolean name(Sink sink, String more) {
    if (marks && mark != null) {
      name.add(mark);
    }
    return name.add(more).name(sink);
  }
}
