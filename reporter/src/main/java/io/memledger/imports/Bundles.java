package io.memledger.imports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reports of support tools among all files, which are known only once all names are. */
final class Bundles {
  /** Files that may say something, of a hundred reports. */
  private static final int MOST = 1_000;

  private static final int LINES = 2_000;

  private final Map<String, Bundle> byRoot = new TreeMap<>();
  private final Map<String, List<String>> said = new LinkedHashMap<>();

  /** Notes a name, and whether that file's first lines are wanted. */
  boolean wants(String name) {
    String root = Bundle.rootBy(name);
    if (root != null) {
      byRoot.computeIfAbsent(root, Bundle::new);
    }
    for (int at = 0; at >= 0; at = name.indexOf('/', at + 1)) {
      if (Bundle.maySay(name.substring(at == 0 ? 0 : at + 1))) {
        return said.size() < MOST;
      }
    }
    return false;
  }

  void take(String name, List<String> lines) {
    said.put(name, List.copyOf(lines.subList(0, Math.min(LINES, lines.size()))));
  }

  /** Gives every file of a report what the report says of all. */
  void settle(List<Told> files) {
    said.forEach(
        (name, lines) -> {
          Bundle of = of(name);
          if (of != null) {
            of.take(name.substring(of.root().length()), lines);
          }
        });
    for (Told file : files) {
      Bundle of = of(file.name());
      if (of != null) {
        of.settle(file);
      }
    }
  }

  /** The report in which a file lies; null if in none. */
  Bundle of(String name) {
    Bundle found = null;
    for (Bundle one : byRoot.values()) {
      boolean deeper = found == null || one.root().length() > found.root().length();
      found = one.holds(name) && deeper ? one : found;
    }
    return found;
  }

  /** How many files of each report tell nothing of memory. */
  Map<String, Integer> others(List<String> unknown) {
    Map<String, Integer> counts = new HashMap<>();
    for (String name : unknown) {
      Bundle of = of(name);
      if (of != null) {
        counts.merge(of.root(), 1, Integer::sum);
      }
    }
    return new TreeMap<>(counts);
  }
}
