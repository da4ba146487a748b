package io.memledger.engine;

import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Support;
import io.memledger.series.CaptureFacts;
import io.memledger.series.Recording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Evidence cites files that are in the archive: a rule names the file that exists to tell a number,
 * and where another one told it (source.Rank) that one is named.
 */
final class Citations {
  /** Other files that tell the same, the nearest first. */
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "proc/meminfo", List.of("proc/vmstat", "proc/zoneinfo"),
          "proc/vmstat", List.of("proc/meminfo", "proc/zoneinfo"),
          "proc/pids/stat",
              List.of(
                  "proc/<pid>/stat",
                  "proc/<pid>/status",
                  "proc/<pid>/statm",
                  "proc/<pid>/smaps_rollup"),
          "proc/uptime", List.of(Citations.STAMPS));

  /** What tells time where nothing else does: the names of the snapshots. */
  private static final String STAMPS = "snapshots";

  private static final String MEMINFO = "proc/meminfo";

  private final SortedSet<String> sources;
  private final SortedMap<String, String> elsewhere;

  private Citations(CaptureFacts capture) {
    sources = capture.sources();
    elsewhere = capture.elsewhere();
  }

  static List<Finding> of(Recording recording, List<Finding> findings) {
    Citations citations = new Citations(recording.capture());
    return citations.sources.isEmpty()
        ? findings
        : findings.stream().map(citations::cited).toList();
  }

  private Finding cited(Finding finding) {
    Support support = finding.support();
    List<Evidence> evidence = support.evidence().stream().map(this::cited).toList();
    return evidence.equals(support.evidence())
        ? finding
        : finding.resting(new Support(evidence, support.steps(), support.proofs()));
  }

  private Evidence cited(Evidence one) {
    String field = one.field();
    if (one.source().equals(MEMINFO) && elsewhere.containsKey(field)) {
      return one.from(elsewhere.get(field));
    }
    if (sources.contains(one.source()) || !OTHERS.containsKey(one.source())) {
      return one;
    }
    Optional<String> told =
        OTHERS.get(one.source()).stream()
            .filter(path -> path.equals(STAMPS) || sources.contains(path))
            .findFirst();
    return told.map(one::from).orElse(one);
  }
}
