package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.Processes;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Address space that is reserved and never touched costs no memory. */
public final class VirtualOnly implements Rule {
  private static final String ID = "virtual-only";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/pids/stat", List.of(Metric.PROC_VSIZE, Metric.PROC_RSS))
          .rulingOut(Category.ANONYMOUS);

  /** Growth of address space that people notice in top. */
  private static final double NOTICED = 256 * Bytes.MIB;

  /** The part of it that may be touched. */
  private static final double TOUCHED = 0.05;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Optional<TimeSeries> most =
        Processes.settled(recording, Metric.PROC_VSIZE).stream()
            .filter(s -> s.change() >= NOTICED && resident(recording, s) < TOUCHED * s.change())
            .max(Comparator.comparingDouble(TimeSeries::change));
    if (most.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    TimeSeries vsize = most.get();
    Wording headline =
        Findings.named(Wording.of(ID + ".headline.cleared"), vsize.subject())
            .with("virtual", vsize.change(), Unit.BYTES)
            .with("resident", resident(recording, vsize), Unit.BYTES);
    return List.of(
        Findings.about(INFO, input, Status.CLEARED, headline)
            .culprit(recording, vsize.subject())
            .growth(vsize.change())
            .evidence("vsize-growth", vsize.change(), Unit.BYTES, "proc/pids/stat")
            .evidence("rss-growth", resident(recording, vsize), Unit.BYTES, "proc/pids/stat")
            .build());
  }

  private static double resident(Recording recording, TimeSeries vsize) {
    return recording
        .series(Metric.PROC_RSS, vsize.subject())
        .map(s -> SeriesTools.rise(s, vsize.first().time(), vsize.last().time()))
        .orElse(0.0);
  }
}
