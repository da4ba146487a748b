package io.memledger.merge;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.CgroupPath;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Memory that is short in one cgroup is told once, however many counters tell it: its limit, its
 * kills, its waiting. Where lives inside it grow until they end, that is why they end.
 */
final class ShortOfMemory {
  private ShortOfMemory() {}

  static boolean isOfCgroup(Finding finding) {
    return finding.status() == Status.PRESSURE && finding.claim().kind() == Subject.Kind.CGROUP;
  }

  /** All that is told of one cgroup as one, by id; what is of no cgroup is not among them. */
  static List<Finding> byCgroup(List<Finding> findings) {
    TreeMap<String, Finding> first = new TreeMap<>();
    findings.stream()
        .filter(ShortOfMemory::isOfCgroup)
        .sorted(MergedFinding.IN_ORDER)
        .forEach(f -> first.merge(f.claim().subject().name(), f, ShortOfMemory::with));
    return new ArrayList<>(first.values());
  }

  private static Finding with(Finding first, Finding other) {
    double surer =
        Math.max(first.claim().certainty().confidence(), other.claim().certainty().confidence());
    return FindingBuilder.from(first)
        .explanation(more(first, other))
        .support(other.support())
        .confidence(surer)
        .severity(Math.max(first.severity(), other.severity()))
        .build();
  }

  /** The leak of lives that end there; empty if there is none. */
  static Optional<MergedFinding> leader(List<MergedFinding> leaks, Finding pressure) {
    String cgroup = pressure.claim().subject().name();
    return leaks.stream()
        .filter(l -> l.claim().growth().untilRestart() && l.claim().within() != null)
        .filter(l -> CgroupPath.isWithin(l.claim().within(), cgroup))
        .min(MergedFinding.STRONGEST);
  }

  /** What a finding says of itself, and the headline of another after it. */
  static Wording more(Finding first, Finding other) {
    return Wording.of("merged.more")
        .with("about", first.words().explanation())
        .with("more", other.words().headline());
  }
}
