package io.memledger.rules.holders;

import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Evidence;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rules.judge.Family;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Map;

/**
 * Who may hold what a line of the ledger grew by.
 *
 * @param rise bytes of the line's growth that it accounts for
 * @param holding things that came to it meanwhile, each with an object in the kernel
 */
public record Suspect(
    Subject subject,
    double rise,
    List<Evidence> evidence,
    List<NextStep> steps,
    List<Proof> proofs,
    Map<Thing, Double> holding) {
  public Suspect {
    evidence = List.copyOf(evidence);
    steps = List.copyOf(steps);
    proofs = List.copyOf(proofs);
    holding = Map.copyOf(holding);
  }

  /** One of whom no things are counted. */
  public Suspect(
      Subject subject,
      double rise,
      List<Evidence> evidence,
      List<NextStep> steps,
      List<Proof> proofs) {
    this(subject, rise, evidence, steps, proofs, Map.of());
  }

  /** Finds suspects for the growth of one line. */
  public interface Finder {
    /** Largest first; empty where nobody can be named. */
    List<Suspect> find(io.memledger.series.Recording recording, Family.Member line);
  }
}
