package io.memledger.collector;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** derived/bpf: BPF maps seen through the descriptors of the processes that hold them. */
final class BpfMaps {
  private static final int MOST_HOLDERS = 64;
  private static final int MOST_DESCRIPTORS = 2000;
  private static final String LINK = "anon_inode:bpf-map";
  private static final String[] KEYS = {
    "map_type:", "key_size:", "value_size:", "max_entries:", "memlock:"
  };

  private final ProcReader reader;
  private final Processes processes;

  /** Looking for holders goes on from process to process, a little at each sampling. */
  private final Budget budget = new Budget(0.0002, 200_000, 20_000_000);

  private final Bytes info = new Bytes(1 << 14);
  private int[] holders = new int[0];
  private int searchedTo;

  BpfMaps(ProcReader reader, Processes processes) {
    this.reader = reader;
    this.processes = processes;
  }

  /**
   * Appends a line for each map: id, type, sizes, entries, memory, holders, and "-" for the name.
   */
  void write(Bytes out) {
    search();
    // Map id -> the fields, then the holders.
    Map<Long, String[]> maps = new TreeMap<>();
    for (int pid : holders) {
      mapsOf(pid, maps);
    }
    for (Map.Entry<Long, String[]> map : maps.entrySet()) {
      String[] text = map.getValue();
      out.append(map.getKey()).append(' ').append(text[0]).append(text[1]).append(" -\n");
    }
  }

  private void search() {
    budget.refill();
    int from = Arrays.binarySearch(processes.pid, 0, processes.count, searchedTo + 1);
    int at = from < 0 ? -from - 1 : from;
    for (int n = 0; n < processes.count && !budget.isSpent(); n++, at++) {
      int i = at % processes.count;
      searchedTo = processes.pid[i];
      if (processes.rss[i] > 0) {
        long before = reader.totalNanos;
        boolean holds = mapsOf(searchedTo, null);
        budget.spend(reader.totalNanos - before);
        int known = Arrays.binarySearch(holders, searchedTo);
        if (holds && known < 0 && holders.length < MOST_HOLDERS) {
          holders = Arrays.copyOf(holders, holders.length + 1);
          holders[holders.length - 1] = searchedTo;
          Arrays.sort(holders);
        }
      }
    }
  }

  /** Collects the maps of a process, or only says whether it has one. */
  private boolean mapsOf(int pid, Map<Long, String[]> maps) {
    String[] names = reader.list("proc/" + pid + "/fd");
    if (names == null) {
      return false;
    }
    int most = Math.min(names.length, MOST_DESCRIPTORS);
    for (int i = 0; i < most; i++) {
      if (LINK.equals(reader.link("proc/" + pid + "/fd/" + names[i]))) {
        if (maps == null) {
          return true;
        }
        info.clear();
        if (reader.read("proc/" + pid + "/fdinfo/" + names[i], info, 1 << 16, false) > 0) {
          add(info.text(), pid, maps);
        }
      }
    }
    return false;
  }

  private static void add(String info, int pid, Map<Long, String[]> maps) {
    String id = value(info, "map_id:");
    if (id == null) {
      return;
    }
    String[] map = maps.get(Long.valueOf(id));
    if (map == null) {
      StringBuilder fields = new StringBuilder();
      for (String key : KEYS) {
        String value = value(info, key);
        fields.append(value == null ? "0" : value).append(' ');
      }
      maps.put(Long.valueOf(id), new String[] {fields.toString(), String.valueOf(pid)});
    } else if (!("," + map[1] + ",").contains("," + pid + ",")) {
      map[1] += "," + pid;
    }
  }

  private static String value(String info, String key) {
    int at = info.indexOf(key);
    if (at < 0) {
      return null;
    }
    int end = info.indexOf('\n', at);
    return info.substring(at + key.length(), end < 0 ? info.length() : end).trim();
  }
}
