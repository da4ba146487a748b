package io.memledger.rules.levels;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What levelled off because it met a limit has run into it: a tmpfs that is full, a process with as
 * many files open as it may. Whoever wants more is refused, whatever memory the host has left.
 */
public final class AtLimit implements Rule {
  private static final String ID = "at-limit";
  private static final RuleInfo INFO = new RuleInfo(ID, "derived/mounts", List.of()).ofLimit();

  /** Of a size: what is left is less than anybody writes at once. */
  private static final double FULL = 0.99;

  /** Of a size: what was below this when the capture began was not full then. */
  private static final double NOT_YET = 0.9;

  /** Of 100: somebody is refused now, as with a container that is at its limit. */
  private static final int SEVERE = 70;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public Optional<Wording> unfit(RuleInput input) {
    Recording recording = input.recording();
    boolean mounts = !recording.all(Metric.MOUNT_SIZE, Subject.Kind.TMPFS_MOUNT).isEmpty();
    boolean limits = !recording.all(Metric.PROC_FDS_LIMIT, Subject.Kind.PROCESS).isEmpty();
    return mounts || limits ? Optional.empty() : Optional.of(Wording.of(ID + ".no-limits"));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<Finding> found = new ArrayList<>();
    for (TimeSeries used : recording.all(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT)) {
      recording
          .series(Metric.MOUNT_SIZE, used.subject())
          .filter(size -> isMet(used, FULL * size.last().value()))
          .filter(size -> used.first().value() < NOT_YET * size.last().value())
          .ifPresent(size -> found.add(mount(input, used, size.last().value())));
    }
    for (TimeSeries open : recording.all(Metric.PROC_FDS, Subject.Kind.PROCESS)) {
      Optional<TimeSeries> most = recording.series(Metric.PROC_FDS_LIMIT, open.subject());
      // Exactly as many as it may: a pool that was sized by the limit stays a little below.
      most.filter(m -> m.last().value() > 0 && isMet(open, m.last().value()))
          .ifPresent(m -> found.add(descriptors(input, open, m.last().value())));
    }
    return found.isEmpty() ? List.of(Findings.still(INFO, input)) : found;
  }

  private static boolean isMet(TimeSeries series, double limit) {
    return limit > 0 && series.last().value() >= limit;
  }

  private static Finding mount(RuleInput input, TimeSeries used, double size) {
    FindingBuilder builder =
        at(input, used, "mount", size)
            .category(Category.SHMEM)
            .evidence("mount-used", used.last().value(), Unit.BYTES, INFO.source())
            .evidence("mount-size", size, Unit.BYTES, INFO.source());
    NextSteps.withPath("step.tmpfs-files", "du -ax @ | sort -n | tail -n 20", used.subject().name())
        .forEach(builder::step);
    return builder.build();
  }

  private static Finding descriptors(RuleInput input, TimeSeries open, double most) {
    long pid = open.subject().id();
    return at(input, open, "descriptors", most)
        .category(Category.SLAB_UNRECLAIMABLE)
        .evidence("descriptors", open.last().value(), Unit.COUNT, "derived/fds")
        .evidence("descriptors-limit", most, Unit.COUNT, "proc/" + pid + "/limits")
        .step(NextSteps.of("step.limits", "grep 'open files' /proc/" + pid + "/limits"))
        .build();
  }

  private static FindingBuilder at(RuleInput input, TimeSeries series, String what, double limit) {
    Wording headline =
        Findings.named(Wording.of(ID + ".headline." + what), series.subject())
            .with("limit", limit, series.metric().unit())
            .with("from", series.first().value(), series.metric().unit())
            .with("span", series.span(), Unit.SECONDS);
    return Findings.about(INFO, input, Status.PRESSURE, headline)
        .severity(SEVERE)
        .culprit(input.recording(), series.subject());
  }
}
