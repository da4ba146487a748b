package io.memledger.rules.kernel;

import io.memledger.rule.Case;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rules.Family;
import io.memledger.rules.Findings;
import io.memledger.rules.Materiality;
import io.memledger.rules.Steps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Kernel buffers above 8 KiB: meminfo counts them as slab, but no cache holds them, so that Slab
 * less the sum of slabinfo is what they take (KERNEL-MEMORY 5.1).
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
  public List<Finding> check(Case given) {
    Recording recording = given.recording();
    Optional<Family.Member> judged = judged(recording);
    if (judged.isEmpty()) {
      return List.of(Findings.still(ID, given));
    }
    Family.Member large = judged.get();
    if (!large.isLeak()) {
      OtherCause cause = new OtherCause(large.judgement().why(), end(large));
      return List.of(cause.clears(ID, given, large, Category.SLAB_UNRECLAIMABLE));
    }
    Optional<OtherCause> still = OtherCause.lineStill(recording, large);
    if (still.isPresent()) {
      return List.of(still.get().clears(ID, given, large, Category.SLAB_UNRECLAIMABLE));
    }
    FindingBuilder builder =
        Findings.growth(ID, given, large, Subject.HOST, "")
            .category(Category.SLAB_UNRECLAIMABLE)
            .evidence(
                "large-kmalloc-start", large.series().first().value(), Unit.BYTES, "proc/slabinfo")
            .evidence(end(large));
    for (var step :
        List.of(
            Steps.of("step.allocinfo", "sort -rn /proc/allocinfo | head -n 30"),
            Steps.of("step.modules", "lsmod | head -n 50"))) {
      builder.step(step.why(), step.command());
    }
    return List.of(builder.build());
  }

  private static Optional<Family.Member> judged(Recording recording) {
    return recording
        .host(Metric.LARGE_KMALLOC)
        .flatMap(
            s ->
                Family.judge(
                    recording,
                    s,
                    Math.max(
                        Materiality.slab(recording), Materiality.SLAB_OWN * s.first().value())));
  }

  /** The growth that this rule calls a leak or a suspicion; the line of slab leaves it to it. */
  static Optional<Family.Member> leak(Recording recording) {
    return judged(recording)
        .filter(Family.Member::isLeak)
        .filter(large -> OtherCause.lineStill(recording, large).isEmpty());
  }

  private static Evidence end(Family.Member large) {
    return new Evidence(
        "large-kmalloc-end", large.series().last().value(), Unit.BYTES, "proc/slabinfo");
  }
}
