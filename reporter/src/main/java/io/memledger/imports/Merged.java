package io.memledger.imports;

import io.memledger.archive.ArchiveVisitor;
import io.memledger.archive.EntryName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The looks of all files of a host as snapshots in the order of time. Tools that ran side by side
 * look at different seconds: those of the file with the most looks are the snapshots, and the
 * others' go with the nearest one.
 */
final class Merged {
  private static final String UPTIME = "proc/uptime";

  private final List<Told> files;
  private final Choice choice;

  /** Looks of the file that has the most. */
  private final int most;

  private record Timed(long time, int file, Spool.Look look) {}

  Merged(List<Told> files, Choice choice) {
    this.files = files;
    this.choice = choice;
    most = files.stream().mapToInt(file -> file.looks().size()).max().orElse(0);
  }

  /** Gives all that counts. */
  void give(ArchiveVisitor visitor) {
    List<Timed> all = new ArrayList<>();
    Grid grid = Grid.of(files);
    for (int i = 0; i < files.size(); i++) {
      for (Spool.Look look : files.get(i).looks()) {
        all.add(new Timed(grid.nearest(look.time()), i, look));
      }
    }
    all.sort(Comparator.comparingLong(Timed::time).thenComparingInt(Timed::file));
    int from = 0;
    while (from < all.size()) {
      int to = from;
      while (to < all.size() && all.get(to).time() == all.get(from).time()) {
        to++;
      }
      snapshot(all.subList(from, to), visitor);
      from = to;
    }
  }

  private void snapshot(List<Timed> looks, ArchiveVisitor visitor) {
    Map<String, byte[]> given = new LinkedHashMap<>();
    for (Timed one : looks) {
      for (Spool.Put put : one.look().puts()) {
        if (visitor.wants(put.path()) && !(put.path().equals(UPTIME) && isBeside(one))) {
          byte[] bytes = choice.of(files.get(one.file()), one.look().time(), put);
          if (bytes != null) {
            given.merge(put.path(), bytes, (had, more) -> joined(put.path(), had, more));
          }
        }
      }
    }
    long time = Math.max(0, looks.get(0).time());
    String written = Instant.ofEpochMilli(time).toString();
    given.forEach(
        (path, bytes) ->
            visitor.file(
                new EntryName(EntryName.Kind.SNAPSHOT_FILE, "", time, written, path),
                bytes,
                bytes.length));
  }

  /** Uptime that only some looks have would count other looks' time otherwise. */
  private boolean isBeside(Timed one) {
    return files.get(one.file()).looks().size() < most;
  }

  /** Lines of meminfo may come from several files; of all else the first counts. */
  private static byte[] joined(String path, byte[] had, byte[] more) {
    if (!path.equals(Choice.MEMINFO)) {
      return had;
    }
    Set<String> keys = new HashSet<>();
    StringBuilder text = new StringBuilder();
    for (byte[] one : List.of(had, more)) {
      for (String line : new String(one, StandardCharsets.UTF_8).split("\n")) {
        if (keys.add(Choice.key(line))) {
          text.append(line).append('\n');
        }
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The moments of the file with the most looks. */
  private static final class Grid {
    private final long[] times;
    private final long reach;

    private Grid(long[] times, long reach) {
      this.times = times;
      this.reach = reach;
    }

    static Grid of(List<Told> files) {
      List<Spool.Look> most = List.of();
      for (Told file : files) {
        most = file.looks().size() > most.size() ? file.looks() : most;
      }
      long[] times = most.stream().mapToLong(Spool.Look::time).sorted().toArray();
      long[] steps = new long[Math.max(0, times.length - 1)];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = times[i + 1] - times[i];
      }
      Arrays.sort(steps);
      // Half a step, so that no look goes past the next one.
      return new Grid(
          times, steps.length == 0 || files.size() == 1 ? 0 : steps[steps.length / 2] / 2);
    }

    long nearest(long time) {
      int at = Arrays.binarySearch(times, time);
      if (at >= 0 || reach == 0) {
        return time;
      }
      int after = -at - 1;
      long best = time;
      long distance = reach + 1;
      for (int i = Math.max(0, after - 1); i <= Math.min(times.length - 1, after); i++) {
        if (Math.abs(times[i] - time) < distance) {
          distance = Math.abs(times[i] - time);
          best = times[i];
        }
      }
      return best;
    }
  }
}
