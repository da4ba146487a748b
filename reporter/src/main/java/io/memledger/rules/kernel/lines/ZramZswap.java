package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Swap that is kept compressed in memory: it holds what processes own, so it is no leak of its own;
 * but a pool that grows while little is available means that memory is short.
 */
public final class ZramZswap implements Rule {
  private static final String ID = "zram-zswap";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/meminfo", List.of(Metric.LEDGER_ZRAM_ZSWAP));

  /** A pool below this share of memory is of no interest. */
  private static final double SMALL = 0.01;

  /** A pool of this share that still grows, with little available, is memory running out. */
  private static final double LARGE = 0.1;

  /** Share of MemTotal below which available memory is little (METHOD 3.9). */
  private static final double LITTLE_AVAILABLE = 0.1;

  /** Compression that saves less than a fifth is not worth its processor time. */
  private static final double INCOMPRESSIBLE = 0.8;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries pool = recording.host(Metric.LEDGER_ZRAM_ZSWAP).orElseThrow();
    double total = recording.hostFacts().memTotal();
    double size = pool.last().value();
    if (!(size >= SMALL * total)) {
      return List.of(Findings.still(INFO, input));
    }
    double original =
        last(recording, Metric.ZSWAPPED, 0) + last(recording, Metric.ZRAM_ORIGINAL, 0);
    double ratio = original > 0 ? size / original : Double.NaN;
    Status status = status(recording, pool, size / total, ratio);
    String variant = Double.isNaN(ratio) ? ".unknown" : "";
    Wording headline =
        Wording.of(ID + ".headline." + status.id() + variant)
            .with("size", size, Unit.BYTES)
            .with("original", original, Unit.BYTES)
            .with("growth", pool.change(), Unit.BYTES);
    var builder =
        Findings.about(INFO, input, status, headline)
            .category(Category.ZRAM_ZSWAP)
            .growth(pool.change())
            .evidence("compressed-start", pool.first().value(), Unit.BYTES, "proc/vmstat")
            .evidence("compressed-end", size, Unit.BYTES, "proc/vmstat")
            .evidence(
                "compressed-holds",
                original > 0 ? original : Double.NaN,
                Unit.BYTES,
                "sys/block/zram0/mm_stat")
            .evidence("compressed-ratio", ratio, Unit.RATIO, "sys/block/zram0/mm_stat")
            .evidence(
                "swap-used",
                last(recording, Metric.SWAP_USED, Double.NaN),
                Unit.BYTES,
                "proc/meminfo");
    var zram = NextSteps.of("step.zram", "zramctl; grep -E 'Zswap|Swap' /proc/meminfo");
    var users =
        NextSteps.of(
            "step.swap-users", "grep -s VmSwap /proc/[0-9]*/status | sort -n -k 2 | tail -n 20");
    return List.of(builder.step(zram).step(users).build());
  }

  private static Status status(Recording recording, TimeSeries pool, double share, double ratio) {
    double available =
        last(recording, Metric.AVAILABLE, Double.NaN) / recording.hostFacts().memTotal();
    Optional<Family.Member> judged =
        Family.judge(recording, pool, SMALL * recording.hostFacts().memTotal());
    boolean grows = judged.isPresent() && judged.get().isLeak();
    if (grows && share >= LARGE && available < LITTLE_AVAILABLE) {
      return Status.PRESSURE;
    }
    return ratio > INCOMPRESSIBLE ? Status.NOTICE : Status.CLEARED;
  }

  private static double last(Recording recording, Metric metric, double absent) {
    return recording.host(metric).map(s -> s.last().value()).orElse(absent);
  }
}
