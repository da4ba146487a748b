package io.memledger.collector.derived;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.proc.ProcReader;

/** derived/mounts: how full the file systems are that live in memory. */
public final class MemoryMounts {
  /** Only these are asked for their size: asking a network file system may hang. */
  private static final String MEMORY_BACKED = " tmpfs ramfs devtmpfs hugetlbfs ";

  private MemoryMounts() {}

  /**
   * Appends {@code total used inodes_used fstype mountpoint}; the JDK does not tell inodes, so that
   * field is "-".
   */
  public static void write(ProcReader reader, String mounts, Bytes out) {
    int line = 0;
    while (line < mounts.length()) {
      int end = mounts.indexOf('\n', line);
      end = end < 0 ? mounts.length() : end;
      int point = mounts.indexOf(' ', line) + 1;
      int type = point > 0 ? mounts.indexOf(' ', point) + 1 : 0;
      int rest = type > 0 ? mounts.indexOf(' ', type) : -1;
      if (rest > 0 && rest < end && MEMORY_BACKED.contains(mounts.substring(type - 1, rest + 1))) {
        String escaped = mounts.substring(point, type - 1);
        // Of several mounts at one point only the last can be seen.
        boolean hidden = mounts.indexOf(' ' + escaped + ' ', end) > 0;
        long[] space = hidden ? null : reader.space(unescaped(escaped).substring(1));
        if (space != null) {
          out.append(space[0]).append(' ').append(space[1]).append(" - ");
          out.append(mounts.substring(type, rest)).append(' ').append(escaped).append('\n');
        }
      }
      line = end + 1;
    }
  }

  /** The kernel writes blanks, tabs, newlines and backslashes as three octal digits. */
  private static String unescaped(String path) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' && i + 3 < path.length()) {
        plain.append((char) Integer.parseInt(path.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
