package io.memledger.rules.cgroup;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.rules.findings.Findings;
import io.memledger.series.CgroupPath;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A container at its limit suffers while the host is fine. File cache fills a limit by nature, so
 * that what counts is the working set: what is held less the file cache not in use.
 */
public final class CgroupNearLimit implements Rule {
  private static final String ID = "cgroup-near-limit";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "sys/fs/cgroup", List.of(Metric.CG_CURRENT));

  /** More are not listed; they are counted. */
  private static final int MOST = 10;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A state and its events, not a course. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Kills kills = new Kills(recording);
    List<Fill> limited = new ArrayList<>();
    for (TimeSeries current : recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP)) {
      Fill.of(recording, current.subject(), kills).ifPresent(limited::add);
    }
    if (limited.isEmpty() && kills.belowCgroups().isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    limited.sort(
        Comparator.comparing(Fill::status)
            .thenComparing(Fill::share, Comparator.reverseOrder())
            .thenComparing(Fill::cgroup));
    List<Finding> found = new ArrayList<>();
    for (Fill one : limited) {
      if (one.status() != Status.CLEARED && found.size() < MOST) {
        found.add(finding(input, one, one.status().id()));
      }
    }
    kills.belowCgroups().forEach((path, count) -> found.add(below(input, path, count)));
    if (!found.isEmpty()) {
      return found.subList(0, Math.min(MOST, found.size()));
    }
    Fill first = limited.get(0);
    return List.of(finding(input, first, first.isFull() ? "cleared.cache" : "cleared"));
  }

  private static Finding finding(RuleInput input, Fill one, String variant) {
    boolean pressure = one.status() == Status.PRESSURE;
    String cause = one.kills() > 0 ? ".kills" : one.goesOn() ? "" : ".stalls";
    String unsplit = one.isSplit() || one.kills() > 0 ? "" : ".unsplit";
    double processes = resident(input.recording(), one.cgroup());
    if (!unsplit.isEmpty() && !Double.isNaN(processes)) {
      unsplit += ".processes";
    }
    Wording headline =
        named(input, (pressure ? variant + cause : variant) + unsplit, one.cgroup())
            .with("working", one.working(), Unit.BYTES)
            .with("current", one.limit().current(), Unit.BYTES)
            .with("processes", processes, Unit.BYTES)
            .with("limit", one.limit().limit(), Unit.BYTES)
            .with("share", one.share(), Unit.RATIO)
            .with("kills", one.kills(), Unit.COUNT)
            .with("hits", one.hits(), Unit.COUNT)
            .with("stalled", one.stalled(), Unit.RATIO);
    CgroupFiles files = CgroupFiles.of(input.recording(), one.cgroup());
    FindingBuilder builder =
        Findings.about(INFO, input, one.status(), headline)
            .culprit(input.recording(), one.cgroup())
            .evidence("cgroup-working-set", one.working(), Unit.BYTES, files.stat())
            .evidence("cgroup-processes", processes, Unit.BYTES, "proc/pids/stat")
            .evidence("cgroup-current", one.limit().current(), Unit.BYTES, files.current())
            .evidence(
                "cgroup-limit", one.limit().limit(), Unit.BYTES, files.limit(one.limit().isHigh()))
            .evidence("cgroup-oom-kills", one.kills(), Unit.COUNT, files.kills())
            .evidence("cgroup-limit-hits", one.hits(), Unit.COUNT, files.hits())
            .evidence("cgroup-stalled", one.stalled(), Unit.RATIO, files.pressure());
    files.step("step.cgroup-stat", "memory.stat").forEach(builder::step);
    files.step("step.cgroup-events", files.hitsFile()).forEach(builder::step);
    return builder.build();
  }

  /** What the processes inside hold at the end; NaN where none was seen. */
  private static double resident(Recording recording, Subject cgroup) {
    double sum = Double.NaN;
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      boolean inside =
          recording
              .cgroupOf(rss.subject())
              .filter(path -> CgroupPath.isWithin(path, cgroup.name()))
              .isPresent();
      if (inside && !Lifetimes.goneBeforeEnd(recording, rss)) {
        sum = (Double.isNaN(sum) ? 0 : sum) + rss.last().value();
      }
    }
    return sum;
  }

  /** Kills at the limit of a container that is gone, in what is above it and has no limit. */
  private static Finding below(RuleInput input, String path, double count) {
    Subject cgroup = Subject.named(Subject.Kind.CGROUP, path);
    CgroupFiles files = CgroupFiles.of(input.recording(), cgroup);
    FindingBuilder builder =
        Findings.about(
                INFO,
                input,
                Status.PRESSURE,
                named(input, Status.PRESSURE.id() + ".below", cgroup)
                    .with("kills", count, Unit.COUNT))
            .culprit(input.recording(), cgroup)
            .evidence("cgroup-oom-kills", count, Unit.COUNT, files.kills());
    files.step("step.cgroup-events", files.hitsFile()).forEach(builder::step);
    return builder.build();
  }

  private static Wording named(RuleInput input, String variant, Subject cgroup) {
    return Wording.of(ID + ".headline." + variant)
        .with("name", CgroupNames.of(input.recording(), cgroup.name()));
  }
}
