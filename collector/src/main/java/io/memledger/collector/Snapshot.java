package io.memledger.collector;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * One pass over the due targets: reads each and hands it to the archive.
 *
 * <p>Where the pass stands is kept in fields, so that another thread can take it up after a read
 * that hung.
 */
final class Snapshot implements Worker.Pass {
  /** So many hanging reads cost a whole target, not only the paths. */
  private static final int MOST_HANGS = 3;

  /** Entries, and their bytes, that wait in memory for the end of the snapshot at most. */
  private static final int MOST_ENTRIES = 4096;

  private static final int MOST_WAITING = 1 << 20;

  /** A process that would take longer to look at is left out, in nanoseconds. */
  private static final long LONGEST_ROLLUP = 1_500_000_000;

  private final ProcReader reader;
  private final Archive archive;
  private final List<Target> targets;
  private final Schedule schedule;
  private final Unreadable unreadable;
  private final boolean foreign;
  private final Processes processes;
  private final Cgroups cgroupsV1;
  private final Cgroups cgroupsV2;
  private final Slabs slabs;
  private final Held held;
  private final OwnCost own;
  private final Store store = new Store();
  private final Budget rollupBudget = new Budget(0.01, 20_000_000, 1_000_000_000);
  private final Budget cgroupBudget = new Budget(0.005, 10_000_000, 500_000_000);
  private final int[] hangs;
  private final int[] absentFor;
  private final Bytes content = new Bytes(1 << 17);
  private final Bytes tar = new Bytes(1 << 17);
  private final int[] starts = new int[MOST_ENTRIES];
  private Descriptors descriptors;

  private String prefix;
  private boolean end;
  private boolean backward = true;
  private int entries;
  private int cursor;
  private int inner;
  private int[] close;
  private int[] growers;
  private int rollupFrom;
  private double rollupNanosPerPage;
  private long cpuNanos;
  private long readNanos;
  private long archiveSize;
  private String ownLine = "";

  Snapshot(
      Options options,
      List<Target> targets,
      ProcReader reader,
      Archive archive,
      Schedule schedule,
      Unreadable unreadable,
      OwnCost own) {
    this.reader = reader;
    this.archive = archive;
    this.targets = targets;
    this.schedule = schedule;
    this.unreadable = unreadable;
    this.own = own;
    foreign = !options.root().isEmpty();
    processes = new Processes(reader, options.top());
    cgroupsV1 = Cgroups.v1(reader);
    cgroupsV2 = Cgroups.v2(reader);
    slabs = new Slabs(reader);
    held = new Held(reader, processes);
    hangs = new int[targets.size()];
    absentFor = new int[targets.size()];
  }

  /**
   * Prepares a pass.
   *
   * @param prefix of the names of all entries: top folder, stamp and a slash
   * @param end whether this is the first or last snapshot, which hold everything
   */
  void begin(String prefix, long ms, long index, boolean end) {
    this.prefix = prefix;
    this.end = end;
    schedule.begin(index, end);
    store.begin(prefix, ms / 1000);
    backward = !backward;
    entries = 0;
    tar.clear();
    cursor = 0;
    inner = 0;
    close = null;
  }

  @Override
  public void hung(String path) {
    unreadable.add(path, "took over 2 s; dropped");
    hangs[cursor]++;
  }

  @Override
  public void run() throws IOException {
    for (; cursor < targets.size(); cursor++, inner = 0) {
      Target target = targets.get(cursor);
      if (hangs[cursor] < MOST_HANGS && schedule.isDue(target.rate)) {
        take(target);
      }
    }
    flush();
    archive.commit();
    account();
  }

  private void take(Target target) throws IOException {
    // A switch over an enum would make the compiler add a class, and the jar has a size limit.
    Target.Kind kind = target.kind;
    if (kind == Target.Kind.FILE) {
      file(target);
    } else if (kind == Target.Kind.FOLDER) {
      folder(target);
    } else if (kind == Target.Kind.PROCESS_STATS) {
      stats(target);
    } else if (kind == Target.Kind.PROCESS) {
      close(target);
    } else if (kind == Target.Kind.CGROUP_V1) {
      groups(target, cgroupsV1);
    } else if (kind == Target.Kind.CGROUP_V2) {
      groups(target, cgroupsV2);
    } else {
      derived(target);
    }
  }

