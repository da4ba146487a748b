package io.memledger.engine;

import io.memledger.rule.Wording;

/**
 * What became of one rule: silence is not health.
 *
 * @param title key of the rule's title in the message bundle
 * @param reason why it is clear, was not evaluated, or failed
 */
public record RuleOutcome(String id, String title, Outcome outcome, Wording reason) {
  /** The wire names are those of report.json. */
  public enum Outcome {
    FINDING("finding"),
    CLEAR("clear"),
    NOT_EVALUATED("not-evaluated"),
    FAILED("failed");

    private final String id;

    Outcome(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
