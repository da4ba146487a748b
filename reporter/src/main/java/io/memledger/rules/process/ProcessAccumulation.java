package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Processes of one command, living or dead and never waited for, that keep piling up. */
public final class ProcessAccumulation implements Rule {
  private static final String ID = "process-accumulation";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/pids/stat", List.of(Metric.PROC_COUNT))
          .bringing(Category.SLAB_UNRECLAIMABLE, Category.KERNEL_STACK, Category.PAGE_TABLES)
          .ofEachProcess();

  /** Bytes that a living process holds in the kernel at least: stack, task, first page tables. */
  private static final double LIVING = 32 * 1024;

  /** Bytes that a zombie holds: task, signals, pid. Its memory and its stack are gone. */
  private static final double ZOMBIE = 8 * 1024;

  /** Processes that must have come to stay: a pool of workers grows by that many at once. */
  private static final double FEWEST = 20;

  /** Likewise in minutes: half of it, as of threads (METHOD 3.9). */
  private static final double FEWEST_IN_MINUTES = 10;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    List<Finding> found = new ArrayList<>();
    List<Supplier<Finding>> cleared = new ArrayList<>();
    for (Metric metric : List.of(Metric.PROC_COUNT, Metric.PROC_ZOMBIES)) {
      for (Family.Member member : judge(input.recording(), metric)) {
        boolean churn =
            metric == Metric.PROC_COUNT
                && !Arrivals.of(input.recording(), member).stayFor(member.trend().rise());
        if (member.isLeak() && !churn) {
          found.add(finding(input, member));
        } else if (member.isLeak()) {
          cleared.add(() -> churning(input, member));
        } else {
          cleared.add(() -> Findings.cleared(INFO, input, member).build());
        }
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    return List.of(cleared.isEmpty() ? Findings.still(INFO, input) : cleared.get(0).get());
  }

  /** There are more of them now, but it is not those that came which are there. */
  private static Finding churning(RuleInput input, Family.Member member) {
    Arrivals arrivals = Arrivals.of(input.recording(), member);
    Wording headline =
        Findings.named(Wording.of(ID + ".headline.churn"), member.series().subject())
            .with("growth", member.trend().rise(), Unit.COUNT)
            .with("span", member.trend().span(), Unit.SECONDS)
            .with("stayed", arrivals.stayed(), Unit.COUNT);
    return Findings.about(INFO, input, Status.CLEARED, headline)
        .unit(Unit.COUNT)
        .trend(member.trend(), member.series().metric(), member.series().subject())
        .evidence("processes-stayed", arrivals.stayed(), Unit.COUNT, INFO.source())
        .build();
  }

  private static List<Family.Member> judge(Recording recording, Metric metric) {
    return Family.judge(
        recording,
        recording.all(metric, Subject.Kind.PROCESS_GROUP),
        s -> material(recording, s.first().value()));
  }

  /** Raised so that its part in a short capture is no less than what makes a sign at all. */
  private static double material(Recording recording, double own) {
    double scale = Materiality.scale(recording.span());
    return Math.max(Math.max(FEWEST, FEWEST_IN_MINUTES / scale), Materiality.COUNT_OWN * own);
  }

  private static Finding finding(RuleInput input, Family.Member member) {
    Recording recording = input.recording();
    Subject group = member.series().subject();
    boolean zombies = member.series().metric() == Metric.PROC_ZOMBIES;
    double kernel = member.trend().rate() * Seconds.HOUR * (zombies ? ZOMBIE : LIVING);
    double resident = zombies ? 0 : residentPerHour(recording, member);
    FindingBuilder builder =
        Findings.growth(INFO, input, member, group, zombies ? "zombies" : "")
            .category(resident > kernel ? Category.ANONYMOUS : Category.SLAB_UNRECLAIMABLE)
            .holdingPerHour(Math.max(resident, kernel), INFO.source());
    evidence(recording, builder, Metric.PROC_COUNT, group, "processes");
    evidence(recording, builder, Metric.PROC_ZOMBIES, group, "zombies");
    if (zombies) {
      ZombieParent.of(recording, member).ifPresent(p -> parent(builder, p));
      return builder
          .step(
              Wording.of("step.zombies"),
              "ps -eo ppid,pid,stat,comm | awk '$3 ~ /^Z/' | sort -n | tail -n 50")
          .build();
    }
    NextSteps.withName("step.group", "ps -o pid,ppid,rss,lstart -C @", group.name())
        .forEach(builder::step);
    return builder
        .step(Wording.of("step.parents"), "ps -eo ppid= | sort -n | uniq -c | sort -n | tail -n 10")
        .build();
  }

  /** Who must wait for the dead is the one to be mended, whatever they were called. */
  private static void parent(FindingBuilder builder, ZombieParent parent) {
    Finding plain = builder.build();
    String pid = Long.toString(parent.process().id());
    builder
        .headline(
            new Wording(plain.words().headline().key() + ".parent", plain.words().headline().args())
                .with("parent", parent.process().name())
                .with("ppid", pid))
        .explanation(
            new Wording(ID + ".explanation.zombies.parent", plain.words().explanation().args())
                .with("parent", parent.process().name())
                .with("ppid", pid))
        .evidence("zombie-children", parent.children(), Unit.COUNT, INFO.source())
        .step(Wording.of("step.zombies-of"), "ps -o pid,stat,lstart,comm --ppid " + pid + " | head")
        .step(
            Wording.of("step.waits"),
            "grep -E 'State|SigBlk|SigIgn|SigCgt' /proc/" + pid + "/status");
  }

  /**
   * What the group's resident memory grows by. Pages that members share count for each of them, so
   * it is no more than what all anonymous memory grew by.
   */
  private static double residentPerHour(Recording recording, Family.Member member) {
    double from = member.trend().from();
    double to = member.trend().to();
    Optional<TimeSeries> rss = recording.series(Metric.PROC_RSS, member.series().subject());
    Optional<TimeSeries> all = recording.host(Metric.LEDGER_ANONYMOUS);
    if (rss.isEmpty() || all.isEmpty() || !(to > from)) {
      return 0;
    }
    double rise = SeriesTools.rise(rss.get(), from, to);
    return Math.min(rise, SeriesTools.rise(all.get(), from, to)) / (to - from) * Seconds.HOUR;
  }

  private static void evidence(
      Recording recording, FindingBuilder builder, Metric metric, Subject group, String name) {
    recording
        .series(metric, group)
        .ifPresent(
            s -> {
              builder.evidence(name + "-start", s.first().value(), Unit.COUNT, INFO.source());
              builder.evidence(name + "-end", s.last().value(), Unit.COUNT, INFO.source());
            });
  }
}
