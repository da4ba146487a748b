package io.memledger.corpus.judge;

import java.util.List;

/** The archives that went wrong, one by one, for whoever tunes. */
final class Listing {
  private Listing() {}

  static String of(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    int right = 0;
    for (Outcome one : outcomes) {
      right += one.right() ? 1 : 0;
      if (one.wanting()) {
        text.append(one.scenario().name()).append(' ').append(one.number()).append(':');
        mark(text, !one.right(), one.accused() ? " FALSE-VERDICT" : " MISSED");
        mark(text, one.falseAlarms() > 0, " false-alarms=" + one.falseAlarms());
        if (one.scenario().leaks() && one.accused()) {
          mark(text, !one.culprit(), " culprit");
          mark(text, !one.category(), " category");
          mark(text, one.leaksNamed() < 1, " second-leak-not-named");
        }
        mark(text, Boolean.FALSE.equals(one.shape()), " shape");
        mark(text, Boolean.FALSE.equals(one.covered()), " interval");
        mark(text, one.rateError() > 0.1, " rate-error=" + Math.round(one.rateError() * 100) + "%");
        text.append("\n    ").append(one.story());
      }
    }
    return right + " of " + outcomes.size() + " verdicts right\n\n" + text;
  }

  private static void mark(StringBuilder text, boolean so, String word) {
    text.append(so ? word : "");
  }
}
