package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.Forecast;
import java.util.List;
import java.util.Optional;

/** Descriptors that are opened and never closed, with the kernel objects that they pin. */
public final class DescriptorGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("descriptor-growth", "derived/fds", List.of(Metric.PROC_FDS))
          .rulingOut(Category.SLAB_UNRECLAIMABLE);

  /** Bytes of struct file in slab, the least that an open descriptor holds. */
  private static final double FILE = 256;

  private static final String HOST_LIMIT = "proc/sys/fs/file-nr";
  private static final Counted COUNTED =
      new Counted(
          INFO,
          Metric.PROC_FDS,
          Category.SLAB_UNRECLAIMABLE,
          FILE,
          s ->
              List.of(
                  NextSteps.of(
                      "step.descriptors",
                      "ls -l /proc/"
                          + s.id()
                          + "/fd | awk '{print $NF}' | sort | uniq -c | sort -n | tail -n 20"),
                  NextSteps.of("step.limits", "grep 'open files' /proc/" + s.id() + "/limits")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    List<Finding> found =
        COUNTED.check(input, s -> Materiality.descriptors(input.recording(), s.first().value()));
    return found.stream()
        .map(f -> f.status().isLeak() ? withLimits(input.recording(), f) : f)
        .map(f -> Explained.descriptors(input.recording(), f))
        .toList();
  }

  /** Adds what process and host may have open, and when that is reached if it can be foreseen. */
  private static Finding withLimits(Recording recording, Finding leak) {
    FindingBuilder builder = FindingBuilder.from(leak);
    Subject process = leak.claim().culprit().subject();
    Optional<TimeSeries> own = recording.series(Metric.PROC_FDS, process);
    Optional<TimeSeries> limit = recording.series(Metric.PROC_FDS_LIMIT, process);
    if (own.isPresent() && limit.isPresent()) {
      String source = "proc/" + process.id() + "/limits";
      limit(builder, leak, "descriptors-limit", source, own.get(), limit.get());
    }
    Optional<TimeSeries> open = recording.host(Metric.FILES_OPEN);
    Optional<TimeSeries> most = recording.host(Metric.FILES_MAX);
    if (open.isPresent() && most.isPresent()) {
      builder.evidence("files-open", open.get().last().value(), Unit.COUNT, HOST_LIMIT);
      limit(builder, leak, "files-max", HOST_LIMIT, open.get(), most.get());
    }
    return builder.build();
  }

  private static void limit(
      FindingBuilder builder,
      Finding leak,
      String name,
      String source,
      TimeSeries open,
      TimeSeries most) {
    double left = most.last().value() - open.last().value();
    builder.evidence(name, most.last().value(), Unit.COUNT, source);
    Forecast.of(
            left,
            leak.claim().growth().rate() / Seconds.HOUR,
            leak.claim().growth().low() / Seconds.HOUR,
            leak.claim().growth().high() / Seconds.HOUR,
            leak.claim().growth().to() - leak.claim().growth().from())
        .ifPresent(f -> builder.evidence(name + "-in", f.seconds(), Unit.SECONDS, source));
  }
}
