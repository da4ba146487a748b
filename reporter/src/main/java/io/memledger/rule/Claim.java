package io.memledger.rule;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a finding says, for the stages after the rule: everything that merging, ranking, verdict and
 * forecast decide by. Numbers that are not known are NaN.
 *
 * @param culprit null only where the host itself is meant and nobody can be named
 * @param line of the ledger; null if none
 * @param growth what grew, as it was seen
 * @param loss what that takes of the machine's memory
 * @param certainty how sure it is, and what speaks against it
 * @param holding what a culprit holds that grew with it, and how many came
 * @param company what it was shown to belong together with
 */
public record Claim(
    Culprit culprit,
    Category line,
    Growth growth,
    Loss loss,
    Certainty certainty,
    Map<Thing, Double> holding,
    Company company) {

  /** Things that a process holds, each of which has an object in the kernel. */
  public enum Thing {
    DESCRIPTORS,
    THREADS,
    WATCHES
  }

  public Claim {
    Map<Thing, Double> things = new EnumMap<>(Thing.class);
    things.putAll(holding);
    holding = Collections.unmodifiableMap(things);
  }

  /** Who leaks; the host where nobody is named. */
  public Subject subject() {
    return culprit == null ? Subject.HOST : culprit.subject();
  }

  public Subject.Kind kind() {
    return subject().kind();
  }

  /** Memory cgroup of the culprit; null if it has none of its own or it is unknown. */
  public String within() {
    return culprit == null ? null : culprit.within();
  }

  /** A loss of the whole host without a line or a name. */
  public boolean isWholeHost() {
    return line == null && kind() == Subject.Kind.HOST;
  }

  /** Bytes an hour of this claim alone; 0 if not known. */
  public double bytesPerHour() {
    return Double.isNaN(loss.perHour()) ? 0 : loss.perHour();
  }

  /** Bytes an hour with all that was merged into it; 0 if not known. */
  public double inAllPerHour() {
    double told = Double.isNaN(loss.inAllPerHour()) ? 0 : loss.inAllPerHour();
    return Math.max(told, bytesPerHour());
  }

  /** Whether things are counted rather than bytes. */
  public boolean isCount() {
    return growth.unit() == Unit.COUNT;
  }

  /** Bytes that each of the things counted holds at least; 1 for bytes; NaN if not known. */
  public double bytesEach() {
    if (!isCount()) {
      return 1;
    }
    return growth.rate() > 0 ? loss.perHour() / growth.rate() : Double.NaN;
  }
}
