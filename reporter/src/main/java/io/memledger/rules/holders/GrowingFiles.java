package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The process whose deleted or nameless memory files grow, few or one, as shared memory does: no
 * folder shows them, and the number of descriptors holds still.
 */
public final class GrowingFiles implements Suspect.Finder {
  public static final String SOURCE = "derived/held";

  /** Of the line's window, what must be seen of a process to speak for all of it. */
  private static final double SEEN = 0.2;

  /** Two make a line of anything; the third says whether it goes on. */
  private static final int FEWEST_SAMPLES = 3;

  /** Files may be sparse, so that they grow by more than they hold; by far more is no match. */
  private static final double SPARSE = 1.5;

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    List<Suspect> suspects = new ArrayList<>();
    for (TimeSeries held : recording.all(Metric.PROC_HELD, Subject.Kind.PROCESS)) {
      double share = share(held, line);
      if (share >= Shares.MAIN && share <= SPARSE) {
        suspects.add(suspect(recording, held, Math.min(1, share) * line.trend().rise()));
      }
    }
    // Who shares a file by inheritance shows the same: the elder is the likelier owner.
    suspects.sort(
        Comparator.comparingDouble(Suspect::rise)
            .reversed()
            .thenComparingLong(s -> s.subject().start())
            .thenComparing(Suspect::subject));
    return suspects;
  }

  /** Of the line's growth while the process was seen; 0 if that was not long enough. */
  private static double share(TimeSeries held, Family.Member line) {
    double from = Math.max(line.trend().from(), held.first().time());
    double to = Math.min(line.trend().to(), held.last().time());
    double rise = SeriesTools.rise(line.series(), from, to);
    boolean enough = held.samples() >= FEWEST_SAMPLES && to - from >= SEEN * line.trend().span();
    return enough && rise > 0 ? SeriesTools.rise(held, from, to) / rise : 0;
  }

  private static Suspect suspect(Recording recording, TimeSeries held, double rise) {
    Subject process = held.subject();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("held-growth", held.change(), Unit.BYTES, SOURCE));
    evidence.add(new Evidence("held-end", held.last().value(), Unit.BYTES, SOURCE));
    for (TimeSeries one : recording.all(Metric.PROC_HELD, Subject.Kind.DESCRIPTOR_CLASS)) {
      if (one.subject().id() == process.id() && one.change() >= Shares.MAIN * held.change()) {
        evidence.add(
            new Evidence("held: " + one.subject().name(), one.last().value(), Unit.BYTES, SOURCE));
      }
    }
    Proof proof =
        new Proof(
            Metric.PROC_HELD,
            process,
            Double.NaN,
            Double.NaN,
            held.first().time(),
            held.last().time());
    return new Suspect(process, rise, evidence, steps(process), List.of(proof));
  }

  /** Size and name of each such file: the link's target tells the name it had. */
  public static List<NextStep> steps(Subject process) {
    String files = "/proc/" + process.id() + "/fd";
    return List.of(
        NextSteps.of(
            "step.held",
            "find " + files + " -lname '*(deleted)' -exec ls -lL {} + -exec ls -l {} +"));
  }
}
