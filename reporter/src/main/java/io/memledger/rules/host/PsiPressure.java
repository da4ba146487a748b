package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Persistence;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/** Time in which programs stood still for lack of memory, as the kernel measures it. */
public final class PsiPressure implements Rule {
  private static final String ID = "psi-pressure";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/pressure/memory", List.of(Metric.PSI_MEMORY_SOME));

  /** Seconds a second in which some task waits for memory: one in five is felt by users. */
  private static final double SOME = 0.2;

  /** Seconds a second in which nothing runs for lack of memory: one in twenty is a standstill. */
  private static final double FULL = 0.05;

  /** The kernel measures this itself. */
  private static final double SURE = 0.9;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries some = recording.host(Metric.PSI_MEMORY_SOME).orElseThrow();
    Optional<TimeSeries> full = recording.host(Metric.PSI_MEMORY_FULL);
    boolean pressure =
        Persistence.of(some, SOME) || full.map(s -> Persistence.of(s, FULL)).orElse(false);
    Status status = pressure ? Status.PRESSURE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id())
            .with("some", SeriesTools.perSecond(some), Unit.RATIO)
            .with("full", full.map(SeriesTools::perSecond).orElse(Double.NaN), Unit.RATIO);
    FindingBuilder builder =
        Findings.about(INFO, input, status, headline)
            .evidence("psi-some", SeriesTools.perSecond(some), Unit.RATIO, INFO.source())
            .evidence("psi-some-peak", Persistence.peak(some), Unit.RATIO, INFO.source());
    full.ifPresent(
        s ->
            builder
                .evidence("psi-full", SeriesTools.perSecond(s), Unit.RATIO, INFO.source())
                .evidence("psi-full-peak", Persistence.peak(s), Unit.RATIO, INFO.source()));
    if (pressure) {
      Optional<ShortCgroup> cgroup = ShortCgroup.ofStalls(recording, some);
      cgroup.ifPresentOrElse(
          c -> c.tell(builder, recording, headline),
          () -> Holder.told(builder, recording, headline));
      builder
          .confidence(SURE)
          .step(Wording.of("step.psi"), "cat /proc/pressure/memory")
          .step(
              Wording.of("step.psi-cgroups"),
              "grep -s full /sys/fs/cgroup/*/memory.pressure /sys/fs/cgroup/*/*/memory.pressure"
                  + " | sort -t = -k 3 -n -r | head -n 20");
    }
    return List.of(builder.build());
  }
}
