package io.memledger.engine;

import io.memledger.rule.RuleInfo;
import io.memledger.rule.Wording;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Warning;
import java.util.Optional;

/**
 * Tables of other tools that list some processes or caches only: who is in them can be found to
 * leak, but that nobody was found says nothing of the others.
 */
final class Partial {
  private Partial() {}

  /** Why a rule that found nothing cannot say that nothing is there; empty if it can. */
  static Optional<Wording> of(Recording recording, RuleInfo info) {
    if (lists(recording, Warning.Kind.SOME_PROCESSES)
        && asks(recording, info, Subject.Kind.PROCESS)) {
      return Optional.of(Wording.of("not-evaluated.some-processes"));
    }
    return lists(recording, Warning.Kind.SOME_CACHES)
            && asks(recording, info, Subject.Kind.SLAB_CACHE)
        ? Optional.of(Wording.of("not-evaluated.some-caches"))
        : Optional.empty();
  }

  private static boolean lists(Recording recording, Warning.Kind part) {
    return recording.archive().warnings().stream().anyMatch(one -> one.kind() == part);
  }

  private static boolean asks(Recording recording, RuleInfo info, Subject.Kind kind) {
    return info.needs().stream().anyMatch(metric -> !recording.all(metric, kind).isEmpty());
  }
}
