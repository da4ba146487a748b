package io.memledger.forms.monitors;

import io.memledger.forms.Looks;
import io.memledger.forms.MeminfoText;
import io.memledger.forms.Origin;
import io.memledger.forms.ProcessText;
import io.memledger.forms.When;
import io.memledger.forms.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One look of nmon: memory in MiB with one decimal, and the processes that used the processor. */
final class NmonLook {
  private static final double MIB = 1024;
  private static final double PAGE = 4;
  private static final int MOST = 100_000;

  private static final Map<String, String> MEMORY =
      Map.of(
          "memtotal", "MemTotal",
          "memfree", "MemFree",
          "memshared", "Shmem",
          "cached", "Cached",
          "buffers", "Buffers",
          "active", "Active",
          "inactive", "Inactive",
          "swaptotal", "SwapTotal",
          "swapfree", "SwapFree",
          "swapcached", "SwapCached");

  private static final Map<String, String> PAGES =
      Map.of(
          "nr_dirty", "Dirty",
          "nr_writeback", "Writeback",
          "nr_page_table_pages", "PageTables",
          "nr_mapped", "Mapped",
          "nr_slab_reclaimable", "SReclaimable");

  private final MeminfoText memory = new MeminfoText();
  private final Map<Long, ProcessText> processes = new LinkedHashMap<>();

  void memory(List<String> titles, String[] words) {
    columns(MEMORY, titles, words, MIB);
  }

  void pages(List<String> titles, String[] words) {
    columns(PAGES, titles, words, PAGE);
  }

  /** What is not known is -1, or -0.0. */
  private void columns(
      Map<String, String> names, List<String> titles, String[] words, double unit) {
    for (int i = 2; i < Math.min(titles.size(), words.length); i++) {
      String name = names.get(titles.get(i).strip());
      double value = Words.number(words[i].strip());
      if (name != null && value >= 0) {
        memory.kib(name, value * unit);
      }
    }
  }

  void process(List<String> titles, String[] words) {
    int size = titles.indexOf("Size");
    int resident = titles.indexOf("ResSet");
    int command = titles.indexOf("Command");
    long pid = Words.whole(words[1]);
    if (pid <= 0 || resident < 0 || command < 0 || processes.size() >= MOST) {
      return;
    }
    if (words.length > Math.max(resident, Math.max(size, command))) {
      double vsz = size < 0 ? -1 : Words.number(words[size]);
      double rss = Words.number(words[resident]);
      if (rss > 0) {
        processes.put(
            pid, new ProcessText(pid, words[command]).kib("VmSize", vsz).kib("VmRSS", rss));
      }
    }
  }

  /** Whether it told of processes. */
  boolean give(When when, Looks into) {
    if (memory.isEmpty() && processes.isEmpty()) {
      return false;
    }
    into.at(when);
    if (!memory.isEmpty()) {
      memory.give(Origin.NMON, into);
    }
    processes.values().forEach(one -> one.give(Origin.NMON, into));
    return !processes.isEmpty();
  }
}
