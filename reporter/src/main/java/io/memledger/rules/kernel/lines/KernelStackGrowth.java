package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.holders.Members;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.rules.ranges.AddressRanges;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;

/** Every thread has a stack in the kernel; threads that never end keep theirs. */
public final class KernelStackGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("kernel-stack", "proc/meminfo", List.of(Metric.LEDGER_KERNEL_STACK));

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.KERNEL_STACK,
          "KernelStack",
          List.of(
              new Members(
                  Metric.PROC_THREADS,
                  Subject.Kind.PROCESS,
                  16 * 1024,
                  s -> true,
                  s -> "proc/pids/stat",
                  s ->
                      List.of(
                          NextSteps.of("step.threads", "ls /proc/" + s.id() + "/task | wc -l")))),
          List.of(
              NextSteps.of(
                  "step.thread-counts", "ps -eo nlwp,pid,comm --sort=-nlwp | head -n 20")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    return Explained.line(recording, LINE.check(input)).stream()
        .map(f -> AddressRanges.explained(recording, f))
        .toList();
  }
}
