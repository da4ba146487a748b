package io.memledger.rules.holders;

import io.memledger.rule.RuleInput;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.Sights;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The slowest leak of a process that would have shown, whichever process it is. */
public final class ProcessSight {
  /** Of nineteen of twenty processes the leak would have shown. */
  private static final double ONE_IN_TWENTY = 0.05;

  /**
   * Processes that are asked by the whole test, the noisiest first: beyond these no more than one
   * in twenty of some hundreds is left, and each takes as long as judging it.
   */
  private static final int MOST = 12;

  /** Of the host's anonymous memory, what must belong to processes that were seen. */
  private static final double SEEN = 0.5;

  private ProcessSight() {}

  private record Question() {}

  /**
   * Bytes an hour; empty where the processes that were captured hold too little of the anonymous
   * memory.
   */
  public static OptionalDouble of(RuleInput input) {
    return input.once(new Question(), () -> of(input.recording()));
  }

  private static OptionalDouble of(Recording recording) {
    List<TimeSeries> living = new ArrayList<>(Processes.settled(recording, Metric.PROC_RSS));
    if (living.isEmpty() || !holdMost(recording, living)) {
      return OptionalDouble.empty();
    }
    living.sort(Comparator.comparingDouble(ProcessSight::range).reversed());
    int hidden = (int) (ONE_IN_TWENTY * living.size());
    double slowest = Double.NaN;
    for (TimeSeries process : living.subList(hidden, Math.min(living.size(), hidden + MOST))) {
      double material =
          Math.max(
              Materiality.process(recording), Materiality.PROCESS_OWN * process.first().value());
      OptionalDouble rate = Sights.of(recording, process, material);
      if (rate.isEmpty()) {
        return OptionalDouble.empty();
      }
      slowest = Double.isNaN(slowest) ? rate.getAsDouble() : Math.max(slowest, rate.getAsDouble());
    }
    return OptionalDouble.of(slowest);
  }

  /** In a PID namespace a capture sees a few of the machine's processes, and all of its memory. */
  private static boolean holdMost(Recording recording, List<TimeSeries> living) {
    double held = living.stream().mapToDouble(s -> s.last().value()).sum();
    return recording
        .host(Metric.LEDGER_ANONYMOUS)
        .map(anonymous -> held >= SEEN * anonymous.last().value())
        .orElse(true);
  }

  private static double range(TimeSeries series) {
    return Arrays.stream(series.means()).max().orElse(0)
        - Arrays.stream(series.means()).min().orElse(0);
  }
}
