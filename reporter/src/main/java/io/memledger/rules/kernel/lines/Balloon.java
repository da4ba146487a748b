package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.kernel.causes.BalloonSize;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/** A hypervisor can take memory from its guest through a balloon; nothing in the guest leaks. */
public final class Balloon implements Rule {
  private static final String ID = "balloon";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/meminfo", List.of(Metric.MEM_TOTAL));

  /** Share of memory below which a move of the balloon is of no interest. */
  private static final double SHARE = 0.01;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries total = recording.host(Metric.MEM_TOTAL).orElseThrow();
    double from = total.first().time();
    double to = total.last().time();
    double grown = BalloonSize.growth(recording, from, to);
    boolean byBalloon = Math.abs(grown) >= Math.abs(total.change());
    double taken = byBalloon ? grown : -total.change();
    double least = Math.max(Bytes.MIB * 16, SHARE * total.first().value());
    boolean takes = taken >= least;
    boolean gives = -taken >= least;
    if (!takes && !gives) {
      return List.of(still(input, recording));
    }
    Status status = takes ? Status.NOTICE : Status.CLEARED;
    // Nothing moved in a balloon that is counted: memory was unplugged or added.
    boolean plugged =
        BalloonSize.isCounted(recording) && Math.abs(grown) < Shares.MAIN * Math.abs(taken);
    Wording headline =
        Wording.of(ID + ".headline." + status.id() + (plugged ? ".plugged" : ""))
            .with("taken", Math.abs(taken), Unit.BYTES)
            .with("total", total.last().value(), Unit.BYTES)
            .with("span", total.span(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .growth(taken)
            .evidence("MemTotal-start", total.first().value(), Unit.BYTES, "proc/meminfo")
            .evidence("MemTotal-end", total.last().value(), Unit.BYTES, "proc/meminfo");
    if (BalloonSize.isCounted(recording)) {
      builder.evidence("balloon-growth", grown, Unit.BYTES, BalloonSize.source(recording));
    }
    if (takes) {
      builder.leading();
    }
    var step = NextSteps.of("step.balloon", "grep -E 'balloon' /proc/vmstat /proc/modules");
    return List.of(builder.step(step).build());
  }

  private static Finding still(RuleInput input, Recording recording) {
    Wording headline =
        Wording.of(
                ID + (BalloonSize.isCounted(recording) ? ".headline.still" : ".headline.uncounted"))
            .with("span", recording.span(), Unit.SECONDS);
    return Findings.about(INFO, input, Status.CLEARED, headline).build();
  }
}
