package io.memledger.collector.derived;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.proc.ProcReader;
import java.util.Arrays;

/** derived/slabs: which slab caches share one, and which of them the kernel can reclaim. */
public final class SlabAliases {
  private static final String FOLDER = "sys/kernel/slab";

  private final ProcReader reader;
  private int lastNames;

  public SlabAliases(ProcReader reader) {
    this.reader = reader;
  }

  /** Appends {@code group reclaim cache} if the set of caches is not that of the last call. */
  public void write(Bytes out) {
    String[] names = reader.list(FOLDER);
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    int hash = Arrays.hashCode(names);
    if (hash == lastNames) {
      return;
    }
    lastNames = hash;
    Bytes flag = new Bytes(16);
    for (String name : names) {
      if (name.startsWith(":")) {
        continue;
      }
      String group = reader.link(FOLDER + '/' + name);
      flag.clear();
      reader.read(FOLDER + '/' + name + "/reclaim_account", flag, 4096, false);
      out.append(group == null ? name : group.substring(group.lastIndexOf('/') + 1)).append(' ');
      out.append(flag.length > 0 ? flag.text().trim() : "0").append(' ').append(name).append('\n');
    }
  }
}
