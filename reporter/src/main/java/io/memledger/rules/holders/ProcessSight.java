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
  /** Of the memory that processes hold: in the rest the leak would have shown. */
  private static final double ONE_IN_TWENTY = 0.05;

  /**
   * Processes that are asked, those in which most must grow first, by what they move and by their
   * size: each takes as long as judging it, and in the others a leak shows sooner.
   */
  private static final int MOST = 12;

  /** Of the host's anonymous memory, what must belong to processes that were seen. */
  private static final double SEEN = 0.5;

  private ProcessSight() {}

  private record Question() {}

  /**
   * One process.
   *
   * @param rate of the slowest leak that would have shown in it, bytes an hour
   * @param held bytes at the end
   */
  private record Seen(double rate, double held) {}

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
    living.sort(
        Comparator.comparingDouble((TimeSeries s) -> range(s) + material(recording, s)).reversed());
    List<Seen> seen = new ArrayList<>();
    for (TimeSeries process : living.subList(0, Math.min(MOST, living.size()))) {
      double rate =
          Sights.of(recording, process, material(recording, process))
              .orElse(Double.POSITIVE_INFINITY);
      seen.add(new Seen(rate, process.last().value()));
    }
    seen.sort(Comparator.comparingDouble(Seen::rate).reversed());
    // The larger a process is, the likelier the leak is in it: by what they hold, not by number.
    double hidden = ONE_IN_TWENTY * held(living);
    for (Seen one : seen) {
      hidden -= one.held();
      if (hidden < 0 && !Double.isInfinite(one.rate())) {
        return OptionalDouble.of(one.rate());
      }
      if (hidden < 0) {
        break;
      }
    }
    return OptionalDouble.empty();
  }

  /** Bytes by which a process must grow to be judged (METHOD 3.9). */
  private static double material(Recording recording, TimeSeries process) {
    return Math.max(
        Materiality.process(recording), Materiality.PROCESS_OWN * process.first().value());
  }

  private static double held(List<TimeSeries> living) {
    return living.stream().mapToDouble(s -> s.last().value()).sum();
  }

  /** In a PID namespace a capture sees a few of the machine's processes, and all of its memory. */
  private static boolean holdMost(Recording recording, List<TimeSeries> living) {
    double held = held(living);
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
