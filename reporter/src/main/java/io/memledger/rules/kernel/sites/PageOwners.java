package io.memledger.rules.kernel.sites;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Trust;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Metric;
import java.util.List;

/** Pages by the stack that took them, on kernels that were booted with page_owner=on. */
public final class PageOwners implements Rule {
  private static final String SHOWN = "sys/kernel/debug/page_owner_stacks/show_stacks";
  private static final RuleInfo INFO =
      new RuleInfo("page-owner", SHOWN, List.of(Metric.PAGE_OWNER_BYTES)).trusted(Trust.LIVE_PAGES);

  private static final SiteGrowth SITES =
      new SiteGrowth(
          INFO,
          Metric.PAGE_OWNER_BYTES,
          null,
          (recording, site) -> 1,
          SitePlaces::isElsewhere,
          List.of(NextSteps.of("step.page-owner", "less /" + SHOWN)));

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
