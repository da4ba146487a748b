package io.memledger.rules.kernel.sites;

import io.memledger.ledger.ReclaimableCaches;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Trust;
import io.memledger.rules.findings.KmemStep;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.List;
import java.util.Optional;

/**
 * Objects of a slab cache by who allocated them, for caches whose users are stored (slab_debug=U).
 */
public final class SlabTraces implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
              "slab-traces",
              "sys/kernel/debug/slab/<cache>/alloc_traces",
              List.of(Metric.TRACED_OBJECTS))
          .trusted(Trust.LIVE_OBJECTS);

  private static final SiteGrowth SITES =
      new SiteGrowth(
          INFO,
          Metric.TRACED_OBJECTS,
          Metric.TRACED_OBJECTS,
          SlabTraces::bytesEach,
          site -> false,
          List.of(NextSteps.of("step.slabtop", "slabtop -o -s c | head -n 25")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** Few readings are compared. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    return SITES.check(input);
  }

  /**
   * Bytes of an object of the site's cache, by the cache's size or its name; NaN if unknown, and
   * for caches that reclaim frees, which fill memory by design.
   */
  private static double bytesEach(Recording recording, Subject site) {
    int in = site.name().lastIndexOf(" in ");
    String cache = in < 0 ? "" : site.name().substring(in + " in ".length());
    Subject subject = Subject.named(Subject.Kind.SLAB_CACHE, cache);
    if (ReclaimableCaches.has(recording, subject)) {
      return Double.NaN;
    }
    Optional<TimeSeries> bytes = recording.series(Metric.SLAB_BYTES, subject);
    double objects =
        recording.series(Metric.SLAB_OBJECTS, subject).map(s -> s.last().value()).orElse(0.0);
    return bytes.isPresent() && objects > 0
        ? bytes.get().last().value() / objects
        : KmemStep.size(cache).map(Long::doubleValue).orElse(Double.NaN);
  }
}
