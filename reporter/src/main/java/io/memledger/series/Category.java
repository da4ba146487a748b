package io.memledger.series;

/**
 * The lines of the ledger: every byte of MemTotal stands on exactly one of them (KERNEL 2,
 * REPORT-FORMAT).
 */
public enum Category {
  FREE("free"),
  PAGE_CACHE("page-cache"),
  ANONYMOUS("anonymous"),
  SHMEM("shmem"),
  SLAB_RECLAIMABLE("slab-reclaimable"),
  SLAB_UNRECLAIMABLE("slab-unreclaimable"),
  KERNEL_STACK("kernel-stack"),
  PAGE_TABLES("page-tables"),
  VMALLOC("vmalloc"),
  PERCPU("percpu"),
  HUGETLB("hugetlb"),
  ZRAM_ZSWAP("zram-zswap"),
  OTHER_KERNEL("other-kernel"),
  UNACCOUNTED("unaccounted"),
  /** The rest, where so little was captured that it may be on any line. */
  NOT_ITEMISED("not-itemised");

  private final String id;

  Category(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
