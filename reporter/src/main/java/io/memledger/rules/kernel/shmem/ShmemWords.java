package io.memledger.rules.kernel.shmem;

import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.holders.Segments;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Comparator;
import java.util.Optional;

/** What a finding of shared memory says of the one who is named: of segments and held files. */
final class ShmemWords {
  private static final String ID = "shmem-growth";

  private ShmemWords() {}

  static Finding told(Recording recording, Finding finding) {
    if (!finding.status().isLeak()) {
      return finding;
    }
    Subject culprit = finding.claim().culprit().subject();
    if (culprit.kind() == Subject.Kind.SHM_SEGMENT) {
      return segment(recording, finding, culprit);
    }
    if (culprit.kind() != Subject.Kind.PROCESS) {
      return finding;
    }
    // What its many descriptors are open on has been said already.
    if (Explained.isTitled(recording, finding)) {
      return finding;
    }
    double main = Shares.MAIN * finding.claim().growth().amount();
    Optional<Segments.Made> made =
        Segments.of(recording, finding.claim().growth().from(), finding.claim().growth().to())
            .stream()
            .filter(m -> culprit.equals(m.culprit()) && m.taken() >= main)
            .findFirst();
    if (made.isPresent()) {
      return many(recording, finding, made.get(), ".living");
    }
    boolean held =
        recording.series(Metric.PROC_HELD, culprit).map(s -> s.change() >= main).orElse(false);
    return held ? held(recording, finding, culprit) : finding;
  }

  /** Of a segment, who made it and whether anybody uses it; of many, what they have in common. */
  private static Finding segment(Recording recording, Finding finding, Subject segment) {
    Optional<Segments.Made> made =
        Segments.of(recording, finding.claim().growth().from(), finding.claim().growth().to())
            .stream()
            .filter(m -> segment.equals(m.largest()) && !m.isOne() && m.maker() != null)
            .findFirst();
    // Where no processes were captured, nobody can be said to have ended.
    if (made.isPresent() && !recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).isEmpty()) {
      return many(recording, finding, made.get(), ".gone");
    }
    FindingBuilder builder = FindingBuilder.from(finding);
    recording
        .series(Metric.SHM_ATTACHED, segment)
        .ifPresent(
            s ->
                builder.evidence(
                    "segment-attached", s.last().value(), Unit.COUNT, Segments.SOURCE));
    return builder
        .explanation(
            Wording.of(ID + ".made")
                .with("about", finding.words().explanation())
                .with("maker", recording.label(segment, Label.MAKER).orElse("?"))
                .with("owner", owner(recording, segment)))
        .build();
  }

  private static Finding many(
      Recording recording, Finding finding, Segments.Made made, String maker) {
    FindingBuilder builder = FindingBuilder.from(finding);
    for (Evidence one : Segments.numbers(made)) {
      builder.evidence(one);
    }
    Wording headline =
        new Wording(
                ID + ".headline." + finding.status().id() + ".segments" + maker,
                finding.words().headline().args())
            .with("maker", made.maker())
            .with("count", made.left(), Unit.COUNT);
    Wording explanation =
        new Wording(ID + ".explanation.segments" + maker, finding.words().explanation().args())
            .with("maker", made.maker())
            .with("owner", owner(recording, made.largest()))
            .with("count", made.left(), Unit.COUNT)
            .with("unattached", made.unattached(), Unit.COUNT);
    return builder.headline(headline).explanation(explanation).build();
  }

  private static String owner(Recording recording, Subject segment) {
    return recording.label(segment, Label.OWNER).orElse("?");
  }

  private static Finding held(Recording recording, Finding finding, Subject process) {
    String file =
        recording.all(Metric.PROC_HELD, Subject.Kind.DESCRIPTOR_CLASS).stream()
            .filter(s -> s.subject().id() == process.id())
            .max(Comparator.comparingDouble(TimeSeries::change))
            .map(s -> s.subject().name())
            .orElse("?");
    return FindingBuilder.from(finding)
        .headline(
            new Wording(
                    ID + ".headline." + finding.status().id() + ".held",
                    finding.words().headline().args())
                .with("file", file))
        .explanation(
            new Wording(ID + ".explanation.held", finding.words().explanation().args())
                .with("file", file))
        .build();
  }
}
