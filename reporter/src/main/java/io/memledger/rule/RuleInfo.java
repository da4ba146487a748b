package io.memledger.rule;

import io.memledger.series.Metric;
import java.util.List;

/**
 * What a rule is called and what it cannot do without.
 *
 * @param id also the prefix of its messages: id.title, id.meaning, …
 * @param needs metrics without which the rule is not evaluated
 * @param source path that holds the needs, named to the reader when they are missing
 */
public record RuleInfo(String id, String source, List<Metric> needs) {
  public RuleInfo {
    needs = List.copyOf(needs);
  }
}
