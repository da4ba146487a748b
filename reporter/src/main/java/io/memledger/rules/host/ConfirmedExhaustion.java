package io.memledger.rules.host;

import io.memledger.ledger.Reserve;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.AvailableMemory;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Little available, pages searched for, and pages going out to swap (or no swap to go to), all at
 * the same time: three signs that are harmless alone.
 */
public final class ConfirmedExhaustion implements Rule {
  private static final String ID = "confirmed-exhaustion";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/vmstat", List.of(Metric.AVAILABLE, Metric.PGSCAN));

  /** Within this factor of the floor counts as near it. */
  private static final double NEAR = 1.5;

  /** Less free swap than this share of all is no way out any more. */
  private static final double SWAP_FULL = 0.05;

  /** Share of the time in which all must hold at once, and the blocks that make sure of it. */
  private static final double TOGETHER = 0.1;

  /** One block may be a burst, two its begin and end. */
  private static final int FEWEST_BLOCKS = 3;

  /** Of 100: below a kill that happened, above a leak with a day left. */
  private static final int SEVERE = 85;

  /** Three signs at once; set, not measured. */
  private static final double SURE = 0.95;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries available = recording.host(Metric.AVAILABLE).orElseThrow();
    TimeSeries scan = recording.host(Metric.PGSCAN).orElseThrow();
    double floor = Reserve.of(recording);
    double near = NEAR * floor;
    int all = 0;
    double least = available.mean(0);
    for (int i = 1; i < available.size(); i++) {
      double from = available.time(i - 1);
      double to = available.time(i);
      least = Math.min(least, available.mean(i));
      boolean isShort = available.mean(i) < near;
      boolean scanning = SeriesTools.rise(scan, from, to) >= PageRates.SCANNING * (to - from);
      all += isShort && scanning && noWayOut(recording, from, to) ? 1 : 0;
    }
    double share = (double) all / Math.max(1, available.size() - 1);
    boolean exhausted = all >= FEWEST_BLOCKS && share >= TOGETHER;
    Status status = exhausted ? Status.PRESSURE : Status.CLEARED;
    boolean hasSwap = recording.host(Metric.SWAP_TOTAL).map(s -> s.last().value() > 0).orElse(true);
    String variant = exhausted && !hasSwap ? "no-swap" : status.id();
    Wording headline =
        Wording.of(ID + ".headline." + variant)
            .with("available", least, Unit.BYTES)
            .with("floor", floor, Unit.BYTES)
            .with("share", share, Unit.RATIO);
    boolean zones = recording.host(Metric.WATERMARK_LOW).isPresent();
    String floorSource = zones ? "proc/zoneinfo" : "proc/meminfo";
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .evidence(AvailableMemory.evidence(recording, "least", least))
            .evidence("floor", floor, Unit.BYTES, floorSource)
            .evidence("pgscan", SeriesTools.perSecond(scan), Unit.PAGES_PER_SECOND, INFO.source())
            .evidence("exhausted-share", share, Unit.RATIO, INFO.source());
    recording
        .host(Metric.PSWPOUT)
        .ifPresent(
            s ->
                builder.evidence(
                    "pswpout", SeriesTools.perSecond(s), Unit.PAGES_PER_SECOND, INFO.source()));
    recording
        .host(Metric.SWAP_FREE)
        .ifPresent(s -> builder.evidence("SwapFree", s.last().value(), Unit.BYTES, "proc/meminfo"));
    if (exhausted) {
      Holder.told(builder, recording, headline);
      builder
          .severity(SEVERE)
          .confidence(SURE)
          .step(Wording.of("step.top"), "ps -eo pid,rss,comm --sort=-rss | head -n 20")
          .step(
              Wording.of("step.oom-log"),
              "dmesg | grep -i -A 40 'invoked oom-killer' | tail -n 120");
    }
    return List.of(builder.build());
  }

  /** Whether pages go out to swap, or cannot since there is none or none left. */
  private static boolean noWayOut(Recording recording, double from, double to) {
    Optional<TimeSeries> total = recording.host(Metric.SWAP_TOTAL);
    Optional<TimeSeries> free = recording.host(Metric.SWAP_FREE);
    if (total.isPresent() && free.isPresent()) {
      double all = SeriesTools.at(total.get(), to);
      if (SeriesTools.at(free.get(), to) <= SWAP_FULL * all) {
        return true;
      }
    }
    return recording
        .host(Metric.PSWPOUT)
        .map(s -> SeriesTools.rise(s, from, to) >= PageRates.SWAPPING * (to - from))
        .orElse(false);
  }
}