  private void file(Target target) throws IOException {
    if (absentFor[cursor] > 0 && !end) {
      absentFor[cursor]--;
      return;
    }
    content.clear();
    if (reader.read(source(target.path), content, target.cap, true) >= 0) {
      emit(target.path);
    } else {
      // Modules may bring a file later, so it is tried again now and then.
      absentFor[cursor] = 12;
      if (target.isMissed(reader.error)) {
        unreadable.add(target.path, reader.error);
      }
    }
  }

  /** Below a mounted root, "self" would be this process: the first process stands for the host. */
  private String source(String path) {
    boolean own = path.equals("proc/mounts") || path.startsWith("proc/net/");
    if (!foreign || !own) {
      return path;
    }
    String first = "proc/1/" + path.substring("proc/".length());
    return reader.exists(first) ? first : path;
  }

  private void folder(Target target) throws IOException {
    int star = target.path.indexOf('*');
    int slash = target.path.lastIndexOf('/', star);
    String folder = target.path.substring(0, slash);
    String start = target.path.substring(slash + 1, star);
    String rest = target.path.substring(star + 1);
    String[] names = reader.list(folder);
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    for (; inner < names.length; inner++) {
      String name = names[inner];
      if (!name.startsWith(start) || "stat_refresh".equals(name)) {
        continue;
      }
      content.clear();
      String path = folder + '/' + name + rest;
      if (reader.read(path, content, target.cap, false) >= 0) {
        emit(path);
      }
    }
  }

  private void stats(Target target) throws IOException {
    content.clear();
    long before = System.nanoTime();
    if (!processes.sample(content)) {
      unreadable.add(target.path, reader.error);
      return;
    }
    schedule.pacedCost(System.nanoTime() - before);
    close = null;
    emit(target.path);
  }

  private int[] closeOnes() {
    if (close == null) {
      close = processes.close();
    }
    return close;
  }

  private void close(Target target) throws IOException {
    String file = target.path.substring(target.path.lastIndexOf('/'));
    if (file.equals("/smaps_rollup")) {
      rollups(target, file);
      return;
    }
    if (file.equals("/smaps")) {
      ranges(target, file);
      return;
    }
    // Those of first sight stand side by side on the list, so that the bits differ.
    int bit = target.rate == Rate.FIRST_SIGHT ? 1 << cursor % 8 : 0;
    int[] ones = closeOnes();
    for (; inner < ones.length; inner++) {
      int i = ones[inner];
      if ((processes.taken[i] & bit) == 0 && one(target, i, file)) {
        processes.taken[i] |= (short) bit;
      }
    }
  }

  private void rollups(Target target, String file) throws IOException {
    int[] ones = closeOnes();
    if (inner == 0) {
      rollupBudget.refill();
    }
    int first = 0;
    while (first < ones.length && processes.pid[ones[first]] < rollupFrom) {
      first++;
    }
    for (; inner < ones.length; inner++) {
      int i = ones[(first + inner) % ones.length];
      if (rollupBudget.isSpent()) {
        // Where the budget ended, the next sampling begins.
        rollupFrom = processes.pid[i];
        return;
      }
      if (isTooLarge(target, i)) {
        continue;
      }
      one(target, i, file);
      rollupBudget.spend(reader.lastNanos);
      double cost = reader.lastNanos / (double) Math.max(256, processes.rss[i]);
      rollupNanosPerPage += (cost - rollupNanosPerPage) / 8;
    }
    rollupFrom = 0;
  }

  /** Both walk the page tables with the process's map locked. */
  private boolean isTooLarge(Target target, int i) {
    boolean large = processes.rss[i] * rollupNanosPerPage > LONGEST_ROLLUP;
    if (large) {
      unreadable.add(target.path, "some would take over 1.5 s");
    }
    return large;
  }

  private void ranges(Target target, String file) throws IOException {
    if (inner == 0) {
      growers = processes.growers(end);
    }
    // The last look is what the first is compared with.
    for (; inner < growers.length && (end || !rollupBudget.isSpent()); inner++) {
      int i = growers[inner];
      if (!isTooLarge(target, i) && one(target, i, file)) {
        processes.taken[i] |= Processes.RANGES;
      }
      // What could not be read is not tried again before it has grown again.
      processes.rangedRss[i] = processes.rss[i];
      rollupBudget.spend(reader.lastNanos);
    }
  }

