package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/** What watching cost the watched machine. */
public final class CollectorFootprint implements Rule {
  private static final String ID = "collector-footprint";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "derived/collector", List.of(Metric.COLLECTOR_RSS));

  /** Share of one CPU, and resident bytes, from which watching disturbs what is watched. */
  private static final double MUCH_CPU = 0.05;

  /** Resident bytes; set, not measured. */
  private static final double MUCH_MEMORY = 256 * Bytes.MIB;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double cpu = recording.capture().collectorCpuShare();
    double peak =
        java.util.Arrays.stream(recording.host(Metric.COLLECTOR_RSS).orElseThrow().maxs())
            .max()
            .orElse(Double.NaN);
    boolean slow = cpu > MUCH_CPU;
    Status status = slow || peak > MUCH_MEMORY ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + (slow ? "cpu" : status.id()))
            .with("memory", peak, Unit.BYTES)
            .with("cpu", cpu, Unit.RATIO);
    return List.of(
        Findings.about(INFO, input, status, headline)
            .evidence("collector-rss", peak, Unit.BYTES, "derived/collector")
            .evidence("collector-cpu", cpu, Unit.RATIO, "derived/collector")
            .build());
  }
}
