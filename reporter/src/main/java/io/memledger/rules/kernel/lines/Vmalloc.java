package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.Holders;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.holders.Members;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;

/** Large kernel buffers: BPF maps, modules, filter tables. */
public final class Vmalloc implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("vmalloc", "proc/meminfo", List.of(Metric.LEDGER_VMALLOC))
          .rulingOut(Category.UNACCOUNTED);

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.VMALLOC,
          "VmallocUsed",
          List.of(
              Holders.BPF_VMALLOC,
              new DescriptorHolders(4096, 1024 * Bytes.MIB),
              new Members(
                  Metric.VMALLOC_BYTES,
                  Subject.Kind.VMALLOC_CALLER,
                  1,
                  s -> true,
                  s -> "proc/vmallocinfo",
                  s ->
                      NextSteps.withName(
                          "step.vmalloc-caller", "grep -c @ /proc/vmallocinfo", s.name()))),
          List.of(
              NextSteps.of("step.vmallocinfo", "sort -n -k 2 /proc/vmallocinfo | tail -n 20"),
              NextSteps.of("step.bpf", "bpftool map list")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    return Explained.line(input.recording(), LINE.check(input));
  }
}
