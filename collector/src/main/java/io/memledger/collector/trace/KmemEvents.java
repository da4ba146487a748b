package io.memledger.collector.trace;

import io.memledger.collector.common.Failure;
import java.io.IOException;

/** Enables the events of the kernel's allocators in an instance, with the filter that was asked. */
final class KmemEvents {
  private static final String[] ALLOCATIONS = {
    "kmalloc", "kmalloc_node", "kmem_cache_alloc", "kmem_cache_alloc_node", "mm_page_alloc"
  };

  /** Without mm_page_free_batched: each of its pages has its mm_page_free, too. */
  private static final String[] FREES = {"kfree", "kmem_cache_free", "mm_page_free"};

  /** Pages that can be moved (__GFP_MOVABLE) are of processes and files, not of the kernel. */
  private static final String KERNEL_PAGES = "!(gfp_flags & 8)";

  private static final String PARSE_ERROR = "parse_error: ";

  private final TraceInstance instance;
  private final String filter;
  private boolean slab;
  private boolean pages;
  private String refusal = "";

  /**
   * @param filter which allocations to trace, in the syntax of ftrace; null for all
   */
  KmemEvents(TraceInstance instance, String filter) {
    this.instance = instance;
    this.filter = filter;
  }

  /**
   * Enables what this kernel has.
   *
   * @throws Failure if it has no event, or takes the filter for none
   */
  void enable() throws IOException, Failure {
    for (String event : ALLOCATIONS) {
      enableAllocation(folder(event), isOfPages(event));
    }
    if (!slab && !pages) {
      throw Failure.of(
          filter == null
              ? "this kernel has no kmem events"
              : "the kernel takes --kmem-filter " + filter + " for no allocation" + refusal);
    }
    for (String event : FREES) {
      if (isOfPages(event) ? pages : slab) {
        if (filter != null && isByName(filter)) {
          instance.trySet(folder(event) + "filter", filter);
        }
        instance.trySet(folder(event) + "enable", "1");
      }
    }
  }

  private static String folder(String event) {
    return "events/kmem/" + event + '/';
  }

  private static boolean isOfPages(String event) {
    return event.startsWith("mm_");
  }

  private void enableAllocation(String folder, boolean page) throws IOException {
    if (!instance.hasFolder(folder)) {
      return;
    }
    String accepted = page ? ofKernelPages(folder) : filter;
    if (filter != null && (accepted == null || !instance.trySet(folder + "filter", accepted))) {
      refusal = refusal.isEmpty() ? refusal(folder) : refusal;
      return;
    }
    if (filter != null && page && !slab) {
      // Page events name no caller. Whoever asks for them alone gets the stack of each.
      instance.trySet(folder + "trigger", "stacktrace if " + accepted);
    }
    instance.set(folder + "enable", "1");
    pages |= page;
    slab |= !page;
  }

  /**
   * Sets a filter that leaves out pages of processes and files, where the kernel can and none asks.
   */
  private String ofKernelPages(String folder) {
    boolean asked = filter != null && filter.contains("gfp_flags");
    String kernel = filter == null ? KERNEL_PAGES : "(" + filter + ") && " + KERNEL_PAGES;
    return !asked && instance.trySet(folder + "filter", kernel) ? kernel : filter;
  }

  /** Only a cache's name is the same where an object is allocated and where it is freed. */
  private static boolean isByName(String filter) {
    String rest = filter.replaceAll("\"[^\"]*\"", "").replaceAll("[^A-Za-z_]+", " ").trim();
    return rest.matches("name( name)*");
  }

  /** What the kernel says to a filter that it does not take, or "". */
  private String refusal(String folder) {
    String text = instance.text(folder + "filter");
    int at = text.indexOf(PARSE_ERROR);
    return at < 0 ? "" : " (" + text.substring(at + PARSE_ERROR.length()).trim() + ")";
  }

  /** Whether the kernel prints call sites as addresses, for which kallsyms is needed. */
  boolean hasRawCallSites() {
    return instance.text(folder("kfree") + "format").contains("call_site=%l");
  }
}
