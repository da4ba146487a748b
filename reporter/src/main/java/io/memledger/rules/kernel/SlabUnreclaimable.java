package io.memledger.rules.kernel;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rules.DescriptorHolders;
import io.memledger.rules.LineGrowth;
import io.memledger.rules.Materiality;
import io.memledger.rules.Steps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.List;

/** Kernel memory that reclaim cannot take back should level off once the machine is warm. */
public final class SlabUnreclaimable implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("slab-unreclaimable", "proc/meminfo", List.of(Metric.LEDGER_SLAB_UNRECLAIMABLE));

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.SLAB_UNRECLAIMABLE,
          "SUnreclaim",
          List.of(
              new DescriptorHolders(100, 64 * 1024),
              new ThreadHolders(4 * 1024, 64 * 1024),
              SlabCaches.unreclaimable(),
              KernelHints.LARGE_KMALLOC),
          List.of(Steps.of("step.slabtop", "slabtop -o -s c | head -n 25")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    return LINE.check(
        given,
        Math.max(
            Materiality.slab(given.recording()),
            Materiality.SLAB_OWN
                * given
                    .recording()
                    .host(Metric.LEDGER_SLAB_UNRECLAIMABLE)
                    .map(s -> s.first().value())
                    .orElse(0.0)));
  }
}
