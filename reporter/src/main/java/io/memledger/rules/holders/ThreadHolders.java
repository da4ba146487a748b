package io.memledger.rules.holders;

import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Evidence;
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
import java.util.Map;

/**
 * The process whose threads explain kernel objects: a thread has about 7.5 KB of slab (KERNEL 10).
 *
 * @param least bytes of the line a thread must account for
 * @param most bytes that a thread can plausibly hold
 */
public record ThreadHolders(double least, double most) implements Suspect.Finder {
  /** New threads below which a ratio to bytes or objects is no more than chance. */
  private static final double FEWEST = 20;

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    List<Suspect> found = new ArrayList<>();
    double from = line.trend().from();
    double to = line.trend().to();
    for (TimeSeries threads : recording.all(Metric.PROC_THREADS, Subject.Kind.PROCESS)) {
      double begun = SeriesTools.rise(threads, from, to);
      double each = line.trend().rise() / begun;
      boolean enough = begun >= FEWEST && each >= least && each <= most;
      if (enough && objectsFit(recording, line, begun)) {
        List<Evidence> evidence =
            List.of(
                new Evidence("threads", threads.last().value(), Unit.COUNT, "proc/pids/stat"),
                new Evidence("threads-growth", begun, Unit.COUNT, "proc/pids/stat"));
        String command = "ls /proc/" + threads.subject().id() + "/task | wc -l";
        found.add(
            new Suspect(
                threads.subject(),
                line.trend().rise(),
                evidence,
                List.of(NextSteps.of("step.threads", command)),
                List.of(),
                Map.of(Thing.THREADS, begun)));
      }
    }
    // Fewest bytes a thread: the process with the most new threads.
    found.sort(
        Comparator.comparingDouble((Suspect s) -> s.holding().get(Thing.THREADS)).reversed());
    return found.isEmpty() ? found : found.subList(0, 1);
  }

  private static boolean objectsFit(Recording recording, Family.Member line, double begun) {
    if (line.series().metric() != Metric.SLAB_BYTES) {
      return true;
    }
    double objects =
        recording
            .series(Metric.SLAB_OBJECTS, line.series().subject())
            .map(s -> SeriesTools.rise(s, line.trend().from(), line.trend().to()) / begun)
            .orElse(1.0);
    return ObjectsEach.fit(objects);
  }
}
