package io.memledger.forms.prometheus;

import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Containers as cAdvisor tells them, at paths of cgroups that bear their names. Its working set is
 * usage less pages of files that were not used of late.
 */
final class PromContainers {
  private static final String CURRENT = "container_memory_usage_bytes";
  private static final String WORKING = "container_memory_working_set_bytes";
  private static final String LIMIT = "container_spec_memory_limit_bytes";
  private static final String SWAP = "container_memory_swap";
  private static final String KILLS = "container_oom_events_total";

  private static final Map<String, String> STAT =
      Map.of(
          "container_memory_rss", "anon",
          "container_memory_cache", "file",
          "container_memory_kernel_usage", "kernel",
          "container_memory_mapped_file", "file_mapped");

  private static final int MOST = 100_000;

  private final Map<String, Map<String, Double>> groups = new TreeMap<>();

  static boolean isWanted(String name) {
    return STAT.containsKey(name)
        || name.equals(CURRENT)
        || name.equals(WORKING)
        || name.equals(LIMIT)
        || name.equals(SWAP)
        || name.equals(KILLS);
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  void put(String name, Map<String, String> labels, double value) {
    String path = path(labels);
    if (path != null && value >= 0 && (groups.size() < MOST || groups.containsKey(path))) {
      groups.computeIfAbsent(path, p -> new HashMap<>()).put(name, value);
    }
  }

  /** Null if no label tells which container it is. */
  private static String path(Map<String, String> labels) {
    String pod = label(labels, "pod", "pod_name");
    String container = label(labels, "container", "container_name");
    String name = label(labels, "name", "");
    String id = label(labels, "id", "");
    if (!pod.isEmpty()) {
      String of = "/kubepods/" + part(label(labels, "namespace", "")) + "/" + part(pod);
      return container.isEmpty() ? of : of + "/" + part(container);
    }
    if (!name.isEmpty()) {
      return "/docker/" + part(name);
    }
    return id.startsWith("/") && !id.contains("..") && id.length() < 1_000 ? id : null;
  }

  private static String label(Map<String, String> labels, String name, String old) {
    return labels.getOrDefault(name, labels.getOrDefault(old, ""));
  }

  private static String part(String name) {
    return name.isEmpty() ? "-" : name.replace('/', '_').replace("..", "__");
  }

  void give(Looks into) {
    groups.forEach((path, of) -> give("sys/fs/cgroup" + (path.equals("/") ? "" : path), of, into));
  }

  private static void give(String folder, Map<String, Double> of, Looks into) {
    Double current = of.get(CURRENT);
    Double working = of.get(WORKING);
    if (current != null) {
      put(folder, "memory.current", current, into);
    }
    Double limit = of.get(LIMIT);
    if (limit != null && limit > 0 && limit < 1e18) {
      put(folder, "memory.max", limit, into);
    }
    if (of.containsKey(SWAP)) {
      put(folder, "memory.swap.current", of.get(SWAP), into);
    }
    if (of.containsKey(KILLS)) {
      into.put(
          Origin.PROMETHEUS,
          folder + "/memory.events",
          "oom_kill " + of.get(KILLS).longValue() + "\n");
    }
    StringBuilder stat = new StringBuilder();
    STAT.forEach(
        (name, field) -> {
          if (of.containsKey(name)) {
            stat.append(field).append(' ').append(of.get(name).longValue()).append('\n');
          }
        });
    if (current != null && working != null && current >= working) {
      stat.append("inactive_file ").append((long) (current - working)).append('\n');
    }
    if (stat.length() > 0) {
      into.put(Origin.PROMETHEUS, folder + "/memory.stat", stat);
    }
  }

  private static void put(String folder, String file, double bytes, Looks into) {
    into.put(Origin.PROMETHEUS, folder + "/" + file, (long) bytes + "\n");
  }
}
