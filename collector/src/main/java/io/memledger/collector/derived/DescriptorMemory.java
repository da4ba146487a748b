package io.memledger.collector.derived;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.plan.TimeBudget;
import io.memledger.collector.proc.ProcReader;
import io.memledger.collector.process.ProcessTable;
import java.util.Arrays;

/**
 * derived/bpf and derived/held: what processes keep in memory through single descriptors. One
 * search finds both.
 */
public final class DescriptorMemory {
  private static final int MOST_HOLDERS = 64;
  private static final int MOST_DESCRIPTORS = 2000;

  /** Of all lines together: the heap is small. */
  private static final int MOST_BYTES = 1 << 18;

  private static final String BPF_MAP = "anon_inode:bpf-map";
  private static final String INOTIFY = "anon_inode:inotify";
  private static final String MEMINFO = "proc/meminfo";
  private static final String MEMFD = "/memfd:";

  /** A watch with its share of the inode that it pins, in bytes; the kernel takes as much. */
  private static final int WATCH = 1 << 10;

  /** Who holds less, in bytes, is looked at only when its turn comes. */
  private static final int LEAST = 1 << 20;

  /** Growth of shared and slab memory since its lowest from which holders are sought, in kB. */
  private static final int GROWN = 8 << 10;

  private final ProcReader reader;
  private final ProcessTable processes;

  /** Looking for holders goes on from process to process, a little at each sampling. */
  private final TimeBudget budget = new TimeBudget(0.0002, 200_000, 20_000_000);

  /** For those that are known, and to look for others in earnest. */
  private final TimeBudget more = new TimeBudget(0.001, 10_000_000, 200_000_000);

  private final Bytes info = new Bytes(1 << 14);
  private int[] holders = new int[0];
  private int searchedTo;
  private long lowest = Long.MAX_VALUE;

  /**
   * Lines of derived/mounts, as last taken: only files below one of these are asked for their size,
   * since a stat of a file elsewhere may hang.
   */
  public String mounts = "";

  /** Lines of derived/held, until they are handed over. */
  private final Bytes lines = new Bytes(1 << 10);

  public DescriptorMemory(ProcReader reader, ProcessTable processes) {
    this.reader = reader;
    this.processes = processes;
  }

  /**
   * Searches the processes, and appends derived/bpf. Nothing while time is owed: of the known
   * holders all are read or none.
   */
  public void search(Bytes out) {
    lines.clear();
    budget.refill();
    more.refill();
    if (more.isSpent()) {
      return;
    }
    BpfMaps maps = new BpfMaps();
    int[] still = new int[MOST_HOLDERS];
    int n = 0;
    for (int pid : holders) {
      if (take(pid, maps, more)) {
        still[n++] = pid;
      }
    }
    TimeBudget pays = hasGrown() ? more : budget;
    int from = Arrays.binarySearch(processes.pid, 0, processes.count, searchedTo + 1);
    int at = from < 0 ? -from - 1 : from;
    for (int k = 0; k < processes.count && !pays.isSpent(); k++, at++) {
      int i = at % processes.count;
      searchedTo = processes.pid[i];
      if (processes.rss[i] > 0
          && Arrays.binarySearch(holders, searchedTo) < 0
          && take(searchedTo, maps, pays)
          && n < MOST_HOLDERS) {
        still[n++] = searchedTo;
      }
    }
    holders = Arrays.copyOf(still, n);
    Arrays.sort(holders);
    maps.write(out);
  }

  /** Appends derived/held as the last search found it, once. */
  public void handOver(Bytes out) {
    out.append(lines.data, 0, lines.length);
    lines.clear();
  }

  private boolean hasGrown() {
    long now = reader.number(MEMINFO, "Shmem:") + reader.number(MEMINFO, "SUnreclaim:");
    lowest = Math.min(lowest, now);
    return now - lowest >= GROWN;
  }

  /**
   * Takes the maps, memory files and watches of a process; the latter two only where they are large
   * or many.
   *
   * @return whether it is worth to be looked at each time
   */
  private boolean take(int pid, BpfMaps maps, TimeBudget pays) {
    long before = reader.totalNanos;
    String folder = "proc/" + pid + "/fd";
    String[] names = reader.list(folder);
    int start = lines.length;
    long bytes = 0;
    boolean hasMap = false;
    String last = "";
    int most = names == null ? 0 : Math.min(names.length, MOST_DESCRIPTORS);
    for (int i = 0; i < most; i++) {
      String path = folder + '/' + names[i];
      String details = folder + "info/" + names[i];
      String target = String.valueOf(reader.link(path));
      long amount = 0;
      if (target.equals(BPF_MAP)) {
        hasMap = true;
        info.clear();
        if (reader.read(details, info, 1 << 16, false) > 0) {
          maps.add(info.text(), pid);
        }
      } else if (target.equals(INOTIFY)) {
        amount = reader.watches(details);
        bytes += amount * WATCH;
      } else if (isMemory(target) && !target.equals(last)) {
        amount = reader.size(path);
        bytes += amount;
        // Output and errors often go to one file; files of one memfd name are many.
        last = target.startsWith(MEMFD) ? "" : target;
      }
      if (amount > 0 && lines.length < MOST_BYTES) {
        lines.append(pid).append(' ').append(amount).append(' ');
        lines.append(OpenDescriptors.classOf(target)).append('\n');
      }
    }
    pays.spend(reader.totalNanos - before);
    if (bytes < LEAST) {
      lines.length = start;
    }
    return hasMap || bytes >= LEAST;
  }

  /** Whether only descriptors keep the file, and it is in memory. */
  private boolean isMemory(String target) {
    if (!target.endsWith(" (deleted)")) {
      return false;
    }
    boolean memory = target.startsWith(MEMFD);
    int end = target.length();
    while (!memory && (end = target.lastIndexOf('/', end - 1)) > 0) {
      memory = mounts.contains(' ' + target.substring(0, end) + '\n');
    }
    return memory;
  }
}
