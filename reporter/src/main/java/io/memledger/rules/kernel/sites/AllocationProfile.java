package io.memledger.rules.kernel.sites;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Trust;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Metric;
import java.util.List;

/**
 * Every allocation of the kernel by the line of code that made it: where a kernel counts this, it
 * is the best evidence there is (KERNEL 5.5).
 */
public final class AllocationProfile implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("allocation-profile", "proc/allocinfo", List.of(Metric.SITE_BYTES))
          .trusted(Trust.EVERY_ALLOCATION);

  private static final SiteGrowth SITES =
      new SiteGrowth(
          INFO,
          Metric.SITE_BYTES,
          Metric.SITE_CALLS,
          (recording, site) -> 1,
          SitePlaces::isElsewhere,
          List.of(NextSteps.of("step.allocinfo", "sort -rn /proc/allocinfo | head -n 30")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** Few readings are compared. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    return SITES.check(input);
  }
}
