package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.AvailableMemory;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Persistence;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/** Reclaim that runs while little is available means that memory is short, leak or not. */
public final class ReclaimPressure implements Rule {
  private static final String ID = "reclaim-pressure";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/vmstat", List.of(Metric.PGSCAN, Metric.AVAILABLE));

  /** Below this share of memory available, scanning is need rather than housekeeping. */
  private static final double SHORT = 0.1;

  /** One sign, which a large job gives as well; set, not measured. */
  private static final double SURE = 0.85;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries scan = recording.host(Metric.PGSCAN).orElseThrow();
    TimeSeries available = recording.host(Metric.AVAILABLE).orElseThrow();
    double least = java.util.Arrays.stream(available.mins()).min().orElse(Double.NaN);
    double share = SeriesTools.shareFaster(scan, PageRates.SCANNING);
    double efficiency = efficiency(recording, scan);
    boolean isShort = least < SHORT * recording.hostFacts().memTotal();
    boolean pressure = Persistence.of(scan, PageRates.SCANNING) && isShort;
    Status status = pressure ? Status.PRESSURE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id())
            .with("scan", SeriesTools.perSecond(scan), Unit.PAGES_PER_SECOND)
            .with("available", least, Unit.BYTES)
            .with("share", share, Unit.RATIO);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .evidence("pgscan", SeriesTools.perSecond(scan), Unit.PAGES_PER_SECOND, "proc/vmstat")
            .evidence("pgscan-peak", Persistence.peak(scan), Unit.PAGES_PER_SECOND, "proc/vmstat")
            .evidence("scan-efficiency", efficiency, Unit.RATIO, "proc/vmstat")
            .evidence(AvailableMemory.evidence(recording, "least", least));
    evidence(recording, builder, Metric.ALLOCSTALL, "allocstall");
    evidence(recording, builder, Metric.WORKINGSET_REFAULT, "workingset_refault");
    if (pressure) {
      Holder.told(builder, recording, headline);
      if (!Double.isNaN(efficiency)) {
        builder.explanation(
            Wording.of(ID + ".explanation").with("efficiency", efficiency, Unit.RATIO));
      }
      builder
          .confidence(SURE)
          .step(Wording.of("step.top"), "ps -eo pid,rss,comm --sort=-rss | head -n 20");
    }
    return List.of(builder.build());
  }

  /** Pages freed by pages scanned; NaN where none was scanned or freed pages are not counted. */
  private static double efficiency(Recording recording, TimeSeries scan) {
    double scanned = scan.change();
    return recording
        .host(Metric.PGSTEAL)
        .filter(s -> scanned > 0)
        .map(s -> s.change() / scanned)
        .orElse(Double.NaN);
  }

  private static void evidence(
      Recording recording, FindingBuilder builder, Metric metric, String name) {
    recording
        .host(metric)
        .ifPresent(s -> builder.evidence(name, s.change(), Unit.COUNT, "proc/vmstat"));
  }
}
