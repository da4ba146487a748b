package io.memledger.rules;

import io.memledger.rule.Rule;
import io.memledger.rule.RuleEngine;
import io.memledger.rules.host.AvailableDecline;
import io.memledger.rules.process.ProcessGrowth;
import java.util.List;

/** THE list of rules, in the order in which the report shows what became of them. */
public final class Rules {
  private Rules() {}

  public static List<Rule> all() {
    return List.of(new AvailableDecline(), new ProcessGrowth());
  }

  /** The engine with all rules. */
  public static RuleEngine engine() {
    return new RuleEngine(all());
  }
}
