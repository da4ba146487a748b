package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.judge.Youth;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the ledger that should level off, and whoever can be named for its growth.
 *
 * @param field the kernel's own name of the line
 * @param finders in order of preference: the first whose suspect explains half of the growth names
 *     the culprit, the others give evidence
 * @param steps what to do next whoever it is
 */
public record LineGrowth(
    RuleInfo info,
    Category category,
    String field,
    List<Suspect.Finder> finders,
    List<NextStep> steps) {
  public LineGrowth {
    finders = List.copyOf(finders);
    steps = List.copyOf(steps);
  }

  public List<Finding> check(RuleInput input) {
    Optional<Family.Member> judged = LedgerLines.judged(input, category);
    if (judged.isEmpty()) {
      return List.of(Findings.still(info, input));
    }
    Family.Member line = judged.get();
    if (!line.isLeak()) {
      FindingBuilder cleared =
          numbers(Findings.cleared(info, input, line), line).category(category);
      return List.of(
          Findings.limited(cleared, LedgerLines.sight(input, category), info.source()).build());
    }
    return List.of(leak(input, line));
  }

  private Finding leak(RuleInput input, Family.Member line) {
    List<Suspect> all = new ArrayList<>();
    Suspect main = null;
    for (Suspect.Finder finder : finders) {
      List<Suspect> suspects = finder.find(input.recording(), line);
      all.addAll(suspects);
      if (main == null && !suspects.isEmpty()) {
        Suspect first = suspects.get(0);
        main = first.rise() >= Shares.MAIN * line.trend().rise() ? first : null;
      }
    }
    Subject culprit = main == null ? Subject.HOST : main.subject();
    String variant = culprit.kind() == Subject.Kind.HOST ? "" : culprit.kind().id();
    // Shared memory is taken as a program's own is; other lines hold what the kernel made for it.
    Family.Member told =
        category == Category.SHMEM
            ? line.as(line.trend(), Youth.weighed(input.recording(), culprit, line.leakTest()))
            : line;
    FindingBuilder builder =
        numbers(Findings.growth(info, input, told, culprit, variant), line).category(category);
    if (main != null) {
      all.remove(main);
      all.add(0, main);
    }
    for (Suspect suspect : all) {
      builder.holding(suspect.holding());
      suspect.evidence().forEach(builder::evidence);
      suspect.proofs().forEach(builder::proof);
    }
    if (main != null) {
      main.steps().forEach(builder::step);
    }
    steps.forEach(builder::step);
    return builder.build();
  }

  private FindingBuilder numbers(FindingBuilder builder, Family.Member line) {
    return builder
        .evidence(
            new Evidence(
                field + "-start", line.series().first().value(), Unit.BYTES, info.source()))
        .evidence(
            new Evidence(field + "-end", line.series().last().value(), Unit.BYTES, info.source()));
  }
}
