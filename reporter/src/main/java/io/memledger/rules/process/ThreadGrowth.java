package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.List;

/** Threads that are started and never end, each with a stack in the kernel. */
public final class ThreadGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("thread-growth", "proc/pids/stat", List.of(Metric.PROC_THREADS));

  /** Bytes of a kernel stack. */
  private static final double STACK = 16 * 1024;

  private static final Counted COUNTED =
      new Counted(
          INFO,
          Metric.PROC_THREADS,
          Category.KERNEL_STACK,
          STACK,
          s ->
              List.of(
                  NextSteps.of("step.threads", "ls /proc/" + s.id() + "/task | wc -l"),
                  NextSteps.of(
                      "step.thread-names",
                      "cat /proc/" + s.id() + "/task/*/comm | sort | uniq -c | sort -n")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    return COUNTED.check(input, s -> Materiality.threads(input.recording(), s.first().value()));
  }
}