  private boolean one(Target target, int i, String file) throws IOException {
    content.clear();
    String path = "proc/" + processes.pid[i] + file;
    if (reader.read(path, content, target.cap, false) > 0) {
      emit(path);
      return true;
    }
    if (reader.error != null && !ProcReader.isGone(reader.error)) {
      unreadable.add(target.path, reader.error);
    }
    return false;
  }

  /** All due files of a group together: the first target of a kind stands for the others. */
  private void groups(Target target, Cgroups cgroups) throws IOException {
    for (int i = cursor - 1; i >= 0 && targets.get(i).kind == target.kind; i--) {
      if (schedule.isDue(targets.get(i).rate)) {
        return;
      }
    }
    if (inner == 0) {
      cgroupBudget.refill();
    }
    List<Cgroups.Group> groups = cgroups.groups();
    for (; inner < groups.size() && !cgroupBudget.isSpent(); inner++) {
      Cgroups.Group group = groups.get(inner);
      for (int i = cursor; i < targets.size() && targets.get(i).kind == target.kind; i++) {
        Target file = targets.get(i);
        int bit = 1 << i - cursor;
        if (!schedule.isDue(file.rate) || (group.absent & bit) != 0) {
          continue;
        }
        content.clear();
        if (reader.read(group.path + '/' + file.path, content, file.cap, false) >= 0) {
          emit(group.path + '/' + file.path, file.rate);
        } else {
          group.absent |= bit;
        }
        cgroupBudget.spend(reader.lastNanos);
      }
    }
  }

  private void derived(Target target) throws IOException {
    content.clear();
    switch (target.path) {
      case "derived/fds":
        descriptors().counts(closeOnes(), content);
        break;
      case "derived/fdtypes/<pid>":
        int[] suspects = processes.chosen(0, 0);
        for (; inner < suspects.length; inner++) {
          content.clear();
          descriptors().types(processes.pid[suspects[inner]], content);
          if (content.length > 0) {
            emit("derived/fdtypes/" + processes.pid[suspects[inner]]);
          }
        }
        return;
      case "derived/bpf":
        held.write(content);
        break;
      case "derived/held":
        content.append(held.lines.data, 0, held.lines.length);
        break;
      case "derived/mounts":
        String mounts = reader.text(source("proc/mounts"));
        Mounts.write(reader, mounts == null ? "" : mounts, content);
        held.mounts = content.text();
        break;
      case "derived/slabs":
        slabs.write(content);
        break;
      default:
        content.append(ownLine);
    }
    if (content.length > 0) {
      emit(target.path);
    }
  }

  private Descriptors descriptors() {
    if (descriptors == null) {
      descriptors = new Descriptors(reader, processes);
    }
    return descriptors;
  }

  private void emit(String path) throws IOException {
    emit(path, Rate.EVERY);
  }

  private void emit(String path, Rate rate) throws IOException {
    if (rate == Rate.CHANGED && !end && store.isUnchanged(path, content.data, content.length)) {
      return;
    }
    if (tar.length > MOST_WAITING || entries + 1 == starts.length) {
      flush();
    }
    starts[entries++] = tar.length;
    store.write(path, content.data, content.length, tar);
  }

  /**
   * Hands the waiting entries to the archive, every other snapshot in reverse: what ended the last
   * one then begins this one, within the 32 KiB in which deflate finds repetitions. It saves a
   * fifth.
   */
  private void flush() throws IOException {
    starts[entries] = tar.length;
    if (backward) {
      for (int i = entries - 1; i >= 0; i--) {
        archive.write(tar.data, starts[i], starts[i + 1] - starts[i]);
      }
    } else {
      archive.write(tar.data, 0, tar.length);
    }
    tar.clear();
    entries = 0;
  }

  private void account() {
    long cpu = own.cpuNanos();
    ownLine =
        (cpu - cpuNanos) / 1000
            + " "
            + own.rssBytes()
            + " "
            + (reader.totalNanos - readNanos) / 1000
            + " "
            + (archive.size() - archiveSize)
            + "\n";
    cpuNanos = cpu;
    readNanos = reader.totalNanos;
    archiveSize = archive.size();
  }
}
