package io.memledger.rules.kernel.slab;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Slabs that are kept for few objects: the memory was needed once and its pieces cannot be given
 * back. SLUB counts objects parked on processors as active, so that the true share is lower still
 * (KERNEL 5.1).
 */
public final class SlabFragmentation implements Rule {
  private static final String ID = "slab-fragmentation";
  private static final String SOURCE = "proc/slabinfo";
  private static final RuleInfo INFO =
      new RuleInfo(
          ID, SOURCE, List.of(Metric.SLAB_BYTES, Metric.SLAB_ACTIVE_OBJECTS, Metric.SLAB_OBJECTS));

  /** Memory held for nothing that is worth a word: this, or the share of MemTotal. */
  private static final double WASTE = 64 * Bytes.MIB;

  /** Likewise by share: one per cent is a cache that somebody may want to shrink. */
  private static final double WASTE_SHARE = 0.01;

  /** A cache with a larger share of its objects in use is dense enough. */
  private static final double SPARSE = 0.6;

  /** Caches that are listed: few ever waste enough. */
  private static final int MOST_LISTED = 5;

  private record Cache(Subject subject, double bytes, double active, double objects) {
    double share() {
      return active / objects;
    }

    double waste() {
      return bytes * Math.max(0, 1 - share());
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A state, not a course. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<Cache> caches = caches(recording);
    double bytes = caches.stream().mapToDouble(Cache::bytes).sum();
    double waste = caches.stream().mapToDouble(Cache::waste).sum();
    List<Cache> sparse = caches.stream().filter(c -> c.share() < SPARSE).toList();
    double held = sparse.stream().mapToDouble(Cache::waste).sum();
    double total = recording.hostFacts().memTotal();
    boolean much = held >= Math.max(WASTE, WASTE_SHARE * (Double.isNaN(total) ? 0 : total));
    FindingBuilder builder =
        Findings.about(
                INFO,
                input,
                much ? Status.NOTICE : Status.CLEARED,
                headline(much, caches, waste, bytes, sparse, held))
            .evidence("slab-bytes", bytes, Unit.BYTES, SOURCE)
            .evidence("slab-unused-bytes", waste, Unit.BYTES, SOURCE);
    for (Cache c : (much ? sparse : caches).stream().limit(MOST_LISTED).toList()) {
      String name = c.subject().name();
      builder
          .evidence(name + ": bytes", c.bytes(), Unit.BYTES, SOURCE)
          .evidence(name + ": objects in use", c.active(), Unit.COUNT, SOURCE)
          .evidence(name + ": objects", c.objects(), Unit.COUNT, SOURCE);
    }
    if (much) {
      Subject worst = sparse.get(0).subject();
      builder.culprit(recording, worst);
      NextSteps.withName("step.slab-shrink", "echo 1 > /sys/kernel/slab/@/shrink", worst.name())
          .forEach(builder::step);
    }
    return List.of(builder.build());
  }

  private static Wording headline(
      boolean much,
      List<Cache> caches,
      double waste,
      double bytes,
      List<Cache> sparse,
      double held) {
    if (much) {
      return Wording.of(ID + ".headline.notice")
          .with("name", sparse.get(0).subject().name())
          .with("share", sparse.get(0).share(), Unit.RATIO)
          .with("waste", held, Unit.BYTES);
    }
    return Wording.of(ID + ".headline.cleared")
        .with("waste", waste, Unit.BYTES)
        .with("size", bytes, Unit.BYTES)
        .with("count", caches.size(), Unit.COUNT);
  }

  /** By what they hold for nothing, most first. */
  private static List<Cache> caches(Recording recording) {
    List<Cache> caches = new ArrayList<>();
    for (TimeSeries bytes : recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE)) {
      Optional<TimeSeries> active = recording.series(Metric.SLAB_ACTIVE_OBJECTS, bytes.subject());
      Optional<TimeSeries> objects = recording.series(Metric.SLAB_OBJECTS, bytes.subject());
      if (active.isPresent() && objects.isPresent() && objects.get().last().value() > 0) {
        caches.add(
            new Cache(
                bytes.subject(),
                bytes.last().value(),
                active.get().last().value(),
                objects.get().last().value()));
      }
    }
    caches.sort(Comparator.comparingDouble(Cache::waste).reversed().thenComparing(Cache::subject));
    return caches;
  }
}
