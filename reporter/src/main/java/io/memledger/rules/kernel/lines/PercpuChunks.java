package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Kernels before 4.19 do not count per-CPU memory. Its chunks are address space that vmallocinfo
 * lists, and the kernel makes one only when those that it has are full (mm/percpu.c): what they
 * grow by is the most that per-CPU memory grows by.
 */
public final class PercpuChunks implements Rule {
  private static final String SOURCE = "proc/vmallocinfo";
  private static final RuleInfo INFO =
      new RuleInfo("percpu-chunks", SOURCE, List.of(Metric.PERCPU_AREAS))
          .rulingOut(Category.UNACCOUNTED);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Optional<Wording> unfit(RuleInput input) {
    return input.recording().host(Metric.PERCPU).map(s -> Wording.of("percpu-chunks.counted"));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries chunks = recording.host(Metric.PERCPU_AREAS).orElseThrow();
    Optional<Family.Member> judged = Family.judge(recording, chunks, Materiality.KERNEL_LINE);
    if (judged.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    Family.Member grown = judged.get();
    FindingBuilder builder =
        grown.isLeak()
            ? Findings.growth(INFO, input, grown, Subject.HOST, "")
                .step(NextSteps.of("step.cgroups", "grep memory /proc/cgroups"))
            : Findings.cleared(INFO, input, grown);
    return List.of(
        builder
            .category(Category.PERCPU)
            .evidence("percpu-areas-start", chunks.first().value(), Unit.BYTES, SOURCE)
            .evidence("percpu-areas-end", chunks.last().value(), Unit.BYTES, SOURCE)
            .build());
  }
}
