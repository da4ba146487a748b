package io.memledger.rules.kernel.shmem;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Proof;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.FileHolders;
import io.memledger.rules.holders.GrowingFiles;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.holders.Members;
import io.memledger.rules.holders.Segments;
import io.memledger.rules.judge.Family;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.rules.ranges.AddressRanges;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/** Shared memory lives in tmpfs files, memfd files and SysV segments, until somebody removes it. */
public final class ShmemGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("shmem-growth", "proc/meminfo", List.of(Metric.LEDGER_SHMEM)).rulingOutAlways();

  private static final String TMPFS = "du -xa @ | sort -n | tail -n 20";

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.SHMEM,
          "Shmem",
          List.of(
              new FileHolders(),
              new GrowingFiles(),
              new Members(
                  Metric.MOUNT_USED,
                  Subject.Kind.TMPFS_MOUNT,
                  1,
                  s -> true,
                  s -> "derived/mounts",
                  s -> NextSteps.withPath("step.tmpfs", TMPFS, s.name())),
              new Segments(),
              new Members(
                  Metric.PROC_RSS_SHMEM,
                  Subject.Kind.PROCESS,
                  1,
                  s -> true,
                  s -> "proc/" + s.id() + "/status",
                  s ->
                      List.of(
                          NextSteps.of("step.rollup", "cat /proc/" + s.id() + "/smaps_rollup"))),
              new DescriptorHolders(4096, 1024 * Bytes.MIB)),
          List.of(
              NextSteps.of("step.df-tmpfs", "df -t tmpfs"),
              NextSteps.of(
                  "step.deleted",
                  "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -E \"memfd:|/dev/shm\" | head -n 50")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Metric> parts() {
    return List.of(Metric.MOUNT_USED, Metric.SHM_RSS, Metric.PROC_HELD);
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    boolean line = recording.host(Metric.LEDGER_SHMEM).isPresent();
    List<Finding> found = line ? LINE.check(input) : List.of(Findings.stillInParts(INFO, input));
    if (!found.get(0).status().isLeak()) {
      List<Family.Member> members = ShmemMembers.leaks(recording);
      if (!members.isEmpty()) {
        found = members.stream().map(m -> member(input, m)).toList();
      }
    }
    return Explained.line(recording, found).stream()
        .map(f -> AddressRanges.explained(recording, ShmemWords.told(recording, f)))
        .toList();
  }

  /** A mount, a process' files, or its segments, though the host's line does not tell. */
  private static Finding member(RuleInput input, Family.Member member) {
    TimeSeries series = member.series();
    Subject subject = series.subject();
    FindingBuilder builder =
        Findings.growth(INFO, input, member, subject, subject.kind().id()).category(Category.SHMEM);
    boolean segments = series.metric() == Metric.SHM_RSS;
    if (series.metric() == Metric.MOUNT_USED) {
      builder.evidence(
          subject.name() + ": growth", member.trend().rise(), Unit.BYTES, "derived/mounts");
      NextSteps.withPath("step.tmpfs", TMPFS, subject.name()).forEach(builder::step);
    } else if (segments) {
      builder.evidence("segments-growth", member.trend().rise(), Unit.BYTES, Segments.SOURCE);
      builder.step(Wording.of("step.segments"), "ipcs -m -p");
    } else {
      builder.evidence("held-growth", member.trend().rise(), Unit.BYTES, GrowingFiles.SOURCE);
      GrowingFiles.steps(subject).forEach(builder::step);
    }
    if (segments && input.recording().host(Metric.LEDGER_SHMEM).isPresent()) {
      // The segments of one maker are no series of the recording: the host's line is drawn.
      builder
          .withoutProofs()
          .proof(
              new Proof(
                  Metric.LEDGER_SHMEM,
                  Subject.HOST,
                  Double.NaN,
                  Double.NaN,
                  member.trend().from(),
                  member.trend().to()));
    }
    return builder.build();
  }
}
