package io.memledger.rules.holders;

import io.memledger.ledger.ReclaimableCaches;
import io.memledger.rule.Evidence;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;

/** Slab caches as suspects, each with the others that share its slabs (KERNEL 5.2). */
public final class SlabCaches implements Suspect.Finder {
  private final Members members;
  private final boolean reclaimable;

  private SlabCaches(boolean reclaimable) {
    this.reclaimable = reclaimable;
    members =
        new Members(
            Metric.SLAB_BYTES,
            Subject.Kind.SLAB_CACHE,
            1,
            s -> true,
            s -> "proc/slabinfo",
            s ->
                NextSteps.withName(
                    "step.slab-traces",
                    "cat /sys/kernel/debug/slab/@/alloc_traces | head -n 20",
                    s.name()));
  }

  public static SlabCaches unreclaimable() {
    return new SlabCaches(false);
  }

  public static SlabCaches reclaimable() {
    return new SlabCaches(true);
  }

  /** The same caches as evidence only: rule slab-cache names them. */
  public Suspect.Finder asEvidence() {
    return (recording, line) -> {
      List<Suspect> nameless = new ArrayList<>();
      for (Suspect s : find(recording, line)) {
        nameless.add(new Suspect(Subject.HOST, 0, s.evidence(), List.of(), s.proofs()));
      }
      return nameless;
    };
  }

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    List<Suspect> suspects = new ArrayList<>();
    for (Suspect s : members.find(recording, line)) {
      if (ReclaimableCaches.has(recording, s.subject()) != reclaimable) {
        continue;
      }
      List<Evidence> evidence = new ArrayList<>(s.evidence());
      recording
          .series(Metric.SLAB_ACTIVE_OBJECTS, s.subject())
          .ifPresent(
              objects ->
                  evidence.add(
                      new Evidence(
                          s.subject().name() + ": objects",
                          objects.last().value(),
                          Unit.COUNT,
                          "proc/slabinfo")));
      List<String> group = recording.mergedWith(s.subject().name());
      if (group.size() > 1) {
        evidence.add(
            new Evidence(
                s.subject().name() + " shares its slabs: " + String.join(", ", group),
                group.size(),
                Unit.COUNT,
                "derived/slabs"));
      }
      suspects.add(new Suspect(s.subject(), s.rise(), evidence, s.steps(), s.proofs()));
    }
    return suspects;
  }
}
