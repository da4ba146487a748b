package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.LeakTest;
import io.memledger.rules.judge.Levels;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kernel memory that no process is charged for and that grows with interrupts or context switches
 * hints at a driver or a network path: a hint, not a culprit.
 */
public final class KernelAllocationPath implements Rule {
  private static final String ID = "kernel-allocation-path";
  private static final RuleInfo INFO =
      new RuleInfo(
          ID,
          "proc/stat",
          List.of(
              Metric.INTERRUPTS,
              Metric.CONTEXT_SWITCHES,
              Metric.USED,
              Metric.LEDGER_SLAB_UNRECLAIMABLE,
              Metric.LEDGER_UNACCOUNTED));

  /** The part of the kernel's growth by which the host's used memory must grow too. */
  private static final double HOST_FOLLOWS = 0.5;

  private record Found(Metric events, EventPace pace) {
    String id() {
      return events == Metric.INTERRUPTS ? "interrupts" : "context-switches";
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries kernel =
        SeriesTools.sum(
            recording.host(Metric.LEDGER_SLAB_UNRECLAIMABLE).orElseThrow(),
            recording.host(Metric.LEDGER_UNACCOUNTED).orElseThrow());
    Optional<Trend> trend = Trend.of(kernel).filter(t -> grows(recording, t));
    if (trend.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    List<Found> all = new ArrayList<>();
    for (Metric events : List.of(Metric.INTERRUPTS, Metric.CONTEXT_SWITCHES)) {
      EventPace.of(recording.host(events).orElseThrow(), kernel, trend.get())
          .ifPresent(p -> all.add(new Found(events, p)));
    }
    Found most = null;
    for (Found one : all) {
      boolean telling = one.pace().movesTogether() || one.pace().rises();
      if (telling && (most == null || one.pace().together() > most.pace().together())) {
        most = one;
      }
    }
    return List.of(finding(input, trend.get(), all, most));
  }

  private static Finding finding(RuleInput input, Trend trend, List<Found> all, Found most) {
    String variant = "cleared";
    if (most != null) {
      variant = most.pace().movesTogether() ? "together" : "rising";
    }
    Wording headline =
        Wording.of(ID + ".headline." + variant)
            .with("growth", trend.rise(), Unit.BYTES)
            .with("span", trend.span(), Unit.SECONDS);
    if (most != null) {
      headline =
          headline
              .with("events", Wording.of(ID + ".events." + most.id()))
              .with("before", most.pace().before(), Unit.COUNT_PER_SECOND)
              .with("after", most.pace().after(), Unit.COUNT_PER_SECOND);
    }
    FindingBuilder builder =
        Findings.about(INFO, input, most == null ? Status.CLEARED : Status.NOTICE, headline)
            .growth(trend.rise())
            .evidence("kernel-growth", trend.rise(), Unit.BYTES, "proc/meminfo");
    for (Found one : all) {
      String name = one.id();
      builder
          .evidence(
              name + "-before",
              one.pace().before() * Seconds.HOUR,
              Unit.COUNT_PER_HOUR,
              INFO.source())
          .evidence(
              name + "-after",
              one.pace().after() * Seconds.HOUR,
              Unit.COUNT_PER_HOUR,
              INFO.source())
          .evidence(name + "-correlation", one.pace().together(), Unit.COUNT, INFO.source());
    }
    if (most != null) {
      builder
          .step(Wording.of("step.interrupts"), "cat /proc/interrupts")
          .step(Wording.of("step.softirqs"), "cat /proc/softirqs")
          .step(Wording.of("step.dmesg"), "dmesg | tail -n 100");
    }
    return builder.build();
  }

  private static boolean grows(Recording recording, Trend trend) {
    double matters = Materiality.scale(trend.span()) * Materiality.remainder(recording);
    double used = Levels.change(recording.host(Metric.USED).orElseThrow());
    return trend.shape().goesOn()
        && trend.p() <= LeakTest.ALPHA
        && trend.rise() >= matters
        && used >= HOST_FOLLOWS * trend.rise();
  }
}
