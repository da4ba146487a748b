package io.memledger.rule;

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
}
