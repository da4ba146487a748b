package io.memledger.rules.sight;

import io.memledger.rule.RuleInput;
import io.memledger.rule.Sight;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.rules.holders.ProcessSight;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.Sights;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What this capture could have shown: the slowest leak of each kind (METHOD 3.12). */
public final class AllSights {
  /** The lines that are judged by themselves; anonymous memory is judged by its processes. */
  private static final List<Category> LINES =
      List.of(
          Category.SHMEM,
          Category.SLAB_UNRECLAIMABLE,
          Category.KERNEL_STACK,
          Category.PAGE_TABLES,
          Category.VMALLOC,
          Category.PERCPU,
          Category.UNACCOUNTED);

  private AllSights() {}

  /** Never throws for odd data; a kind that is absent could not have been seen. */
  public static List<Sight> of(RuleInput input) {
    List<Sight> sights = new ArrayList<>();
    add(sights, Subject.HOST, null, Sights.ofHost(input));
    for (Category line : LINES) {
      add(sights, Subject.HOST, line, LedgerLines.sight(input, line));
    }
    add(sights, Subject.HOST, Category.ANONYMOUS, ProcessSight.of(input));
    cgroups(input.recording(), sights);
    return sights;
  }

  /** Those that have a limit: each ends by itself, whatever the host has left. */
  private static void cgroups(Recording recording, List<Sight> sights) {
    for (TimeSeries anon : recording.all(Metric.CG_ANON, Subject.Kind.CGROUP)) {
      CgroupLimit.of(recording, anon.subject())
          .ifPresent(
              limit ->
                  add(
                      sights,
                      anon.subject(),
                      null,
                      Sights.of(recording, anon, Materiality.cgroup(recording, limit.limit()))));
    }
  }

  private static void add(
      List<Sight> sights, Subject subject, Category line, OptionalDouble perHour) {
    perHour.ifPresent(rate -> sights.add(new Sight(subject, line, rate)));
  }
}
