package io.memledger.replay;

import io.memledger.archive.ArchiveReader;
import io.memledger.archive.ArchiveVisitor;
import io.memledger.archive.EntryName;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.Tally;
import io.memledger.archive.TarBytes;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * An archive in full text, every so many snapshots, so that a test can take parts of it away and
 * write the rest again. A source that is sampled less often keeps what it said last.
 */
public final class Expanded {
  private final List<Map.Entry<Long, SortedMap<String, byte[]>>> snapshots = new ArrayList<>();

  private Expanded() {}

  /**
   * @param most snapshots that are kept, evenly, the last among them
   */
  public static Expanded of(Path archive, int most) {
    SortedMap<Long, SortedMap<String, byte[]>> all = new TreeMap<>();
    Contents contents = new Contents(new Tally());
    new ArchiveReader(archive, Limits.defaults(), Progress.NONE)
        .read(
            new ArchiveVisitor() {
              private void keep(EntryName name, PathState state) {
                if (state != null) {
                  all.computeIfAbsent(name.stamp(), s -> new TreeMap<>())
                      .put(state.path(), state.text());
                }
              }

              @Override
              public boolean wants(String path) {
                return contents.wants(path);
              }

              @Override
              public void file(EntryName name, byte[] data, int length) {
                keep(name, contents.file(name, data, length, 0));
              }

              @Override
              public void link(EntryName name, EntryName target) {
                keep(name, contents.link(name, target, 0));
              }

              @Override
              public void json(EntryName name, byte[] data, int length) {}

              @Override
              public void trace(EntryName name, InputStream content) {}
            });
    Expanded expanded = new Expanded();
    SortedMap<String, byte[]> since = new TreeMap<>();
    int left = all.size();
    int step = Math.max(1, (int) Math.ceil(all.size() / (double) most));
    for (Map.Entry<Long, SortedMap<String, byte[]>> one : all.entrySet()) {
      since.putAll(one.getValue());
      left--;
      if (left % step == 0) {
        // A process that ended since is not there any more.
        since.keySet().removeIf(path -> path.startsWith("proc/") && isGone(path, one.getValue()));
        expanded.snapshots.add(Map.entry(one.getKey(), since));
        since = new TreeMap<>();
      }
    }
    return expanded;
  }

  private static boolean isGone(String path, SortedMap<String, byte[]> now) {
    return path.matches("proc/[0-9]+/stat") && !now.containsKey(path);
  }

  /** Texts by path of each snapshot that was kept, by its time. */
  public List<Map.Entry<Long, SortedMap<String, byte[]>>> snapshots() {
    return List.copyOf(snapshots);
  }

  /** Paths that any snapshot holds, "proc/&lt;pid&gt;" for those of processes. */
  public java.util.SortedSet<String> kinds() {
    java.util.SortedSet<String> kinds = new java.util.TreeSet<>();
    for (Map.Entry<Long, SortedMap<String, byte[]>> one : snapshots) {
      one.getValue().keySet().forEach(path -> kinds.add(kind(path)));
    }
    return kinds;
  }

  /** A path without the pid and without the cgroup. */
  public static String kind(String path) {
    int slash = path.lastIndexOf('/');
    return path.startsWith("sys/fs/cgroup/")
        ? "sys/fs/cgroup/<cgroup>" + path.substring(slash)
        : path.replaceFirst("^proc/\\d+/", "proc/<pid>/");
  }

  /** The text of a path in the first snapshot that has it; empty if none has. */
  public String first(String path) {
    return snapshots.stream()
        .filter(s -> s.getValue().containsKey(path))
        .findFirst()
        .map(s -> new String(s.getValue().get(path), java.nio.charset.StandardCharsets.UTF_8))
        .orElse("");
  }

  /**
   * The archive of what is left.
   *
   * @param part what becomes of a path's text; null to leave it out
   */
  public byte[] without(BiFunction<String, byte[], byte[]> part) {
    TarBytes tar = new TarBytes();
    for (Map.Entry<Long, SortedMap<String, byte[]>> one : snapshots) {
      String folder = "memledger-part/" + stamp(one.getKey()) + "/";
      one.getValue()
          .forEach(
              (path, text) -> {
                byte[] left = part.apply(path, text);
                if (left != null) {
                  tar.entry(folder + path, left, '0', "");
                }
              });
    }
    return tar.tar();
  }

  private static String stamp(long millis) {
    return java.time.format.DateTimeFormatter.ofPattern(
            "yyyyMMdd'T'HHmmss.SSS'Z'", java.util.Locale.ROOT)
        .withZone(java.time.ZoneOffset.UTC)
        .format(java.time.Instant.ofEpochMilli(millis));
  }
}
