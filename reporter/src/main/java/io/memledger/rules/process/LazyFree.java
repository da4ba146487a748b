package io.memledger.rules.process;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.Comparator;
import java.util.Optional;

/**
 * Pages that a program gave back with MADV_FREE, as runtimes of Go and allocators do: they count as
 * its memory until the kernel wants them, and then it takes them.
 */
final class LazyFree {
  /** Of what was given back: so much is on its way at any moment, since runtimes free in steps. */
  private static final double ON_ITS_WAY = 0.1;

  private LazyFree() {}

  /** Bytes by which what is held may rise without a meaning; 0 where nothing was given back. */
  static double underWay(Recording recording, TimeSeries held) {
    return Heap.lazy(recording, held)
        .map(lazy -> ON_ITS_WAY * Math.max(0, lazy.change()))
        .orElse(0.0);
  }

  /**
   * Whether most of a growth is given back, which is known where the counter was read twice; where
   * it was read often, it was taken off the series already.
   */
  static boolean explains(Recording recording, Family.Member grown) {
    if (Heap.lazy(recording, grown.series()).isPresent()) {
      return false;
    }
    return of(recording, grown.series().subject())
        .map(lazy -> SeriesTools.rise(lazy, grown.trend().from(), grown.trend().to()))
        .filter(given -> given >= Shares.MAIN * grown.trend().rise())
        .isPresent();
  }

  private static Optional<TimeSeries> of(Recording recording, Subject process) {
    return recording.series(Metric.PROC_LAZY_FREE, process).filter(s -> s.samples() > 1);
  }

  /** The process that holds most of such pages, where they are enough to be asked about. */
  static Optional<Finding> cleared(RuleInfo rule, RuleInput input) {
    Recording recording = input.recording();
    return recording.all(Metric.PROC_LAZY_FREE, Subject.Kind.PROCESS).stream()
        .filter(lazy -> lazy.last().value() >= Materiality.process(recording))
        .max(Comparator.comparingDouble((TimeSeries lazy) -> lazy.last().value()))
        .flatMap(lazy -> cleared(rule, input, lazy));
  }

  private static Optional<Finding> cleared(RuleInfo rule, RuleInput input, TimeSeries lazy) {
    Recording recording = input.recording();
    Subject process = lazy.subject();
    Optional<TimeSeries> resident =
        recording
            .series(Metric.PROC_RSS_ANON, process)
            .or(() -> recording.series(Metric.PROC_RSS, process));
    if (resident.isEmpty()) {
      return Optional.empty();
    }
    double held = resident.get().last().value() - lazy.last().value();
    Wording headline =
        Findings.named(Wording.of(rule.id() + ".headline.lazy"), process)
            .with("lazy", lazy.last().value(), Unit.BYTES)
            .with("resident", resident.get().last().value(), Unit.BYTES)
            .with("held", held, Unit.BYTES);
    String rollup = "proc/" + process.id() + "/smaps_rollup";
    FindingBuilder builder =
        Findings.about(rule, input, Status.CLEARED, headline)
            .culprit(recording, process)
            .category(Category.ANONYMOUS)
            .clearing(Clearing.LAZY_FREE)
            .evidence("LazyFree", lazy.last().value(), Unit.BYTES, rollup)
            .evidence("LazyFree-growth", lazy.change(), Unit.BYTES, rollup)
            .evidence("held-without-LazyFree", held, Unit.BYTES, rollup);
    return Optional.of(builder.build());
  }
}
