package io.memledger.rules.host;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.AvailableMemory;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.MainProcess;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.HostGrowth;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.Sights;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/** Memory that no program can be given again should not grow without end. */
public final class AvailableDecline implements Rule {
  private static final String ID = "available-decline";
  private static final String ARCSTATS = "proc/spl/kstat/zfs/arcstats";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/meminfo", List.of(Metric.USED));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Optional<Family.Member> used = HostGrowth.judge(recording);
    if (used.isEmpty() || !used.get().isLeak()) {
      Optional<Finding> zfs = cacheOfZfs(input);
      if (zfs.isPresent()) {
        return List.of(zfs.get());
      }
    }
    if (used.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    Optional<FindingBuilder> passing =
        used.get().isLeak()
            ? MainProcess.cleared(INFO, input, used.get(), process -> true)
            : Optional.empty();
    FindingBuilder builder =
        used.get().isLeak() && passing.isEmpty()
            ? Findings.growth(INFO, input, used.get(), Subject.HOST, "")
                .step(Wording.of("step.meminfo"), "cat /proc/meminfo")
                .step(Wording.of("step.top"), "ps -eo pid,rss,comm --sort=-rss | head -n 20")
            : passing.orElseGet(() -> cleared(input, used.get()));
    return List.of(withLevels(builder, recording).build());
  }

  private static FindingBuilder withLevels(FindingBuilder builder, Recording recording) {
    recording
        .host(Metric.AVAILABLE)
        .ifPresent(
            s -> {
              builder.evidence(AvailableMemory.evidence(recording, "start", s.first().value()));
              builder.evidence(AvailableMemory.evidence(recording, "end", s.last().value()));
            });
    return builder;
  }

  /** Where available memory fell and the cache of ZFS took most of it, above its minimum. */
  private static Optional<Finding> cacheOfZfs(RuleInput input) {
    Recording recording = input.recording();
    Optional<TimeSeries> available = recording.host(Metric.AVAILABLE);
    Optional<TimeSeries> back = recording.host(Metric.ARC_YIELDS);
    if (available.isEmpty() || back.isEmpty()) {
      return Optional.empty();
    }
    double fall = -available.get().change();
    double taken = back.get().change();
    if (fall < Materiality.used(recording) || taken < Shares.MAIN * fall) {
      return Optional.empty();
    }
    Wording headline =
        Wording.of(ID + ".headline.zfs")
            .with("fall", fall, Unit.BYTES)
            .with("cache", taken, Unit.BYTES)
            .with("back", back.get().last().value(), Unit.BYTES)
            .with("span", recording.span(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.CLEARED, headline)
            .category(Category.UNACCOUNTED)
            .clearing(Clearing.ZFS_ARC)
            .evidence("ZFS-gives-back", back.get().last().value(), Unit.BYTES, ARCSTATS);
    return Optional.of(withLevels(builder, recording).build());
  }

  private static FindingBuilder cleared(RuleInput input, Family.Member used) {
    return Findings.limited(
        Findings.cleared(INFO, input, used), Sights.ofHost(input), INFO.source());
  }
}
