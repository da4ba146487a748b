package io.memledger.archive;

import io.memledger.series.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was noticed, by kind, with the first example of each; made for warnings. */
public final class Tally {
  /** So that an archive cannot fill a report with its own text. */
  private static final int MAX_KINDS = 200;

  private static final int MAX_EXAMPLE = 120;

  /** What is counted together: a kind, and what tells it from others of the kind. */
  private record Sort(Warning.Kind kind, List<Object> about) {}

  /** How often, and where first. */
  private static final class Count {
    private final Object first;
    private long times;

    Count(Object first) {
      this.first = first;
    }
  }

  private final Map<Sort, Count> counts = new LinkedHashMap<>();

  /**
   * Counts one more of a kind whose places are count and first.
   *
   * @param example text of the archive, or a phrase
   */
  public void add(Warning.Kind kind, Object example) {
    add(new Sort(kind, List.of()), example);
  }

  /**
   * Counts one more of a kind whose places are count, one that tells it from others, and first.
   *
   * @param about counted apart for each
   */
  public void add(Warning.Kind kind, Object about, Object example) {
    add(new Sort(kind, List.of(about)), example);
  }

  private void add(Sort sort, Object example) {
    Count count = counts.get(sort);
    if (count == null) {
      if (counts.size() >= MAX_KINDS) {
        return;
      }
      count = new Count(example instanceof String text ? printable(text) : example);
      counts.put(sort, count);
    }
    count.times++;
  }

  /** One warning a kind, in the order in which they came. */
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    counts.forEach(
        (sort, count) -> {
          List<Object> args = new ArrayList<>();
          args.add(count.times);
          args.addAll(sort.about());
          args.add(count.first);
          warnings.add(new Warning(sort.kind(), args));
        });
    return warnings;
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
