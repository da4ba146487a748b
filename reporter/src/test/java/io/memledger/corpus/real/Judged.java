package io.memledger.corpus.real;

import io.memledger.verdict.Verdict;

/**
 * What was said of a window.
 *
 * @param ends whether a time of exhaustion was foretold
 * @param found whether a leak at the stated detection limit, put into the window, was found; null
 *     where none was stated, or somebody was accused without it
 */
public record Judged(Window window, String status, double confidence, boolean ends, Boolean found) {
  boolean accuses() {
    return status.endsWith("leak");
  }

  boolean isHealthy() {
    return status.equals("healthy");
  }

  static boolean accuses(Verdict verdict) {
    return verdict.status().id().endsWith("leak");
  }

  /** Whether the truth tells an accusation right from wrong. */
  boolean isScored() {
    return window.isLeak() || window.isNoLeak() || window.truth().equals("leak-small");
  }
}
