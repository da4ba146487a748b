package io.memledger.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What a finding rests on, and what to do next.
 *
 * @param evidence numbers, the most telling first
 * @param steps commands for the next look
 * @param proofs series to draw, the first the main one
 */
public record Support(List<Evidence> evidence, List<NextStep> steps, List<Proof> proofs) {
  public Support {
    evidence = List.copyOf(evidence);
    steps = List.copyOf(steps);
    proofs = List.copyOf(proofs);
  }

  /** Gathers what a finding rests on; nothing is said twice. */
  static final class Builder {
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<NextStep> steps = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();

    /** A number that is not known is no evidence. */
    void evidence(Evidence one) {
      boolean known =
          evidence.stream()
              .anyMatch(e -> e.name().equals(one.name()) && e.source().equals(one.source()));
      if (!Double.isNaN(one.value()) && !known) {
        evidence.add(one);
      }
    }

    void step(NextStep step) {
      if (steps.stream().noneMatch(s -> s.command().equals(step.command()))) {
        steps.add(step);
      }
    }

    void proof(Proof proof) {
      boolean known =
          proofs.stream()
              .anyMatch(p -> p.metric() == proof.metric() && p.subject().equals(proof.subject()));
      if (!known) {
        proofs.add(proof);
      }
    }

    /** What another finding rests on, after this one's. */
    void add(Support other) {
      other.evidence().forEach(this::evidence);
      other.proofs().forEach(this::proof);
      other.steps().forEach(this::step);
    }

    /** These steps in place of those so far. */
    void steps(List<NextStep> these) {
      steps.clear();
      steps.addAll(these);
    }

    void noProofs() {
      proofs.clear();
    }

    Support build() {
      return new Support(evidence, steps, proofs);
    }
  }
}
