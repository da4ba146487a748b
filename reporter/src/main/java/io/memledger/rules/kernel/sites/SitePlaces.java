package io.memledger.rules.kernel.sites;

import io.memledger.series.Category;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On which line of the ledger the bytes of a call site stand, as far as its name tells. What
 * processes, caches, page tables, stacks, balloons and swap pools hold has rules of its own, and
 * allocators hold what other sites asked them for: such a site is nobody's leak.
 */
final class SitePlaces {
  /** "file:line name", as /proc/allocinfo has it. */
  private static final Pattern PLACED = Pattern.compile("(\\S+\\.(?:[chS]|rs)):\\d+ (\\S+).*");

  /** "name < name (mark)", as stacks are called. */
  private static final Pattern STACK = Pattern.compile("(\\S+).*");

  /** Who takes pages for processes, files and swap, and pages for other sites' objects. */
  private static final List<String> FILES =
      List.of(
          "mm/filemap.c",
          "mm/readahead.c",
          "mm/shmem.c",
          "mm/memory.c",
          "mm/huge_memory.c",
          "mm/khugepaged.c",
          "mm/swap",
          "mm/mempolicy.c",
          "mm/migrate",
          "mm/compaction.c",
          "mm/hugetlb",
          "mm/ksm.c",
          "mm/userfaultfd.c",
          "mm/gup.c",
          "mm/zsmalloc.c",
          "mm/zswap.c",
          "drivers/block/zram/",
          "mm/balloon",
          "mm/sparse",
          "drivers/virtio/virtio_balloon.c",
          "drivers/xen/balloon.c",
          "drivers/hv/hv_balloon.c",
          "drivers/misc/vmw_balloon.c",
          "mm/slub.c",
          "mm/percpu",
          "mm/page_ext.c",
          "include/linux/highmem.h",
          "include/linux/pagemap.h",
          "include/asm-generic/pgalloc.h",
          "fs/buffer.c",
          "fs/dcache.c",
          "fs/inode.c",
          "lib/xarray.c",
          "lib/radix-tree.c");

  /** The same by the innermost function that is no allocator. */
  private static final List<String> FUNCTIONS =
      List.of(
          "filemap_",
          "__filemap_",
          "page_cache_",
          "pagecache_",
          "__page_cache_",
          "__do_page_cache_",
          "force_page_cache_",
          "ractl_",
          "shmem_",
          "do_anonymous_page",
          "alloc_anon_folio",
          "vma_alloc_",
          "folio_prealloc",
          "wp_page_copy",
          "do_wp_page",
          "do_cow_",
          "do_huge_pmd_",
          "do_swap_page",
          "__read_swap_",
          "read_swap_",
          "swapin_",
          "collapse_",
          "alloc_charge_folio",
          "khugepaged",
          "migrate_",
          "compaction_",
          "alloc_migration_target",
          "handle_mm_fault",
          "__handle_mm_fault",
          "hugetlb_",
          "alloc_fresh_huge",
          "alloc_buddy_huge",
          "zs_",
          "zspage_",
          "zswap_",
          "zram_",
          "balloon_",
          "vmballoon_",
          "grow_dev_",
          "alloc_buffer_head",
          "__d_alloc",
          "pte_alloc",
          "__pte_alloc",
          "pmd_alloc",
          "__pmd_alloc",
          "pud_alloc",
          "__pud_alloc",
          "__p4d_alloc",
          "pgd_alloc",
          "pagetable_",
          "alloc_thread_stack",
          "xas_",
          "radix_tree_");

  /** Inodes of file systems are reclaimable; a socket's is pinned by the socket. */
  private static final Pattern INODES = Pattern.compile("(?!sock_)\\w*alloc_inode");

  /** ZFS keeps its cache in memory that the kernel does not call cache. */
  private static final Pattern ZFS = Pattern.compile("[^<]* \\((?:zfs|spl)\\).*");

  private static final Pattern PAGES = Pattern.compile(".*(?:page|folio).*");
  private static final Pattern VMALLOC = Pattern.compile(".*(?:vmalloc|vzalloc).*");
  private static final Pattern PERCPU = Pattern.compile(".*(?:percpu|pcpu).*");

  /** Bytes of the largest object that a slab cache holds; what is larger takes pages. */
  private static final double LARGEST_OBJECT = 8192;

  private SitePlaces() {}

  /** Whether another line's rule judges these bytes. */
  static boolean isElsewhere(String site) {
    Matcher placed = PLACED.matcher(site);
    String function = function(site);
    boolean file = placed.matches() && begins(placed.group(1), FILES);
    return file
        || ZFS.matcher(site).matches()
        || begins(function, FUNCTIONS)
        || INODES.matcher(function).matches();
  }

  private static boolean begins(String text, List<String> beginnings) {
    return beginnings.stream().anyMatch(text::startsWith);
  }

  private static String function(String site) {
    Matcher placed = PLACED.matcher(site);
    if (placed.matches()) {
      return placed.group(2);
    }
    Matcher stack = STACK.matcher(site);
    return stack.matches() ? stack.group(1) : site;
  }

  /** The module's name at the end of a place, or behind the first frame of a stack. */
  static Optional<String> module(String site) {
    Matcher found = Pattern.compile("[^<(]*\\(([A-Za-z0-9_]+)\\).*").matcher(site);
    return found.matches() && mark(site).isEmpty() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** What a stack says of the allocator that took its pages. */
  static Optional<Category> mark(String site) {
    if (site.endsWith(" (slab)")) {
      return Optional.of(Category.SLAB_UNRECLAIMABLE);
    }
    if (site.endsWith(" (vmalloc)")) {
      return Optional.of(Category.VMALLOC);
    }
    return site.endsWith(" (percpu)") ? Optional.of(Category.PERCPU) : Optional.empty();
  }

  /**
   * What is most likely where no line of the ledger tells.
   *
   * @param each bytes of one allocation; NaN if unknown
   * @return null if nothing speaks for any
   */
  static Category guess(String site, double each) {
    String function = function(site);
    if (VMALLOC.matcher(function).matches()) {
      return Category.VMALLOC;
    }
    if (PERCPU.matcher(function).matches()) {
      return Category.PERCPU;
    }
    if (PAGES.matcher(function).matches()) {
      return Category.UNACCOUNTED;
    }
    return each <= LARGEST_OBJECT ? Category.SLAB_UNRECLAIMABLE : null;
  }
}
