package io.memledger.verdict;

import io.memledger.rule.Sight;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slowest leak that the capture would have shown in nineteen of twenty cases (METHOD 3.12).
 *
 * @param rate bytes an hour, wherever the leak be; NaN where a leak of the commonest kind, that of
 *     a process, would not have shown at all
 * @param byCategory bytes an hour of a leak on that line of the ledger
 */
public record DetectionLimit(double rate, SortedMap<Category, Double> byCategory) {
  public DetectionLimit {
    byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
  }

  /** Nothing is known of what would have shown. */
  public static final DetectionLimit NONE = new DetectionLimit(Double.NaN, new TreeMap<>());

  static DetectionLimit of(List<Sight> sights) {
    double whole = Double.POSITIVE_INFINITY;
    SortedMap<Category, Double> lines = new TreeMap<>();
    for (Sight sight : sights) {
      if (sight.subject().kind() == Subject.Kind.HOST && sight.line() == null) {
        whole = Math.min(whole, sight.bytesPerHour());
      } else if (sight.subject().kind() == Subject.Kind.HOST) {
        lines.merge(sight.line(), sight.bytesPerHour(), Math::min);
      }
    }
    // Whatever leaks takes memory of the host, so that what shows in the whole shows in all.
    double most = whole;
    lines.replaceAll((line, rate) -> Math.min(rate, most));
    double anywhere =
        lines.containsKey(Category.ANONYMOUS)
            ? Math.min(whole, Collections.max(lines.values()))
            : whole;
    return new DetectionLimit(Double.isInfinite(anywhere) ? Double.NaN : anywhere, lines);
  }
}
