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
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/**
 * Free memory in small pieces only: large requests (drivers, huge pages) fail or wait although much
 * is free. That is no leak.
 */
public final class MemoryFragmentation implements Rule {
  private static final String ID = "memory-fragmentation";
  private static final String SOURCE = "proc/buddyinfo";
  private static final RuleInfo INFO =
      new RuleInfo(ID, SOURCE, List.of(Metric.BUDDY_FREE, Metric.BUDDY_HIGH_ORDER));

  /** With less free than this a kernel is busy anyway, and pieces are small by nature. */
  private static final double MUCH_FREE = 256 * 1024 * 1024.0;

  /** Of free memory, in blocks of 64 KiB (4 KiB pages) or more: less is next to nothing. */
  private static final double NOTHING = 0.05;

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
    TimeSeries free = recording.host(Metric.BUDDY_FREE).orElseThrow();
    TimeSeries high = recording.host(Metric.BUDDY_HIGH_ORDER).orElseThrow();
    // The last block rather than the last sample: free lists move by the second.
    double now = free.mean(free.size() - 1);
    double large = high.mean(high.size() - 1);
    double share = now > 0 ? large / now : Double.NaN;
    boolean pieces = now >= MUCH_FREE && share < NOTHING;
    Status status = pieces ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id())
            .with("free", now, Unit.BYTES)
            .with("large", large, Unit.BYTES);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .evidence("free-in-blocks", now, Unit.BYTES, SOURCE)
            .evidence("free-in-large-blocks", large, Unit.BYTES, SOURCE)
            .evidence("large-share", share, Unit.RATIO, SOURCE);
    recording
        .host(Metric.COMPACT_STALL)
        .ifPresent(s -> builder.evidence("compact_stall", s.change(), Unit.COUNT, "proc/vmstat"));
    if (pieces) {
      var zones = NextSteps.of("step.buddyinfo", "cat /proc/buddyinfo");
      var compact = NextSteps.of("step.compact", "echo 1 > /proc/sys/vm/compact_memory");
      builder.step(zones).step(compact);
    }
    return List.of(builder.build());
  }
}
