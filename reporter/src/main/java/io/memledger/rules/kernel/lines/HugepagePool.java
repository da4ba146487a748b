package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/** Memory set aside as huge pages is gone from the free list, used or not. */
public final class HugepagePool implements Rule {
  private static final String ID = "hugepage-pool";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/meminfo", List.of(Metric.LEDGER_HUGETLB)).rulingOutAlways();

  /** A pool below this share of memory is of no interest. */
  private static final double LARGE = 0.02;

  /** A pool of which more than this is unused is worth a word. */
  private static final double UNUSED = 0.5;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries pool = recording.host(Metric.LEDGER_HUGETLB).orElseThrow();
    double size = pool.last().value();
    if (!(size > LARGE * recording.hostFacts().memTotal())) {
      return List.of(Findings.still(INFO, input));
    }
    double unused = unused(recording);
    Status status = unused > UNUSED ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id())
            .with("size", size, Unit.BYTES)
            .with("growth", pool.change(), Unit.BYTES)
            .with("unused", unused, Unit.RATIO);
    return List.of(
        Findings.about(INFO, input, status, headline)
            .category(Category.HUGETLB)
            .growth(pool.change())
            .evidence("Hugetlb-start", pool.first().value(), Unit.BYTES, "proc/meminfo")
            .evidence("Hugetlb-end", size, Unit.BYTES, "proc/meminfo")
            .evidence("HugePages-unused", unused, Unit.RATIO, "proc/meminfo")
            .build());
  }

  private static double unused(Recording recording) {
    double total = last(recording, Metric.HUGE_PAGES_TOTAL);
    return total > 0 ? last(recording, Metric.HUGE_PAGES_FREE) / total : 0;
  }

  private static double last(Recording recording, Metric metric) {
    return recording.host(metric).map(s -> s.last().value()).orElse(0.0);
  }
}
