package io.memledger.rules.kernel;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rules.DescriptorHolders;
import io.memledger.rules.LineGrowth;
import io.memledger.rules.Materiality;
import io.memledger.rules.Members;
import io.memledger.rules.Steps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;

/** Shared memory lives in tmpfs files, memfd files and SysV segments, until somebody removes it. */
public final class ShmemGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("shmem-growth", "proc/meminfo", List.of(Metric.LEDGER_SHMEM));

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.SHMEM,
          "Shmem",
          List.of(
              new Members(
                  Metric.MOUNT_USED,
                  Subject.Kind.TMPFS_MOUNT,
                  1,
                  s -> true,
                  s -> "derived/mounts",
                  s -> Steps.withPath("step.tmpfs", "du -xa @ | sort -n | tail -n 20", s.name())),
              new Members(
                  Metric.SHM_RSS,
                  Subject.Kind.SHM_SEGMENT,
                  1,
                  s -> true,
                  s -> "proc/sysvipc/shm",
                  s -> List.of(Steps.of("step.shm", "ipcs -m -i " + s.id()))),
              Holders.SEGMENTS,
              new Members(
                  Metric.PROC_RSS_SHMEM,
                  Subject.Kind.PROCESS,
                  1,
                  s -> true,
                  s -> "proc/" + s.id() + "/status",
                  s -> List.of(Steps.of("step.rollup", "cat /proc/" + s.id() + "/smaps_rollup"))),
              new DescriptorHolders(4096, 1024 * Materiality.MIB)),
          List.of(
              Steps.of("step.df-tmpfs", "df -t tmpfs"),
              Steps.of(
                  "step.deleted",
                  "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -E \"memfd:|/dev/shm\" | head -n 50")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    return Explained.line(
        given.recording(), LINE.check(given, Materiality.process(given.recording())));
  }
}
