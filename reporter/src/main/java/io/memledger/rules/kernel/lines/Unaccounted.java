package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.KernelHints;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.List;
import java.util.Optional;

/** Pages that no counter names: pipes, socket buffers, network rings, drivers. */
public final class Unaccounted implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("unaccounted", "proc/meminfo", List.of(Metric.LEDGER_UNACCOUNTED))
          .rulingOutAlways();

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.UNACCOUNTED,
          "Unaccounted",
          List.of(
              new DescriptorHolders(1024, 8 * Bytes.MIB), KernelHints.SOCKETS, KernelHints.BALLOON),
          List.of(
              NextSteps.of("step.sockstat", "cat /proc/net/sockstat"),
              NextSteps.of("step.pipes", "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c pipe:"),
              NextSteps.of("step.dmesg", "dmesg | tail -n 100")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Optional<Family.Member> line = LedgerLines.leak(input, Category.UNACCOUNTED);
    return line.flatMap(l -> otherCause(input, l))
        .map(c -> List.of(c.clears(INFO, input, line.get(), Category.UNACCOUNTED)))
        .orElseGet(() -> Explained.line(recording, LINE.check(input)));
  }

  private static Optional<OtherCause> otherCause(RuleInput input, Family.Member line) {
    Recording recording = input.recording();
    return OtherCause.balloon(recording, line)
        .or(() -> OtherCause.zfs(recording, line))
        .or(() -> OtherCause.sockets(input, line));
  }
}
