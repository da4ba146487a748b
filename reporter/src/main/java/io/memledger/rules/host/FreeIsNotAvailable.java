package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.AvailableMemory;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Moment;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/**
 * A small number under "free" is how a healthy Linux machine looks, and the number under "used"
 * depends on the version of free.
 */
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
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double free = recording.host(Metric.MEM_FREE).orElseThrow().last().value();
    double available = recording.host(Metric.AVAILABLE).orElseThrow().last().value();
    boolean asked = free < LITTLE * recording.hostFacts().memTotal();
    boolean answered = available > LITTLE * recording.hostFacts().memTotal();
    if (!asked || !answered || available < MUCH_MORE * free) {
      return List.of(Findings.still(INFO, input));
    }
    Wording headline =
        Wording.of(ID + ".headline.cleared")
            .with("free", free, Unit.BYTES)
            .with("available", available, Unit.BYTES);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.CLEARED, headline)
            .category(Category.FREE)
            .evidence("MemFree", free, Unit.BYTES, INFO.source())
            .evidence(AvailableMemory.evidence(recording, "", available));
    recording.last().ifPresent(now -> usedByProcps(builder, now));
    return List.of(builder.build());
  }

  /** The three meanings of "used" that free has had (KERNEL 4). */
  private static void usedByProcps(FindingBuilder builder, Moment now) {
    double total = at(now, Metric.MEM_TOTAL);
    double notFree = total - at(now, Metric.MEM_FREE);
    double cache = at(now, Metric.BUFFERS) + at(now, Metric.CACHED) + at(now, Metric.S_RECLAIMABLE);
    double withoutCache = notFree - cache;
    double available = at(now, Metric.AVAILABLE);
    // In some containers more is available than there is; free then takes what is free.
    double unavailable = available > total ? notFree : total - available;
    builder
        .evidence("used-procps-3.3.9", notFree, Unit.BYTES, INFO.source())
        .evidence(
            "used-procps-3.3.12",
            withoutCache < 0 ? notFree : withoutCache,
            Unit.BYTES,
            INFO.source())
        .evidence("used-procps-4.0.1", unavailable, Unit.BYTES, INFO.source());
  }

  /** NaN where a kernel does not say. */
  private static double at(Moment now, Metric metric) {
    return now.get(metric).orElse(Double.NaN);
  }
}
