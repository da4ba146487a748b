package io.memledger.rules.kernel.knowledge;

import io.memledger.ledger.ReclaimableCaches;
import io.memledger.rule.Wording;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Slab caches as the kernel holds them: one for each merge group. SLUB puts caches of like size
 * into one and shows it under one of their names, in effect arbitrarily (KERNEL 5.2).
 */
public final class CacheGroups {
  /** More names of one group are counted, not listed. */
  private static final int MOST_NAMES = 6;

  private CacheGroups() {}

  /** A metric of all groups on one side of reclaim, under the name that slabinfo shows. */
  public static List<TimeSeries> of(Recording recording, Metric metric, boolean reclaimable) {
    Map<List<String>, TimeSeries> groups = new LinkedHashMap<>();
    for (TimeSeries one : recording.all(metric, Subject.Kind.SLAB_CACHE)) {
      if (one.size() > 0 && ReclaimableCaches.has(recording, one.subject()) == reclaimable) {
        groups.merge(recording.mergedWith(one.subject().name()), one, SeriesTools::sum);
      }
    }
    return new ArrayList<>(groups.values());
  }

  /** The other names in a cache's group; empty if it stands alone or the groups are not known. */
  public static List<String> others(Recording recording, String cache) {
    return recording.mergedWith(cache).stream().filter(name -> !name.equals(cache)).toList();
  }

  /** The cache's name with those that share its slabs. */
  public static Wording name(Recording recording, String cache) {
    List<String> others = others(recording, cache);
    if (others.isEmpty()) {
      return Wording.of("slab-cache.alone").with("name", cache);
    }
    String listed = others.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return Wording.of(others.size() > MOST_NAMES ? "slab-cache.merged.more" : "slab-cache.merged")
        .with("name", cache)
        .with("others", listed);
  }
}
