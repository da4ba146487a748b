package io.memledger.rules.kernel.knowledge;

import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.kernel.knowledge.Knowledge.Known;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells by the caches that grow in step which kind of thing is left behind (KERNEL 10): as many
 * filp, sock_inode_cache and TCP are sockets, whatever name each cache is shown by.
 */
final class Fingerprint {
  /** Fewer new objects are the stir of a machine. */
  private static final double FEWEST = 50;

  /** Other users of the same caches come and go beside the leak. */
  private static final double TOLERANCE = 0.25;

  private Fingerprint() {}

  /**
   * The most telling kind of thing whose caches all grew in its ratio between two times.
   *
   * @param grown the cache that grew most; one of the kind's caches must be it
   */
  static Optional<Known> of(Recording recording, double from, double to, String grown) {
    Map<String, Double> objects = newObjects(recording, from, to);
    List<String> names = recording.mergedWith(grown);
    Known best = null;
    for (Known one : Knowledge.ALL) {
      boolean tells = best == null || one.needs().size() > best.needs().size();
      if (!one.needs().isEmpty() && tells && has(one, names) && fits(one, objects)) {
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean has(Known kind, List<String> names) {
    return kind.needs().keySet().stream().flatMap(List::stream).anyMatch(names::contains);
  }

  private static boolean fits(Known kind, Map<String, Double> objects) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Map.Entry<List<String>, Double> need : kind.needs().entrySet()) {
      double grown = 0;
      for (String name : need.getKey()) {
        grown = Math.max(grown, objects.getOrDefault(name, 0.0));
      }
      double things = grown / need.getValue();
      least = Math.min(least, things);
      most = Math.max(most, things);
    }
    return least >= FEWEST && most <= (1 + TOLERANCE) * least;
  }

  /** By every name of a merge group. */
  private static Map<String, Double> newObjects(Recording recording, double from, double to) {
    Map<String, Double> objects = new HashMap<>();
    for (TimeSeries one : recording.all(Metric.SLAB_OBJECTS, Subject.Kind.SLAB_CACHE)) {
      double grown = SeriesTools.rise(one, from, to);
      for (String name : recording.mergedWith(one.subject().name())) {
        objects.merge(name, grown, Math::max);
      }
    }
    return objects;
  }
}
