package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/**
 * The cache of ZFS (ARC) looks like leaked kernel memory: it stands in slab and in no counter, and
 * MemAvailable does not count it. It is given back down to its minimum.
 */
public final class ZfsArc implements Rule {
  private static final String ID = "zfs-arc";
  private static final String SOURCE = "proc/spl/kstat/zfs/arcstats";
  private static final RuleInfo INFO = new RuleInfo(ID, SOURCE, List.of(Metric.ARC_SIZE));

  /** The cache may pass its limit for a moment; beyond this factor something pins it. */
  private static final double BEYOND = 1.1;

  /** Of MemTotal: a cache of so much makes people ask where memory went; set, not measured. */
  private static final double LARGE = 0.1;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A state, not a course. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries size = recording.host(Metric.ARC_SIZE).orElseThrow();
    double now = size.last().value();
    double most = last(recording, Metric.ARC_MAX);
    double least = last(recording, Metric.ARC_MIN);
    boolean beyond = now > BEYOND * most;
    Status status = beyond ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id() + (Double.isNaN(most) ? ".unlimited" : ""))
            .with("size", now, Unit.BYTES)
            .with("most", most, Unit.BYTES)
            .with("back", last(recording, Metric.ARC_YIELDS), Unit.BYTES);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .growth(size.change())
            .evidence("size", now, Unit.BYTES, SOURCE)
            .evidence("c", last(recording, Metric.ARC_TARGET), Unit.BYTES, SOURCE)
            .evidence("c_min", least, Unit.BYTES, SOURCE)
            .evidence("c_max", most, Unit.BYTES, SOURCE)
            .evidence("ZFS-cache-growth", size.change(), Unit.BYTES, SOURCE);
    if (now >= LARGE * recording.hostFacts().memTotal()) {
      builder.category(Category.UNACCOUNTED);
    }
    var step = NextSteps.of("step.arc", "arc_summary -s arc");
    return List.of(builder.step(step).build());
  }

  private static double last(Recording recording, Metric metric) {
    return recording.host(metric).map(s -> s.last().value()).orElse(Double.NaN);
  }
}
