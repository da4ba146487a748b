package io.memledger.ledger;

import io.memledger.series.Label;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.Set;

/**
 * Slab caches whose pages stand in SReclaimable, by name (KERNEL 11): slabinfo itself does not say
 * on which side a cache is.
 */
public final class ReclaimableCaches {
  private static final Set<String> NAMES =
      Set.of(
          "dentry",
          "buffer_head",
          "radix_tree_node",
          "xfs_inode",
          "btrfs_inode",
          "ovl_inode",
          "fuse_inode",
          "nfs_inode_cache",
          "ext4_extent_status",
          "ext4_pending_reservation",
          "mb_cache_entry",
          "mbcache",
          "f2fs_inode_cache",
          "zfs_znode_cache",
          "ceph_inode_info",
          "gfs2_inode");

  /** Inodes of files that live in memory alone: nothing can be written back and given up. */
  private static final Set<String> PINNED =
      Set.of("shmem_inode_cache", "hugetlbfs_inode_cache", "mqueue_inode_cache");

  private ReclaimableCaches() {}

  /** As the kernel itself says (derived/slabs), else by the name. */
  public static boolean has(Recording recording, Subject cache) {
    return recording
        .label(cache, Label.RECLAIMABLE)
        .map(said -> said.equals("1"))
        .orElseGet(() -> has(cache.name()));
  }

  public static boolean has(String cache) {
    return NAMES.contains(cache)
        || cache.endsWith("inode_cache") && !PINNED.contains(cache)
        || cache.startsWith("kmalloc-rcl-");
  }
}
