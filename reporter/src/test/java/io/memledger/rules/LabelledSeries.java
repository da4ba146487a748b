package io.memledger.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Labelled series for the budgets of wrong alarms and missed leaks: what memory in use looks like,
 * drawn from wide ranges. A family says whether it leaks and which shape words are right.
 */
final class LabelledSeries {
  /** Makes one series of n values, in MiB. */
  interface Maker {
    double[] make(Random random, int n);
  }

  /**
   * @param leaks whether memory is lost for good, through the end
   * @param shapes right shape words, names of {@link io.memledger.stats.trend.Shape}
   */
  record Kind(boolean leaks, Set<String> shapes, Maker maker) {}

  private LabelledSeries() {}

  static Map<String, Kind> all() {
    Map<String, Kind> all = new LinkedHashMap<>();
    BenignSeries.addTo(all);
    LeakingSeries.addTo(all);
    return all;
  }
}
