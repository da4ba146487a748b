package io.memledger.rule;

import io.memledger.series.Metric;
import java.util.List;
import java.util.Optional;

/**
 * Judges one question about a recording. Stateless; reads no clock or file; never throws for
 * missing data; never depends on another rule.
 */
public interface Rule {
  RuleInfo info();

  /**
   * Judges a recording. Missing needs are the engine's business: a rule is asked only if every
   * metric of {@link RuleInfo#needs()} has a series.
   *
   * @return findings, among them cleared ones with the numbers that clear them; never empty
   */
  List<Finding> check(RuleInput input);

  /**
   * Parts of what is needed that can be judged by themselves: with a series of any of them the rule
   * is asked though its needs are lacking.
   */
  default List<Metric> parts() {
    return List.of();
  }

  /** Why this recording cannot be judged although all that it needs is there; empty if it can. */
  default Optional<Wording> unfit(RuleInput input) {
    return Optional.empty();
  }

  /**
   * Whether the rule judges a course over time, so that it is not asked about captures of a few
   * seconds. Rules about the capture itself say no.
   */
  default boolean judgesTrends() {
    return true;
  }
}
