package io.memledger.collector.derived;

import io.memledger.collector.common.Bytes;
import java.util.Map;
import java.util.TreeMap;

/** The BPF maps that one search found, each with all processes that hold it. */
final class BpfMaps {
  private static final String[] KEYS = {
    "map_type:", "key_size:", "value_size:", "max_entries:", "memlock:"
  };

  /** Map id to its fields and the holders. */
  private final Map<Long, String> maps = new TreeMap<>();

  /** Adds the map in a fdinfo of a process; processes come one after the other. */
  void add(String info, int pid) {
    String id = value(info, "map_id:");
    if (id == null) {
      return;
    }
    Long number = Long.valueOf(id);
    String map = maps.get(number);
    if (map == null) {
      map = id;
      for (String key : KEYS) {
        String value = value(info, key);
        map += ' ' + (value == null ? "0" : value);
      }
      maps.put(number, map + ' ' + pid);
    } else if (!map.endsWith("," + pid) && !map.endsWith(" " + pid)) {
      maps.put(number, map + ',' + pid);
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

  /**
   * Appends a line for each map: id, type, sizes, entries, memory, holders, and "-" for the name.
   */
  void write(Bytes out) {
    for (String map : maps.values()) {
      out.append(map).append(" -\n");
    }
  }
}
