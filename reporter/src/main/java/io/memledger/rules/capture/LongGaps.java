package io.memledger.rules.capture;

import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Gaps;
import io.memledger.rules.judge.LeakTest;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/** A stretch without snapshots hides what happened in it. */
public final class LongGaps implements Rule {
  private static final String ID = "gaps";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/meminfo", List.of(Metric.MEM_FREE));

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
    double longest = Gaps.longest(recording);
    boolean isLong = MinimumCapture.samples(recording) > 2 && LeakTest.hasLongGap(recording);
    Status status = isLong ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id()).with("gap", longest, Unit.SECONDS);
    return List.of(
        Findings.about(INFO, input, status, headline)
            .evidence("longest-gap", longest, Unit.SECONDS, "proc/uptime")
            .build());
  }
}
