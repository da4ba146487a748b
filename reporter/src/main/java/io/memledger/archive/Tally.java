package io.memledger.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was noticed, by kind, with the first example of each; made for warnings. */
public final class Tally {
  /** So that an archive cannot fill a report with its own text. */
  private static final int MAX_KINDS = 200;

  private static final int MAX_EXAMPLE = 120;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, String> examples = new LinkedHashMap<>();

  /** Counts one more of a kind. */
  public void add(String kind, String example) {
    if (counts.size() >= MAX_KINDS && !counts.containsKey(kind)) {
      return;
    }
    counts.merge(kind, 1, (a, b) -> a == Integer.MAX_VALUE ? a : a + b);
    examples.computeIfAbsent(kind, k -> printable(example));
  }

  public int count(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** "3 entries with an unsafe name were skipped (first: ../x)", one line a kind. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((kind, n) -> lines.add(n + " " + kind + " (first: " + examples.get(kind) + ")"));
    return lines;
  }

  /** Text of the archive without control characters, cut to a readable length. */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < MAX_EXAMPLE; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > MAX_EXAMPLE ? out + "…" : out.toString();
  }
}
