package io.memledger.rules.kernel;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Wording;
import io.memledger.rules.Family;
import io.memledger.rules.Findings;
import io.memledger.rules.Materiality;
import io.memledger.rules.Suspect;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * Caches of names and inodes grow until memory is wanted: a leak only if reclaim cannot shrink
 * them.
 */
public final class SlabReclaimable implements Rule {
  private static final String ID = "slab-reclaimable";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/meminfo", List.of(Metric.LEDGER_SLAB_RECLAIMABLE));

  /** Objects scanned for reclaim that make an episode of it. */
  private static final double SCANNED = 10_000;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    Recording recording = given.recording();
    Optional<Family.Member> judged =
        recording
            .host(Metric.LEDGER_SLAB_RECLAIMABLE)
            .flatMap(
                s ->
                    Family.judge(
                        recording,
                        s,
                        Math.max(
                            Materiality.slab(recording),
                            Materiality.SLAB_OWN * s.first().value())));
    if (judged.isEmpty()) {
      return List.of(Findings.still(ID, given));
    }
    Family.Member line = judged.get();
    if (!line.isLeak()) {
      return List.of(Findings.cleared(ID, given, line).category(Category.SLAB_RECLAIMABLE).build());
    }
    List<Suspect> caches = SlabCaches.reclaimable().find(recording, line);
    double scanned = scanned(recording, line);
    return List.of(
        scanned >= SCANNED
            ? pinned(given, line, caches, scanned)
            : growing(given, line, caches, scanned));
  }

  /** It grew while reclaim looked at it: something pins it. */
  private static Finding pinned(
      Case given, Family.Member line, List<Suspect> caches, double scanned) {
    Subject culprit = caches.isEmpty() ? Subject.HOST : caches.get(0).subject();
    String variant = caches.isEmpty() ? "" : "slab-cache";
    FindingBuilder builder = Findings.growth(ID, given, line, culprit, variant);
    return evidence(builder, line, caches, scanned)
        .step(Wording.of("step.slabtop"), "slabtop -o -s c | head -n 25")
        .step(Wording.of("step.dentries"), "cat /proc/sys/fs/dentry-state")
        .build();
  }

  private static Finding growing(
      Case given, Family.Member line, List<Suspect> caches, double scanned) {
    Wording headline =
        Wording.of(ID + ".headline.growing")
            .with("growth", line.trend().change(), Unit.BYTES)
            .with("span", line.trend().span(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(ID, given, io.memledger.rule.Status.CLEARED, headline)
            .trend(line.trend(), line.series().metric(), Subject.HOST);
    return evidence(builder, line, caches, scanned).build();
  }

  private static FindingBuilder evidence(
      FindingBuilder builder, Family.Member line, List<Suspect> caches, double scanned) {
    builder
        .category(Category.SLAB_RECLAIMABLE)
        .evidence("SReclaimable-start", line.series().first().value(), Unit.BYTES, "proc/meminfo")
        .evidence("SReclaimable-end", line.series().last().value(), Unit.BYTES, "proc/meminfo")
        .evidence("slabs-scanned", scanned, Unit.COUNT, "proc/vmstat");
    caches.forEach(c -> c.evidence().forEach(builder::evidence));
    return builder;
  }

  private static double scanned(Recording recording, Family.Member line) {
    return recording
        .host(Metric.SLABS_SCANNED)
        .map(
            (TimeSeries s) ->
                io.memledger.rules.SeriesTools.rise(s, line.trend().from(), line.trend().to()))
        .orElse(0.0);
  }
}
