package io.memledger.forms.text;

import io.memledger.forms.Origin;
import java.util.List;

/** A table of containers that tools print, a title line and a line for each. */
public interface RowTable {
  /** Takes what a row tells of one cgroup. */
  interface Rows {
    /** A file such as memory.current of a cgroup below the root of all, in KiB. */
    void put(String path, String file, double kib);
  }

  /** How people call the tool. */
  String tool();

  Origin origin();

  /** Whether a line begins a table. */
  boolean isTitle(String line);

  /**
   * Takes a line of a table.
   *
   * @return whether it is one
   */
  boolean row(List<String> titles, List<String> words, Rows into);

  /** The file of /sys that tells it; null where it tells none. */
  static String file(String path, String file, double kib) {
    boolean safe = path.startsWith("/") && !path.contains("..") && !path.contains("//");
    return safe && kib >= 0 && kib < 1e15 ? "sys/fs/cgroup" + path + "/" + file : null;
  }
}
