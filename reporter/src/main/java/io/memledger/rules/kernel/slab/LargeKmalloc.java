package io.memledger.rules.kernel.slab;

import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.kernel.causes.LargeBuffers;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Kernel buffers above 8 KiB: meminfo counts them as slab, but no cache holds them, so that Slab
 * less the sum of slabinfo is what they take (KERNEL 5.1).
 */
public final class LargeKmalloc implements Rule {
  private static final String ID = "large-kmalloc";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/slabinfo", List.of(Metric.LARGE_KMALLOC));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Optional<Family.Member> judged = LargeBuffers.judged(input);
    if (judged.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    Family.Member large = judged.get();
    if (!large.isLeak()) {
      OtherCause cause = new OtherCause(large.leakTest().clearing(), end(large));
      return List.of(cause.clears(INFO, input, large, Category.SLAB_UNRECLAIMABLE));
    }
    Optional<OtherCause> still = OtherCause.lineStill(recording, large);
    if (still.isPresent()) {
      return List.of(still.get().clears(INFO, input, large, Category.SLAB_UNRECLAIMABLE));
    }
    FindingBuilder builder =
        Findings.growth(INFO, input, large, Subject.HOST, "")
            .category(Category.SLAB_UNRECLAIMABLE)
            .evidence(
                "large-kmalloc-start", large.series().first().value(), Unit.BYTES, "proc/slabinfo")
            .evidence(end(large));
    for (var step :
        List.of(
            NextSteps.of("step.allocinfo", "sort -rn /proc/allocinfo | head -n 30"),
            NextSteps.of("step.modules", "lsmod | head -n 50"))) {
      builder.step(step);
    }
    return List.of(builder.build());
  }

  private static Evidence end(Family.Member large) {
    return new Evidence(
        "large-kmalloc-end", large.series().last().value(), Unit.BYTES, "proc/slabinfo");
  }
}
