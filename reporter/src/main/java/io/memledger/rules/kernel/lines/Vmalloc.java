package io.memledger.rules.kernel.lines;

import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.Holders;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.holders.Members;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.function.Function;

/** Large kernel buffers: BPF maps, modules, filter tables. */
public final class Vmalloc implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("vmalloc", "proc/meminfo", List.of(Metric.LEDGER_VMALLOC))
          .rulingOut(Category.UNACCOUNTED);

  private static final String CALLERS = "proc/vmallocinfo";

  private static final Function<Subject, List<NextStep>> COUNTED =
      s -> NextSteps.withName("step.vmalloc-caller", "grep -c @ /proc/vmallocinfo", s.name());

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
                  s -> CALLERS,
                  COUNTED)),
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
  public List<Metric> parts() {
    return List.of(Metric.VMALLOC_BYTES);
  }

  @Override
  public List<Finding> check(RuleInput input) {
    boolean line = input.recording().host(Metric.LEDGER_VMALLOC).isPresent();
    List<Finding> found = line ? LINE.check(input) : callers(input);
    return Explained.line(input.recording(), found).stream()
        .map(f -> f.status().isLeak() ? kept(input, f) : f)
        .toList();
  }

  /** Where nobody counts the pages of all, each caller by itself; per-CPU chunks by their rule. */
  private static List<Finding> callers(RuleInput input) {
    Recording recording = input.recording();
    List<TimeSeries> callers =
        recording.all(Metric.VMALLOC_BYTES, Subject.Kind.VMALLOC_CALLER).stream()
            .filter(s -> !s.subject().name().startsWith(CHUNKS))
            .toList();
    List<Finding> leaks =
        Family.judge(recording, callers, s -> Materiality.slab(recording)).stream()
            .filter(Family.Member::isLeak)
            .map(m -> caller(input, m))
            .toList();
    return leaks.isEmpty() ? List.of(Findings.stillInParts(INFO, input)) : leaks;
  }

  private static Finding caller(RuleInput input, Family.Member member) {
    Subject who = member.series().subject();
    FindingBuilder builder =
        Findings.growth(INFO, input, member, who, who.kind().id())
            .category(Category.VMALLOC)
            .evidence(who.name() + ": growth", member.trend().rise(), Unit.BYTES, CALLERS);
    COUNTED.apply(who).forEach(builder::step);
    LINE.steps().forEach(builder::step);
    return builder.build();
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
