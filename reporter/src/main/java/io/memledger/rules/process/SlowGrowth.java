package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.Processes;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Bytes;
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

/**
 * A process that grows as a leak does, but too little to matter on so large a host: it is named, so
 * that nobody looks for it on a smaller one.
 */
public final class SlowGrowth implements Rule {
  private static final String ID = "slow-growth";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/pids/stat", List.of(Metric.PROC_RSS));

  /** Bytes: what matters on the smallest server, whatever this one has (METHOD 3.9). */
  private static final double LEAST = 16 * Bytes.MIB;

  /** Of what it had: a heap breathes by less. */
  private static final double OWN = 0.5;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<TimeSeries> heaps = new ArrayList<>();
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (!Processes.isCollector(recording, rss.subject())) {
        Heap.of(recording, rss.subject())
            .flatMap(s -> Processes.settled(recording, s))
            .ifPresent(heaps::add);
      }
    }
    double matters = Materiality.process(recording);
    Optional<Family.Member> most =
        Family.judge(recording, heaps, s -> Math.max(LEAST, OWN * s.first().value())).stream()
            .filter(m -> m.isLeak() && m.trend().rise() < matters)
            .filter(m -> m.trend().samples() >= MinimumCapture.GROWTH_SAMPLES)
            .findFirst();
    return List.of(most.map(m -> named(input, m)).orElseGet(() -> Findings.still(INFO, input)));
  }

  private static Finding named(RuleInput input, Family.Member member) {
    Subject process = member.series().subject();
    Wording headline =
        Findings.named(Wording.of(ID + ".headline.notice"), process)
            .with("from", member.series().first().value(), Unit.BYTES)
            .with("to", member.series().last().value(), Unit.BYTES)
            .with("span", member.trend().span(), Unit.SECONDS)
            .with("rate", member.trend().rate() * Seconds.HOUR, Unit.BYTES_PER_HOUR);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.NOTICE, headline)
            .culprit(input.recording(), process)
            .category(Category.ANONYMOUS)
            .trend(member.trend(), member.series().metric(), process)
            .evidence("rss", member.series().last().value(), Unit.BYTES, INFO.source());
    return builder
        .step(
            Wording.of("step.mappings"), "pmap -X " + process.id() + " | sort -n -k 7 | tail -n 20")
        .build();
  }
}
