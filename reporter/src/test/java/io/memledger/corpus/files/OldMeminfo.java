package io.memledger.corpus.files;

import java.util.Set;

/** The meminfo of kernels before 2.6.19: no estimate of what is available, one line for slab. */
final class OldMeminfo {
  private static final Set<String> KEPT =
      Set.of(
          "MemTotal",
          "MemFree",
          "Buffers",
          "Cached",
          "SwapCached",
          "Active",
          "Inactive",
          "SwapTotal",
          "SwapFree",
          "Dirty",
          "Writeback",
          "AnonPages",
          "Mapped",
          "Slab",
          "PageTables",
          "NFS_Unstable",
          "Bounce",
          "CommitLimit",
          "Committed_AS",
          "VmallocTotal",
          "VmallocUsed",
          "VmallocChunk");

  private OldMeminfo() {}

  /** Leaves those lines of a meminfo that such a kernel had. */
  static void cut(Text text) {
    String[] lines = text.out.toString().split("\n");
    text.clear();
    for (String line : lines) {
      if (KEPT.contains(line.substring(0, line.indexOf(':')))) {
        text.put(line).put("\n");
      }
    }
  }
}
