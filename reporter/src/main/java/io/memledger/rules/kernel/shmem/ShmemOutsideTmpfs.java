package io.memledger.rules.kernel.shmem;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Shared memory that stands on no mounted tmpfs: memfd files, shared mappings, segments, and the
 * buffers of graphics drivers (GEM), which no df shows (KERNEL 8).
 */
public final class ShmemOutsideTmpfs implements Rule {
  private static final String ID = "shmem-outside-tmpfs";
  private static final String MOUNTS = "derived/mounts";
  private static final RuleInfo INFO = new RuleInfo(ID, MOUNTS, List.of(Metric.SHMEM));

  /** Of MemTotal: a desktop's buffers below this raise no question; set, not measured. */
  private static final double LARGE = 0.03;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A state, not a course. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double shmem = recording.host(Metric.SHMEM).orElseThrow().last().value();
    List<TimeSeries> mounts = recording.all(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT);
    if (mounts.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    double tmpfs = sum(mounts);
    double outside = Math.max(0, shmem - tmpfs);
    boolean large = outside >= LARGE * recording.hostFacts().memTotal() && outside >= tmpfs;
    Optional<TimeSeries> holder =
        recording.all(Metric.PROC_RSS_SHMEM, Subject.Kind.PROCESS).stream()
            .max(Comparator.comparingDouble((TimeSeries s) -> s.last().value()));
    String variant = !large ? "cleared" : holder.isPresent() ? "notice.holder" : "notice";
    Wording headline =
        Wording.of(ID + ".headline." + variant)
            .with("shmem", shmem, Unit.BYTES)
            .with("tmpfs", tmpfs, Unit.BYTES)
            .with("outside", outside, Unit.BYTES);
    if (large && holder.isPresent()) {
      headline =
          Findings.named(headline, holder.get().subject())
              .with("mapped", holder.get().last().value(), Unit.BYTES);
    }
    FindingBuilder builder =
        Findings.about(INFO, input, large ? Status.NOTICE : Status.CLEARED, headline)
            .category(large ? Category.SHMEM : null)
            .evidence("Shmem", shmem, Unit.BYTES, "proc/meminfo")
            .evidence("tmpfs-used", tmpfs, Unit.BYTES, MOUNTS);
    List<TimeSeries> segments = recording.all(Metric.SHM_RSS, Subject.Kind.SHM_SEGMENT);
    if (!segments.isEmpty()) {
      builder.evidence("segments-held", sum(segments), Unit.BYTES, "proc/sysvipc/shm");
    }
    if (large) {
      builder
          .step(
              NextSteps.of(
                  "step.mapped-shmem",
                  "grep -s RssShmem /proc/[0-9]*/status | sort -n -k 2 | tail -n 20"))
          .step(
              NextSteps.of(
                  "step.memfd",
                  "ls -l /proc/[0-9]*/fd 2>/dev/null"
                      + " | grep -E \"memfd:|/dev/dri|dmabuf\" | head -n 50"));
    }
    return List.of(builder.build());
  }

  private static double sum(List<TimeSeries> all) {
    return all.stream().mapToDouble(s -> s.last().value()).sum();
  }
}
