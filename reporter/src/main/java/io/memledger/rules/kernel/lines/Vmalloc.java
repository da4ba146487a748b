package io.memledger.rules.kernel.lines;

import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
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

  /** Functions of the allocator of per-CPU memory. */
  private static final String CHUNKS = "pcpu_";

  /** Bytes for one of a single processor: 16 for 4, and the maps of what is free. */
  private static final double MOST_KEPT = 4.5;

  /** 8 for 4, less what was there before. */
  private static final double LEAST_KEPT = 1;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    return Explained.line(input.recording(), LINE.check(input)).stream()
        .map(f -> f.status().isLeak() ? kept(input, f) : f)
        .toList();
  }

  /**
   * Accounting vectors of per-CPU memory: 8 to 16 bytes for each 4 that one processor has, so that
   * they are the less for a byte of it the more processors there are (METHOD 4.1).
   */
  private static Finding kept(RuleInput input, Finding finding) {
    double cpus = Math.max(1, input.recording().hostFacts().cpus());
    Subject who = finding.claim().subject();
    if (who.kind() == Subject.Kind.VMALLOC_CALLER && who.name().startsWith(CHUNKS)) {
      return with(finding, Company.keeping(Category.PERCPU, 0, MOST_KEPT));
    }
    boolean nobody = who.kind() == Subject.Kind.HOST;
    return nobody
        ? with(finding, Company.keeping(Category.PERCPU, LEAST_KEPT / cpus, MOST_KEPT / cpus))
        : finding;
  }

  private static Finding with(Finding finding, Company company) {
    return FindingBuilder.from(finding).company(company).build();
  }
}
