package io.memledger.merge;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Wording;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import io.memledger.verdict.Ranking;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One leak in the making: the finding that leads, and the bytes an hour that it and those it took
 * in stand for, each line of the ledger once.
 */
final class MergedFinding {
  /** A story that takes so many times what its finding says must say so. */
  private static final double MORE = 1.25;

  private Finding lead;
  private final Map<Category, Double> lines = new EnumMap<>(Category.class);
  private final Set<String> rules = new TreeSet<>();
  private double unplaced;

  MergedFinding(Finding lead) {
    this.lead = lead;
    rules.add(lead.rule());
    count(lead);
  }

  Finding lead() {
    return lead;
  }

  /** Takes another in as evidence; its bytes count where they stand on another line. */
  void absorb(MergedFinding other) {
    FindingBuilder richer = FindingBuilder.from(lead);
    other.lead.evidence().forEach(richer::evidence);
    other.lead.proofs().forEach(richer::proof);
    other.lead.nextSteps().forEach(s -> richer.step(s.why(), s.command()));
    lead = richer.build();
    rules.addAll(other.rules);
    other.lines.forEach((line, bytes) -> lines.merge(line, bytes, Math::max));
    unplaced = Math.max(unplaced, other.unplaced);
  }

  /** Takes in what counts the same bytes once more, so that they are not added up. */
  void corroborate(MergedFinding other) {
    Map<Category, Double> own = new EnumMap<>(lines);
    double before = unplaced;
    absorb(other);
    lines.clear();
    lines.putAll(own);
    unplaced = before;
  }

  /** Its finding, with what the story takes in all where that is more than the finding says. */
  Finding told() {
    double said = on(lead.category());
    // What counts things says their least, an estimate that may lie on any of the lines.
    boolean counted = lead.unit() == Unit.BYTES;
    if (isWholeHost() || !counted || !(said > 0) || total() < MORE * said) {
      return lead;
    }
    return FindingBuilder.from(lead)
        .headline(
            Wording.of("story.headline")
                .with("headline", lead.headline())
                .with("total", total(), Unit.BYTES_PER_HOUR))
        .evidence(Ranking.IN_ALL, total(), Unit.BYTES_PER_HOUR, "proc")
        .build();
  }

  void confidence(double value) {
    lead = FindingBuilder.from(lead).confidence(value).build();
  }

  private void count(Finding f) {
    if (f.category() == null) {
      unplaced = Math.max(unplaced, Ranking.bytesPerHour(f));
    } else {
      lines.merge(f.category(), Ranking.bytesPerHour(f), Math::max);
    }
  }

  /** Bytes an hour on one line of the ledger. */
  double on(Category line) {
    return line == null ? unplaced : lines.getOrDefault(line, 0.0);
  }

  /** Bytes an hour in all. */
  double total() {
    return unplaced + lines.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  Map<Category, Double> lines() {
    return lines;
  }

  /** Whether a finding of this rule is in it. */
  boolean tells(String rule) {
    return rules.contains(rule);
  }

  Subject.Kind kind() {
    return lead.culprit() == null ? Subject.Kind.HOST : lead.culprit().subject().kind();
  }

  String name() {
    return lead.culprit() == null ? "" : lead.culprit().subject().name();
  }

  String within() {
    return lead.culprit() == null ? null : lead.culprit().within();
  }

  boolean isWholeHost() {
    return Ranking.isWholeHost(lead);
  }
}
