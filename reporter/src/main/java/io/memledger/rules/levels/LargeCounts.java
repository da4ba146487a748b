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
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Of what there are unusually many at the end of a capture, whether they came in it or not:
 * processes of one command, dead ones that nobody collects, threads and open descriptors of one
 * process. Cgroups without a folder have a rule of their own.
 */
public final class LargeCounts implements Rule {
  private static final String ID = "counts";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/pids/stat", List.of()).ofEachProcess();

  /** Of one command: pools of workers are sized in tens, a large one in hundreds. */
  private static final double PROCESSES = 1_000;

  /** Of one command: a parent that waits for its children leaves them dead for a moment each. */
  private static final double ZOMBIES = 100;

  /** Of one process: pools of threads are sized in hundreds; 5,000 stacks are 80 MiB of kernel. */
  private static final double THREADS = 5_000;

  /** Of one process: twice what servers of ten thousand connections hold. */
  private static final double DESCRIPTORS = 20_000;

  /** Of its limit: a service is given several times what it needs. */
  private static final double OF_LIMIT = 0.8;

  /** Below this many a descriptor limit may just be small, as login's 1,024 is. */
  private static final double FEW = 512;

  /** One kind of what can be counted, and what is told of it. */
  private enum Counted {
    PROCESSES("processes", Metric.PROC_COUNT, Subject.Kind.PROCESS_GROUP, Category.KERNEL_STACK),
    ZOMBIES(
        "zombies", Metric.PROC_ZOMBIES, Subject.Kind.PROCESS_GROUP, Category.SLAB_UNRECLAIMABLE),
    THREADS("threads", Metric.PROC_THREADS, Subject.Kind.PROCESS, Category.KERNEL_STACK),
    DESCRIPTORS("descriptors", Metric.PROC_FDS, Subject.Kind.PROCESS, Category.SLAB_UNRECLAIMABLE);

    private final String id;
    private final Metric metric;
    private final Subject.Kind kind;
    private final Category line;

    Counted(String id, Metric metric, Subject.Kind kind, Category line) {
      this.id = id;
      this.metric = metric;
      this.kind = kind;
      this.line = line;
    }

    /** Count from which it is unusual for this subject. */
    double from(Recording recording, Subject subject) {
      return switch (this) {
        case PROCESSES -> LargeCounts.PROCESSES;
        case ZOMBIES -> LargeCounts.ZOMBIES;
        case THREADS -> LargeCounts.THREADS;
        case DESCRIPTORS ->
            recording
                .series(Metric.PROC_FDS_LIMIT, subject)
                .map(s -> Math.max(FEW, OF_LIMIT * s.last().value()))
                .orElse(LargeCounts.DESCRIPTORS);
      };
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
  public Optional<Wording> unfit(RuleInput input) {
    for (Counted one : Counted.values()) {
      if (!input.recording().all(one.metric, one.kind).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(Wording.of(ID + ".nothing-counted"));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    List<Finding> found = new ArrayList<>();
    for (Counted one : Counted.values()) {
      input.recording().all(one.metric, one.kind).stream()
          .filter(s -> isMany(input.recording(), one, s) && !goesOn(input, s) && !atLimit(input, s))
          .max(Comparator.comparingDouble(s -> s.last().value()))
          .ifPresent(s -> found.add(finding(input, one, s)));
    }
    return found.isEmpty() ? List.of(Findings.still(INFO, input)) : found;
  }

  private static boolean isMany(Recording recording, Counted one, TimeSeries series) {
    return series.last().value() >= one.from(recording, series.subject());
  }

  /** What still grows is told by the rule that judges its course. */
  private static boolean goesOn(RuleInput input, TimeSeries series) {
    return !MinimumCapture.tooShort(input.recording())
        && Trend.of(series).filter(t -> t.shape().goesOn()).isPresent();
  }

  /** Who is at its limit is told so by the rule of limits. */
  private static boolean atLimit(RuleInput input, TimeSeries series) {
    return series.metric() == Metric.PROC_FDS
        && input
            .recording()
            .series(Metric.PROC_FDS_LIMIT, series.subject())
            .filter(limit -> series.last().value() >= limit.last().value())
            .isPresent();
  }

  private static Finding finding(RuleInput input, Counted one, TimeSeries series) {
    double count = series.last().value();
    double from = one.from(input.recording(), series.subject());
    Optional<Subject> parent =
        one == Counted.ZOMBIES ? parent(input.recording(), count) : Optional.empty();
    Function<Wording, Wording> told =
        w ->
            parent
                .map(p -> w.with("parent", p.name()).with("ppid", Long.toString(p.id())))
                .orElse(w);
    String key = ID + ".headline." + one.id + (parent.isPresent() ? ".parent" : "");
    FindingBuilder builder =
        Findings.about(
                INFO,
                input,
                Status.NOTICE,
                told.apply(
                    Findings.named(Wording.of(key), series.subject())
                        .with("count", count, Unit.COUNT)))
            .explanation(Wording.of(ID + ".explanation." + one.id).with("limit", from, Unit.COUNT))
            .culprit(input.recording(), parent.orElse(series.subject()))
            .category(one.line)
            .unit(Unit.COUNT)
            .evidence("count", count, Unit.COUNT, INFO.source())
            .evidence("count-limit", from, Unit.COUNT, INFO.source());
    // Where looks can be compared, what changed between them comes first.
    if (series.samples() == 1) {
      builder.leading();
    }
    steps(one, parent.orElse(series.subject())).forEach(builder::step);
    return builder.build();
  }

  /** The living process that has most of the dead children. */
  private static Optional<Subject> parent(Recording recording, double zombies) {
    return recording.all(Metric.PROC_ZOMBIE_CHILDREN, Subject.Kind.PROCESS).stream()
        .filter(s -> s.last().value() >= zombies / 2)
        .max(Comparator.comparingDouble(s -> s.last().value()))
        .flatMap(
            children ->
                recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
                    .map(TimeSeries::subject)
                    .filter(p -> p.id() == children.subject().id() && !p.name().isEmpty())
                    .findFirst());
  }

  private static List<NextStep> steps(Counted one, Subject subject) {
    String folder = "/proc/" + subject.id();
    return switch (one) {
      case PROCESSES ->
          List.of(
              NextSteps.of(
                  "step.parents", "ps -eo ppid= | sort -n | uniq -c | sort -n | tail -n 10"));
      case ZOMBIES ->
          subject.kind() == Subject.Kind.PROCESS
              ? List.of(
                  NextSteps.of(
                      "step.zombies-of",
                      "ps -o pid,stat,lstart,comm --ppid " + subject.id() + " | head"))
              : List.of(
                  NextSteps.of(
                      "step.zombies",
                      "ps -eo ppid,pid,stat,comm | awk '$3 ~ /^Z/' | sort -n | tail -n 50"));
      case THREADS ->
          List.of(
              NextSteps.of(
                  "step.thread-names",
                  "cat " + folder + "/task/*/comm | sort | uniq -c | sort -n"));
      case DESCRIPTORS ->
          List.of(
              NextSteps.of(
                  "step.descriptors",
                  "ls -l "
                      + folder
                      + "/fd | awk '{print $NF}' | sed 's/[0-9]\\+/N/g' | sort | uniq -c"
                      + " | sort -n | tail -n 20"),
              NextSteps.of("step.limits", "grep 'open files' " + folder + "/limits"));
    };
  }
}
