package io.memledger.rules.kernel.slab;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.SlabCaches;
import io.memledger.rules.holders.Suspect;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.knowledge.CacheGroups;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Caches of names and inodes grow until memory is wanted: a leak only if reclaim cannot shrink
 * them.
 */
public final class SlabReclaimable implements Rule {
  private static final String ID = "slab-reclaimable";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/meminfo", List.of(Metric.LEDGER_SLAB_RECLAIMABLE))
          .rulingOut(Category.SLAB_UNRECLAIMABLE);
  private static final DescriptorHolders HOLDERS = new DescriptorHolders(100, 64 * 1024);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    var judged = LedgerLines.judged(input, Category.SLAB_RECLAIMABLE);
    if (judged.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    Family.Member line = judged.get();
    if (!line.isLeak()) {
      return List.of(
          Findings.cleared(INFO, input, line).category(Category.SLAB_RECLAIMABLE).build());
    }
    List<Suspect> caches = SlabCaches.reclaimable().find(recording, line);
    Reclaim reclaim = Reclaim.of(recording, line);
    return List.of(
        reclaim.isResisted()
            ? pinned(input, line, caches, reclaim)
            : growing(input, line, caches, reclaim));
  }

  /** It grew while reclaim looked at it, or its objects are in use: something pins it. */
  private static Finding pinned(
      RuleInput input, Family.Member line, List<Suspect> caches, Reclaim reclaim) {
    List<Suspect> suspects = new ArrayList<>(HOLDERS.find(input.recording(), line));
    suspects.addAll(caches);
    Subject culprit = suspects.isEmpty() ? Subject.HOST : suspects.get(0).subject();
    String variant = suspects.isEmpty() ? "" : culprit.kind().id();
    FindingBuilder builder = Findings.growth(INFO, input, line, culprit, variant);
    Finding plain = builder.build();
    builder.explanation(plain.words().explanation().with("pinned", Wording.of(reclaim.why())));
    if (!suspects.isEmpty()) {
      suspects.get(0).steps().forEach(builder::step);
      suspects.get(0).proofs().forEach(builder::proof);
    }
    Finding pinned =
        evidence(builder, line, suspects, reclaim)
            .step(Wording.of("step.slabtop"), "slabtop -o -s c | head -n 25")
            .step(Wording.of("step.dentries"), "cat /proc/sys/fs/dentry-state")
            .build();
    return told(input.recording(), pinned, line);
  }

  /** With what the cache that grew most holds. */
  private static Finding told(Recording recording, Finding finding, Family.Member line) {
    double from = line.trend().from();
    double to = line.trend().to();
    Subject culprit = finding.claim().culprit().subject();
    String cache =
        culprit.kind() == Subject.Kind.SLAB_CACHE
            ? culprit.name()
            : Explained.grownMost(recording, from, to, true).orElse(null);
    if (cache == null) {
      return finding;
    }
    return Explained.kind(recording, from, to, cache, culprit)
        .map(k -> Explained.cache(finding, k, CacheGroups.name(recording, cache)))
        .orElse(finding);
  }

  private static Finding growing(
      RuleInput input, Family.Member line, List<Suspect> caches, Reclaim reclaim) {
    Wording headline =
        Wording.of(ID + (reclaim.ran() ? ".headline.growing.asked" : ".headline.growing"))
            .with("growth", line.trend().change(), Unit.BYTES)
            .with("span", line.trend().span(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.CLEARED, headline)
            .trend(line.trend(), line.series().metric(), Subject.HOST);
    return evidence(builder, line, caches, reclaim).build();
  }

  private static FindingBuilder evidence(
      FindingBuilder builder, Family.Member line, List<Suspect> suspects, Reclaim reclaim) {
    builder
        .category(Category.SLAB_RECLAIMABLE)
        .evidence("SReclaimable-start", line.series().first().value(), Unit.BYTES, "proc/meminfo")
        .evidence("SReclaimable-end", line.series().last().value(), Unit.BYTES, "proc/meminfo")
        .evidence("slabs-scanned", reclaim.scanned(), Unit.COUNT, "proc/vmstat")
        .evidence("drop-slab", reclaim.dropped(), Unit.COUNT, "proc/vmstat")
        .evidence("dentries-growth", reclaim.dentries(), Unit.COUNT, "proc/sys/fs/dentry-state")
        .evidence(
            "dentries-in-use-growth", reclaim.inUse(), Unit.COUNT, "proc/sys/fs/dentry-state");
    suspects.forEach(c -> builder.holding(c.holding()));
    suspects.forEach(c -> c.evidence().forEach(builder::evidence));
    return builder;
  }
}
