package io.memledger.verdict;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a verdict is about: the host, or only that of it which a capture holds.
 *
 * @param sources paths that were judged, where they are not the host; empty for the host
 */
public record Scope(List<String> sources) {
  /** The whole host. */
  public static final Scope HOST = new Scope(List.of());

  /** As many as a headline bears. */
  private static final int NAMED = 3;

  private static final Pattern CGROUP = Pattern.compile("(sys/fs/cgroup|cgroup)/.*/([^/]+)");

  private static final String PLACE = "/<cgroup>/";

  private static final String FOLDER = PLACE + ".*";

  public Scope {
    sources = List.copyOf(sources);
  }

  /**
   * The host, where the capture tells how much of its memory is available: then what is lost
   * anywhere shows.
   */
  static Scope of(Recording recording) {
    boolean host =
        recording.host(Metric.AVAILABLE).isPresent() || recording.host(Metric.USED).isPresent();
    return host || recording.capture().sources().isEmpty()
        ? HOST
        : new Scope(
            recording.capture().sources().stream()
                .map(path -> CGROUP.matcher(path).replaceFirst("$1/<cgroup>/$2"))
                .filter(Scope::isJudged)
                .distinct()
                .toList());
  }

  /** Times and names are no memory. */
  private static boolean isJudged(String path) {
    return !path.equals("proc/uptime")
        && !path.equals("proc/version")
        && !path.startsWith("etc/")
        && !path.startsWith("proc/sys/")
        && !path.equals("proc/<pid>/comm")
        && !path.equals("proc/<pid>/cgroup");
  }

  /** The first few in a row; several files of cgroups by their folder. */
  String named() {
    boolean several = sources.stream().filter(Scope::isOfCgroup).count() > 1;
    List<String> names =
        sources.stream()
            .map(path -> several && isOfCgroup(path) ? path.replaceFirst(FOLDER, "") : path)
            .distinct()
            .toList();
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + ", …" : first;
  }

  private static boolean isOfCgroup(String path) {
    return path.contains(PLACE);
  }

  public boolean isHost() {
    return sources.isEmpty();
  }
}
