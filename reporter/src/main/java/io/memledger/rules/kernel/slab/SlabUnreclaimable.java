package io.memledger.rules.kernel.slab;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.KmemStep;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.KernelHints;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.holders.SlabCaches;
import io.memledger.rules.holders.ThreadHolders;
import io.memledger.rules.holders.WatchHolders;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.rules.kernel.knowledge.Knowledge;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Optional;

/** Kernel memory that reclaim cannot take back should level off once the machine is warm. */
public final class SlabUnreclaimable implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("slab-unreclaimable", "proc/meminfo", List.of(Metric.LEDGER_SLAB_UNRECLAIMABLE))
          .rulingOutAlways();

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.SLAB_UNRECLAIMABLE,
          "SUnreclaim",
          List.of(
              new DescriptorHolders(100, 64 * 1024),
              new ThreadHolders(4 * 1024, 64 * 1024),
              new WatchHolders(),
              SlabCaches.unreclaimable().asEvidence(),
              KernelHints.LARGE_KMALLOC),
          List.of(NextSteps.of("step.slabtop", "slabtop -o -s c | head -n 25")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<Finding> found = LINE.check(input);
    boolean nobody = found.get(0).claim().culprit().subject().kind() == Subject.Kind.HOST;
    List<Finding> judged =
        LedgerLines.leak(input, Category.SLAB_UNRECLAIMABLE)
            .flatMap(
                line ->
                    OtherCause.zfs(recording, line)
                        .or(() -> nobody ? nameless(input, line) : Optional.empty())
                        .map(c -> c.clears(INFO, input, line, Category.SLAB_UNRECLAIMABLE)))
            .map(List::of)
            .orElseGet(() -> found.stream().map(f -> told(recording, f)).toList());
    return KmemStep.added(judged, recording);
  }

  /** What a process holds by the caches that grew; where nobody is named, what is usual. */
  private static Finding told(Recording recording, Finding finding) {
    Subject culprit = finding.claim().culprit().subject();
    if (!finding.status().isLeak() || culprit.kind() != Subject.Kind.PROCESS) {
      return Explained.line(recording, List.of(finding)).get(0);
    }
    Optional<Knowledge.Known> kind =
        Explained.watches(finding)
            .or(
                () ->
                    Explained.grownMost(
                            recording,
                            finding.claim().growth().from(),
                            finding.claim().growth().to(),
                            false)
                        .flatMap(
                            cache ->
                                Explained.kind(
                                    recording,
                                    finding.claim().growth().from(),
                                    finding.claim().growth().to(),
                                    cache,
                                    culprit)));
    if (kind.isEmpty()) {
      return finding;
    }
    Wording headline =
        new Wording(
                INFO.id() + ".headline." + finding.status().id() + ".things",
                finding.words().headline().args())
            .with("things", Explained.held(kind.get(), finding));
    return FindingBuilder.from(Explained.things(finding, kind.get())).headline(headline).build();
  }

  private static Optional<OtherCause> nameless(RuleInput input, Family.Member line) {
    return OtherCause.largeKmalloc(input, line)
        .or(() -> OtherCause.pageCache(input.recording(), line));
  }
}
