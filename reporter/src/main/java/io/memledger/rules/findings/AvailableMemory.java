package io.memledger.rules.findings;

import io.memledger.rule.Evidence;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;

/**
 * Numbers of available memory as evidence: the kernel's own where it has the field, else said to be
 * an estimate, so that no report cites a line that the archive lacks.
 */
public final class AvailableMemory {
  private static final String SOURCE = "proc/meminfo";

  private AvailableMemory() {}

  /**
   * @param which "start", "end", "change" or "least"; empty for the value as it is
   */
  public static Evidence evidence(Recording recording, String which, double bytes) {
    boolean counted = recording.host(Metric.MEM_AVAILABLE).isPresent();
    String name = counted ? "MemAvailable" : "available-estimate";
    return new Evidence(which.isEmpty() ? name : name + "-" + which, bytes, Unit.BYTES, SOURCE);
  }
}
