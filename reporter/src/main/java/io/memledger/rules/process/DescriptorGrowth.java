package io.memledger.rules.process;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rules.Materiality;
import io.memledger.rules.Steps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.List;

/** Descriptors that are opened and never closed, with the kernel objects that they pin. */
public final class DescriptorGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("descriptor-growth", "derived/fds", List.of(Metric.PROC_FDS));

  /** Bytes of struct file in slab, the least that an open descriptor holds. */
  private static final double FILE = 256;

  private static final Counted COUNTED =
      new Counted(
          INFO,
          Metric.PROC_FDS,
          Category.SLAB_UNRECLAIMABLE,
          FILE,
          s ->
              List.of(
                  Steps.of(
                      "step.descriptors",
                      "ls -l /proc/"
                          + s.id()
                          + "/fd | awk '{print $NF}' | sort | uniq -c | sort -n | tail -n 20"),
                  Steps.of("step.limits", "grep 'open files' /proc/" + s.id() + "/limits")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    return COUNTED.check(given, s -> Materiality.descriptors(given.recording(), s.first().value()));
  }
}
