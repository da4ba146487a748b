package io.memledger.rules.host;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Findings;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/** A small number under "free" is how a healthy Linux machine looks. */
public final class FreeIsNotAvailable implements Rule {
  private static final String ID = "free-is-not-available";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/meminfo", List.of(Metric.MEM_FREE, Metric.AVAILABLE));

  /** Less free than this share of memory makes people ask. */
  private static final double LITTLE = 0.1;

  /** Available memory that is this many times the free memory answers them. */
  private static final double MUCH_MORE = 2;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    Recording recording = given.recording();
    double free = recording.host(Metric.MEM_FREE).orElseThrow().last().value();
    double available = recording.host(Metric.AVAILABLE).orElseThrow().last().value();
    boolean asked = free < LITTLE * recording.hostFacts().memTotal();
    boolean answered = available > LITTLE * recording.hostFacts().memTotal();
    if (!asked || !answered || available < MUCH_MORE * free) {
      return List.of(Findings.still(ID, given));
    }
    Wording headline =
        Wording.of(ID + ".headline.cleared")
            .with("free", free, Unit.BYTES)
            .with("available", available, Unit.BYTES);
    return List.of(
        Findings.about(ID, given, Status.CLEARED, headline)
            .category(Category.FREE)
            .evidence("MemFree", free, Unit.BYTES, "proc/meminfo")
            .evidence("MemAvailable", available, Unit.BYTES, "proc/meminfo")
            .build());
  }
}
