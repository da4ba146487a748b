package io.memledger.rules.host;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Findings;
import io.memledger.rules.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/** Free memory that turns into file cache is not lost: the kernel gives it back on demand. */
public final class PageCacheBenign implements Rule {
  private static final String ID = "page-cache-benign";
  private static final RuleInfo INFO =
      new RuleInfo(
          ID, "proc/meminfo", List.of(Metric.MEM_FREE, Metric.LEDGER_PAGE_CACHE, Metric.AVAILABLE));

  /** Share of the fall of free memory that must have gone into cache. */
  private static final double MOSTLY = 0.5;

  /** Share of it by which available memory may have fallen. */
  private static final double STEADY = 0.25;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    Recording recording = given.recording();
    double fall = -change(recording, Metric.MEM_FREE);
    double cache = change(recording, Metric.LEDGER_PAGE_CACHE);
    double available = change(recording, Metric.AVAILABLE);
    double matters = Materiality.scale(recording.span()) * Materiality.used(recording);
    if (fall < matters || cache < MOSTLY * fall || -available > STEADY * fall) {
      return List.of(Findings.still(ID, given));
    }
    Wording headline =
        Wording.of(ID + ".headline.cleared")
            .with("fall", fall, Unit.BYTES)
            .with("cache", cache, Unit.BYTES)
            .with("available", Math.abs(available), Unit.BYTES);
    return List.of(
        Findings.about(ID, given, Status.CLEARED, headline)
            .category(Category.PAGE_CACHE)
            .growth(cache)
            .evidence("MemFree-change", -fall, Unit.BYTES, "proc/meminfo")
            .evidence("cache-change", cache, Unit.BYTES, "proc/meminfo")
            .evidence("MemAvailable-change", available, Unit.BYTES, "proc/meminfo")
            .build());
  }

  private static double change(Recording recording, Metric metric) {
    return recording.host(metric).orElseThrow().change();
  }
}
