package io.memledger.engine;

import io.memledger.rule.RuleInfo;
import io.memledger.rule.Wording;

/**
 * What became of one rule: silence is not health.
 *
 * @param reason why it is clear, was not evaluated, or failed
 * @param still whether nothing moved that the rule could have judged
 */
public record RuleOutcome(RuleInfo rule, Outcome outcome, Wording reason, boolean still) {
  public RuleOutcome(RuleInfo rule, Outcome outcome, Wording reason) {
    this(rule, outcome, reason, false);
  }

  public String id() {
    return rule.id();
  }

  /** Key of the rule's title in the message bundle. */
  public String title() {
    return rule.id() + ".title";
  }

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
