package io.memledger.forms.atop;

import java.util.List;

/**
 * Where memory stands in the structures of a version of atop, which its raw log does not tell: each
 * is known by the size of its system structure on 64-bit machines.
 *
 * @param sstat bytes of what it tells of the system
 * @param memory where the counters of memory begin in it
 * @param committed which of those counters is committed memory, in whole numbers of 8 bytes
 * @param pageTables which of them is page tables; 0 where there is none
 * @param available which of them is available memory; 0 where there is none
 * @param tstat bytes of what it tells of a task
 * @param sizes where the sizes of a task begin in it
 */
record AtopLayout(
    int sstat, int memory, int committed, int pageTables, int available, int tstat, int sizes) {
  private static final List<AtopLayout> KNOWN =
      List.of(
          // 2.2 and 2.3
          new AtopLayout(692_952, 278_744, 14, 0, 0, 784, 568),
          new AtopLayout(711_904, 278_744, 14, 0, 0, 784, 568),
          // 2.4 to 2.6, 2.7
          new AtopLayout(716_656, 278_744, 14, 0, 0, 840, 568),
          new AtopLayout(954_360, 344_312, 14, 0, 0, 840, 568),
          // 2.8 and 2.9, 2.10
          new AtopLayout(1_021_960, 344_312, 16, 37, 0, 968, 664),
          new AtopLayout(1_030_216, 344_312, 16, 37, 0, 992, 688),
          // 2.11 and 2.12, 2.13
          new AtopLayout(1_064_016, 344_312, 16, 37, 43, 968, 640),
          new AtopLayout(1_408_336, 688_376, 16, 37, 43, 992, 664));

  /** Shared memory stands after committed memory, and reclaimable slab four further on. */
  int shmem() {
    return committed + 1;
  }

  int slabReclaimable() {
    return committed + 4;
  }

  /** Null if no version has these sizes. */
  static AtopLayout of(long sstat, long tstat) {
    for (AtopLayout one : KNOWN) {
      if (one.sstat == sstat && one.tstat == tstat) {
        return one;
      }
    }
    return null;
  }
}
