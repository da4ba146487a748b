package io.memledger.rule;

import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.MissingReason;

/** Why a source is missing, as a wording to stand inside another. */
public final class MissingWords {
  private MissingWords() {}

  /** In the report's language where it is said often; else in the words of the archive. */
  public static Wording of(MissingSource missing) {
    return MissingReason.of(missing.reason())
        .map(known -> Wording.of("report.missing." + known.id()))
        .orElseGet(
            () ->
                Wording.of("report.missing.said").with("reason", String.valueOf(missing.reason())));
  }
}
