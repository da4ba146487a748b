package io.memledger.rule;

import io.memledger.series.Category;
import io.memledger.stats.trend.Shape;
import java.util.List;

/**
 * What one rule found, in numbers: nothing here is formatted text. NaN is "not known".
 *
 * @param id rule:name[:pid], unique in a report
 * @param severity 0 to 100, from bytes per hour against headroom and time left
 * @param confidence 0 to 1
 * @param category line of the ledger; null if none
 * @param culprit null only where the host itself is meant and nobody can be named
 * @param shape null where no series was judged
 * @param from seconds since the recording's start, begin of the window
 * @param to end of the window
 * @param growth over the window, in unit
 * @param rate per hour, with its 95 % interval
 * @param unit {@link io.memledger.series.Unit#BYTES} or COUNT: that of growth, and per hour of rate
 * @param shareOfLoss of the drop of available memory, 0 to 1
 * @param headline one sentence
 * @param explanation what it means, a few sentences
 * @param proofs series to draw, the first the main one
 */
public record Finding(
    String id,
    String rule,
    Status status,
    int severity,
    double confidence,
    Category category,
    Culprit culprit,
    Shape shape,
    double from,
    double to,
    double growth,
    double rate,
    double rateLow,
    double rateHigh,
    io.memledger.series.Unit unit,
    double shareOfLoss,
    Wording headline,
    Wording explanation,
    List<Evidence> evidence,
    List<NextStep> nextSteps,
    List<Proof> proofs) {
  public Finding {
    evidence = List.copyOf(evidence);
    nextSteps = List.copyOf(nextSteps);
    proofs = List.copyOf(proofs);
  }
}
