package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rules.judge.Family;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Who may hold what a line of the ledger grew by.
 *
 * @param rise bytes of the line's growth that it accounts for
 */
public record Suspect(
    Subject subject,
    double rise,
    List<Evidence> evidence,
    List<NextStep> steps,
    List<Proof> proofs) {
  public Suspect {
    evidence = List.copyOf(evidence);
    steps = List.copyOf(steps);
    proofs = List.copyOf(proofs);
  }

  /** Finds suspects for the growth of one line. */
  public interface Finder {
    /** Largest first; empty where nobody can be named. */
    List<Suspect> find(io.memledger.series.Recording recording, Family.Member line);
  }
}
