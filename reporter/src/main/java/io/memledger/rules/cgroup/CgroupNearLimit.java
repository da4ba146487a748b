package io.memledger.rules.cgroup;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Findings;
import io.memledger.rules.Steps;
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
  public List<Finding> check(Case given) {
    Recording recording = given.recording();
    List<Fill> limited = new ArrayList<>();
    for (TimeSeries current : recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP)) {
      Fill.of(recording, current).ifPresent(limited::add);
    }
    if (limited.isEmpty()) {
      return List.of(Findings.still(ID, given));
    }
    limited.sort(
        Comparator.comparing(Fill::status)
            .thenComparing(Fill::share, Comparator.reverseOrder())
            .thenComparing(Fill::cgroup));
    List<Finding> found = new ArrayList<>();
    for (Fill one : limited) {
      if (one.status() != Status.CLEARED && found.size() < MOST) {
        found.add(finding(given, one, one.status().id()));
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    Fill first = limited.get(0);
    return List.of(finding(given, first, first.isFull() ? "cleared.cache" : "cleared"));
  }

  private static Finding finding(Case given, Fill one, String variant) {
    String folder = "sys/fs/cgroup" + one.cgroup().name();
    String v = one.status() == Status.PRESSURE && one.kills() > 0 ? variant + ".kills" : variant;
    Wording headline =
        Wording.of(ID + ".headline." + v)
            .with("name", one.cgroup().name())
            .with("working", one.working(), Unit.BYTES)
            .with("limit", one.limit(), Unit.BYTES)
            .with("share", one.share(), Unit.RATIO)
            .with("kills", one.kills(), Unit.COUNT)
            .with("hits", one.hits(), Unit.COUNT);
    FindingBuilder builder =
        Findings.about(ID, given, one.status(), headline)
            .culprit(given.recording(), one.cgroup())
            .evidence("cgroup-working-set", one.working(), Unit.BYTES, folder + "/memory.stat")
            .evidence("cgroup-current", one.current(), Unit.BYTES, folder + "/memory.current")
            .evidence("cgroup-limit", one.limit(), Unit.BYTES, folder + "/memory.max")
            .evidence("cgroup-oom-kills", one.kills(), Unit.COUNT, folder + "/memory.events")
            .evidence("cgroup-limit-hits", one.hits(), Unit.COUNT, folder + "/memory.events");
    Steps.withPath("step.cgroup-stat", "cat /sys/fs/cgroup@/memory.stat", one.cgroup().name())
        .forEach(s -> builder.step(s.why(), s.command()));
    Steps.withPath("step.cgroup-events", "cat /sys/fs/cgroup@/memory.events", one.cgroup().name())
        .forEach(s -> builder.step(s.why(), s.command()));
    return builder.build();
  }
}
