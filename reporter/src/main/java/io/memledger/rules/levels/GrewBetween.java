package io.memledger.rules.levels;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.NextStep;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.Processes;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who grew between two to nineteen looks, by how much and how fast, the most first: no proof of
 * anything, but where to look next.
 */
public final class GrewBetween implements Rule {
  private static final String ID = "grew-between";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc", List.of());

  /** Rows that a reader takes in at a glance. */
  private static final int MOST = 5;

  /**
   * Bytes: less comes and goes with every program that starts; on a small machine, in proportion.
   */
  private static final double LEAST = 4 * Bytes.MIB;

  /** Likewise of what is counted, and the least share of what there was. */
  private static final double LEAST_COUNT = 20;

  /** What breathes does so by less than this part of itself. */
  private static final double OWN = 0.1;

  /** Where growth of a kind of thing is told. */
  private record Kind(Metric metric, Subject.Kind subject, Category line, String source) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(Metric.PROC_RSS, Subject.Kind.PROCESS, Category.ANONYMOUS, "proc/pids/stat"),
          new Kind(
              Metric.SLAB_BYTES,
              Subject.Kind.SLAB_CACHE,
              Category.SLAB_UNRECLAIMABLE,
              "proc/slabinfo"),
          new Kind(Metric.CG_ANON, Subject.Kind.CGROUP, Category.ANONYMOUS, "sys/fs/cgroup"),
          new Kind(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT, Category.SHMEM, "derived/mounts"),
          new Kind(Metric.SHM_RSS, Subject.Kind.SHM_SEGMENT, Category.SHMEM, "proc/sysvipc/shm"),
          new Kind(
              Metric.VMALLOC_BYTES,
              Subject.Kind.VMALLOC_CALLER,
              Category.VMALLOC,
              "proc/vmallocinfo"),
          new Kind(
              Metric.PROC_FDS, Subject.Kind.PROCESS, Category.SLAB_UNRECLAIMABLE, "derived/fds"),
          new Kind(
              Metric.MEMORY_CGROUPS,
              Subject.Kind.HOST,
              Category.SLAB_UNRECLAIMABLE,
              "proc/cgroups"));

  private record Grown(Kind kind, TimeSeries series) {
    double bytes() {
      return kind.metric().unit() == Unit.BYTES ? series.change() : 0;
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    if (!MinimumCapture.tooShort(recording)) {
      return List.of(Findings.still(INFO, input));
    }
    List<Grown> grown = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (TimeSeries one : recording.all(kind.metric(), kind.subject())) {
        if (matters(recording, one) && !Processes.isCollector(recording, one.subject())) {
          grown.add(new Grown(kind, one));
        }
      }
    }
    if (grown.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    return grown.stream()
        .sorted(
            Comparator.comparingDouble(Grown::bytes)
                .reversed()
                .thenComparing(g -> -g.series().change())
                .thenComparing(g -> g.series().subject()))
        .limit(MOST)
        .map(g -> finding(input, g))
        .toList();
  }

  private static boolean matters(Recording recording, TimeSeries series) {
    double least =
        series.metric().unit() == Unit.BYTES
            ? Math.min(LEAST, Materiality.process(recording))
            : LEAST_COUNT;
    return series.samples() > 1 && series.change() >= Math.max(least, OWN * series.first().value());
  }

  private static Finding finding(RuleInput input, Grown grown) {
    TimeSeries series = grown.series();
    Subject subject = series.subject();
    boolean bytes = series.metric().unit() == Unit.BYTES;
    Unit unit = bytes ? Unit.BYTES : Unit.COUNT;
    double rate = series.change() / series.span() * Seconds.HOUR;
    String of = subject.kind() == Subject.Kind.HOST ? "cgroups" : subject.kind().id();
    Wording named =
        subject.kind() == Subject.Kind.CGROUP
            ? Wording.of(ID + ".headline." + of)
                .with("name", CgroupNames.of(input.recording(), subject.name()))
            : Findings.named(Wording.of(ID + ".headline." + of + (bytes ? "" : ".count")), subject);
    Wording headline =
        named
            .with("from", series.first().value(), unit)
            .with("to", series.last().value(), unit)
            .with("looks", series.samples(), Unit.COUNT)
            .with("span", series.span(), Unit.SECONDS)
            .with("rate", rate, bytes ? Unit.BYTES_PER_HOUR : Unit.COUNT_PER_HOUR);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.NOTICE, headline)
            .leading()
            .culprit(input.recording(), subject)
            .category(grown.kind().line())
            .evidence("level-start", series.first().value(), unit, grown.kind().source())
            .evidence("level", series.last().value(), unit, grown.kind().source());
    if (bytes) {
      builder.growth(series.change());
    }
    return builder.step(NextStep.CAPTURE).build();
  }
}
