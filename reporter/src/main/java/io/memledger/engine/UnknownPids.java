package io.memledger.engine;

import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.NextStep;
import io.memledger.rule.Support;
import io.memledger.series.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Commands for a process whose pid no file tells look it up by its name; where the name is not fit
 * for a shell they are left out.
 */
final class UnknownPids {
  /** Names that a shell takes as they are; the kernel keeps fifteen bytes of a command. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}");

  private UnknownPids() {}

  static Finding replaced(Finding finding) {
    boolean named =
        finding.claim().culprit() != null && finding.claim().culprit().subject() != null;
    Subject subject = named ? finding.claim().culprit().subject() : Subject.HOST;
    if (subject.kind() != Subject.Kind.PROCESS || subject.hasPid()) {
      return finding;
    }
    String made = Long.toString(subject.id());
    Support support = finding.support();
    List<NextStep> steps = new ArrayList<>();
    for (NextStep step : support.steps()) {
      if (step.command() == null || !step.command().contains(made)) {
        steps.add(step);
      } else if (HARMLESS.matcher(subject.name()).matches()) {
        String found = "$(pgrep -o -x " + subject.name() + ")";
        steps.add(new NextStep(step.why(), step.command().replace(made, found)));
      }
    }
    List<Evidence> evidence =
        support.evidence().stream().map(e -> e.from(e.source().replace(made, "<pid>"))).toList();
    return finding.resting(new Support(evidence, steps, support.proofs()));
  }
}
