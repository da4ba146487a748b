package io.memledger.collector.derived;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.plan.TimeBudget;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.process.ProcessTable;
import java.util.Map;
import java.util.TreeMap;

/** derived/fds and derived/fdtypes: how many descriptors each process holds, and of what. */
public final class OpenDescriptors {
  /** Links read of one process; the rest is counted as {@code (unread)}. */
  private static final int MOST_LINKS = 10_000;

  private final ProcReader reader;
  private final ProcessTable processes;
  private final TimeBudget budget = new TimeBudget(0.005, 20_000_000, 200_000_000);
  private final boolean counted;

  public OpenDescriptors(ProcReader reader, ProcessTable processes) {
    this.reader = reader;
    this.processes = processes;
    // Linux 6.2 and later give the count as the size of the folder.
    counted = reader.size("proc/self/fd") > 0;
  }

  /**
   * Appends {@code pid count} for each process that has memory of its own; where counting means
   * listing, only for the processes in {@code close}.
   */
  public void counts(int[] close, Bytes out) {
    budget.refill();
    int n = counted ? processes.count : close.length;
    for (int k = 0; k < n && !budget.isSpent(); k++) {
      int i = counted ? k : close[k];
      if (processes.rss[i] == 0) {
        continue;
      }
      String folder = "proc/" + processes.pid[i] + "/fd";
      long open;
      if (counted) {
        open = reader.size(folder);
      } else {
        String[] names = reader.list(folder);
        open = names == null ? -1 : names.length;
      }
      budget.spend(reader.lastNanos);
      if (open < 0) {
        continue;
      }
      processes.fds[i] = (int) open;
      if (processes.firstFds[i] < 0) {
        processes.firstFds[i] = (int) open;
      }
      out.append(processes.pid[i]).append(' ').append(open).append('\n');
    }
  }

  /** Appends {@code count class} for one process; nothing if its descriptors cannot be read. */
  public void types(int pid, Bytes out) {
    String folder = "proc/" + pid + "/fd";
    String[] names = reader.list(folder);
    if (names == null) {
      return;
    }
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      boolean spent = i >= MOST_LINKS || budget.isSpent();
      String target = spent ? null : reader.link(folder + '/' + names[i]);
      if (spent || target != null) {
        String type = spent ? "(unread)" : classOf(target);
        int[] count = counts.get(type);
        if (count == null) {
          counts.put(type, count = new int[1]);
        }
        count[0] += spent ? names.length - i : 1;
      }
      if (spent) {
        break;
      }
      budget.spend(reader.lastNanos);
    }
    for (Map.Entry<String, int[]> one : counts.entrySet()) {
      out.append(one.getValue()[0]).append(' ').append(one.getKey()).append('\n');
    }
  }

  /** "socket" of "socket:[17]", "memfd:x" of "/memfd:x (deleted)", the folder of a path. */
  static String classOf(String target) {
    String text = target.replace('\n', '?');
    if (text.startsWith("anon_inode:")) {
      return text;
    }
    if (text.startsWith("/memfd:")) {
      return text.replace(" (deleted)", "").substring(1);
    }
    if (text.startsWith("/dev/")) {
      return text;
    }
    int slash = text.lastIndexOf('/');
    if (slash >= 0) {
      return slash == 0 ? "/" : text.substring(0, slash);
    }
    int colon = text.indexOf(':');
    return colon > 0 ? text.substring(0, colon) : text;
  }
}
