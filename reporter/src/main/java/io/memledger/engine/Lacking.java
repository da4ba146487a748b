package io.memledger.engine;

import io.memledger.rule.MissingWords;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Wording;
import io.memledger.series.CaptureFacts.MissingSource;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.Optional;

/** What a rule lacks in a recording, and how that is said. */
final class Lacking {
  private Lacking() {}

  /** The first metric that a rule needs and nobody has. */
  static Optional<Metric> of(Recording recording, Rule rule) {
    return rule.info().needs().stream()
        .filter(metric -> !any(recording, metric))
        .filter(metric -> rule.parts().stream().noneMatch(part -> any(recording, part)))
        .findFirst();
  }

  private static boolean any(Recording recording, Metric metric) {
    for (Subject.Kind kind : Subject.Kind.values()) {
      if (!recording.all(metric, kind).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  static Wording reason(Recording recording, RuleInfo info, Metric metric) {
    for (MissingSource missing : recording.capture().missing()) {
      if (missing.path().equals(info.source())) {
        return Wording.of("not-evaluated.unreadable")
            .with("source", info.source())
            .with("reason", MissingWords.of(missing));
      }
    }
    return Wording.of("not-evaluated.absent")
        .with("source", info.source())
        .with("metric", metric.name());
  }
}
