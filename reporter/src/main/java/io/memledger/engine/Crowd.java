package io.memledger.engine;

import io.memledger.rule.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keeps the largest where more leak than any reader, or the merging of all with all, can bear. */
final class Crowd {
  /**
   * Leaks that are told. Real captures have had four at the most; merging compares each with each
   * and with those between, which takes a second for so many.
   */
  private static final int MOST = 200;

  private static final Comparator<Finding> LARGEST =
      Comparator.comparing(Finding::status)
          .thenComparing(
              Comparator.comparingDouble((Finding f) -> f.claim().bytesPerHour()).reversed())
          .thenComparing(Finding::id)
          .thenComparing(Finding::toString);

  private Crowd() {}

  /**
   * All findings but the smallest leaks beyond the most; what is left out is told as a part that
   * the report lacks.
   */
  static List<Finding> thinned(List<Finding> found, Stages stages) {
    List<Finding> leaks =
        new ArrayList<>(found.stream().filter(f -> f.status().isLeak()).sorted(LARGEST).toList());
    if (leaks.size() <= MOST) {
      return found;
    }
    Set<Finding> smallest = new HashSet<>(leaks.subList(MOST, leaks.size()));
    stages.lacks(
        "analysis-crowd", String.format(Locale.ROOT, "%d of %d", smallest.size(), leaks.size()));
    return found.stream().filter(f -> !smallest.contains(f)).toList();
  }
}
