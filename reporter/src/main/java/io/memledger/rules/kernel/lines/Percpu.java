package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.Holders;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.List;

/** Per-CPU memory grows with BPF maps, network devices and dying cgroups. */
public final class Percpu implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("percpu", "proc/meminfo", List.of(Metric.LEDGER_PERCPU))
          .rulingOut(Category.UNACCOUNTED);

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.PERCPU,
          "Percpu",
          List.of(Holders.BPF_PERCPU, new DescriptorHolders(1024, 1024 * Bytes.MIB)),
          List.of(
              NextSteps.of(
                  "step.percpu-trace",
                  "perf record -e percpu:percpu_alloc_percpu -g -a -- sleep 30; perf report --stdio"
                      + " | head -n 60"),
              NextSteps.of("step.bpf", "bpftool map list"),
              NextSteps.of("step.cgroups", "grep memory /proc/cgroups")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    return Explained.line(input.recording(), LINE.check(input));
  }
}
