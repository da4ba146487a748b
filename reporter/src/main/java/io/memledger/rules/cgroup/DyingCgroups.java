package io.memledger.rules.cgroup;

import io.memledger.rule.Case;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Ranking;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Family;
import io.memledger.rules.Findings;
import io.memledger.rules.Materiality;
import io.memledger.rules.Steps;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/**
 * A memory cgroup whose folder is gone lives on while pages charged to it are left; each costs
 * kernel memory, slows reclaim, and takes one of 65,535 ids.
 */
public final class DyingCgroups implements Rule {
  private static final String ID = "dying-cgroups";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/cgroups", List.of(Metric.DYING_CGROUPS));
  private static final double HOUR = 3600;

  /** A new one in every few containers is the ordinary stir of a machine. */
  private static final double GROWN = 50;

  private static final double OWN = 0.1;

  /** More than this many are worth a word whatever they do (sysAK warns at 1,500). */
  private static final double MANY = 1_500;

  /** Slab of one memory cgroup, measured on 6.18 with two processors: the least that it costs. */
  private static final double BYTES_EACH = 9 * 1024;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(Case given) {
    Recording recording = given.recording();
    TimeSeries dying = recording.host(Metric.DYING_CGROUPS).orElseThrow();
    String source =
        recording.host(Metric.CGROUP_FOLDERS).isPresent()
            ? "proc/cgroups"
            : "sys/fs/cgroup/cgroup.stat";
    double material = Math.max(GROWN, OWN * dying.first().value());
    Optional<Family.Member> judged = Family.judge(recording, dying, material);
    boolean grows = judged.isPresent() && judged.get().isLeak();
    double bytes = grows ? judged.get().trend().rise() * BYTES_EACH : 0;
    if (grows && bytes >= Materiality.scale(dying.span()) * Materiality.slab(recording)) {
      return List.of(leak(given, judged.get(), source));
    }
    boolean many = dying.last().value() >= MANY;
    Status status = grows || many ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id())
            .with("count", dying.last().value(), Unit.COUNT)
            .with("growth", dying.change(), Unit.COUNT)
            .with("cost", dying.last().value() * BYTES_EACH, Unit.BYTES);
    FindingBuilder builder =
        numbers(Findings.about(ID, given, status, headline), dying, source).unit(Unit.COUNT);
    judged.ifPresent(j -> builder.trend(j.trend(), dying.metric(), dying.subject()));
    return List.of(builder.build());
  }

  private static Finding leak(Case given, Family.Member member, String source) {
    FindingBuilder builder =
        Findings.growth(ID, given, member, Subject.HOST, "")
            .unit(Unit.COUNT)
            .category(Category.SLAB_UNRECLAIMABLE)
            .evidence(
                Ranking.EXPLAINS,
                member.trend().rate() * HOUR * BYTES_EACH,
                Unit.BYTES_PER_HOUR,
                source);
    return numbers(builder, member.series(), source).build();
  }

  private static FindingBuilder numbers(FindingBuilder builder, TimeSeries dying, String source) {
    builder
        .evidence("dying-start", dying.first().value(), Unit.COUNT, source)
        .evidence("dying-end", dying.last().value(), Unit.COUNT, source)
        .evidence("dying-cost", dying.last().value() * BYTES_EACH, Unit.BYTES, source);
    for (var step :
        List.of(
            Steps.of("step.cgroups", "grep memory /proc/cgroups"),
            Steps.of("step.drop-caches", "sync; echo 3 > /proc/sys/vm/drop_caches"))) {
      builder.step(step.why(), step.command());
    }
    return builder;
  }
}
