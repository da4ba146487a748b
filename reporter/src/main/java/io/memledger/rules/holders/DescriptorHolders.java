package io.memledger.rules.holders;

import io.memledger.ledger.ReclaimableCaches;
import io.memledger.rule.Claim.Thing;
import io.memledger.rule.Evidence;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rule.Shares;
import io.memledger.rule.Wording;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.InStep;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process whose open descriptors grow together with a line that no process is charged for:
 * pipes, sockets, memfd files, BPF maps live as long as a descriptor of theirs.
 *
 * @param least bytes of the line a descriptor must account for
 * @param most bytes that a descriptor can plausibly hold
 */
public record DescriptorHolders(double least, double most) implements Suspect.Finder {
  /** New descriptors below which a ratio to bytes or objects is no more than chance. */
  private static final double FEWEST = 20;

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    double all = 0;
    double mostOpened = 0;
    TimeSeries top = null;
    for (TimeSeries fds : recording.all(Metric.PROC_FDS, Subject.Kind.PROCESS)) {
      double opened =
          opened(fds, line)
              * DescriptorClasses.plausible(recording, fds.subject(), line.series().metric());
      all += Math.max(0, opened);
      if (opened > mostOpened && !Processes.isCollector(recording, fds.subject())) {
        mostOpened = opened;
        top = fds;
      }
    }
    if (top == null || mostOpened < Shares.MAIN * all) {
      return List.of();
    }
    return holder(recording, top, line).map(List::of).orElse(List.of());
  }

  /** Within the line's window, so far as descriptors were counted there. */
  private static double opened(TimeSeries fds, Family.Member line) {
    return SeriesTools.rise(fds, line.trend().from(), line.trend().to());
  }

  private Optional<Suspect> holder(Recording recording, TimeSeries fds, Family.Member line) {
    double from = Math.max(line.trend().from(), fds.first().time());
    double to = Math.min(line.trend().to(), fds.last().time());
    double opened =
        SeriesTools.rise(fds, from, to)
            * DescriptorClasses.plausible(recording, fds.subject(), line.series().metric());
    double rise = SeriesTools.rise(line.series(), from, to);
    boolean objects =
        switch (line.series().metric()) {
          case LEDGER_SLAB_UNRECLAIMABLE -> oneObjectEach(recording, opened, from, to);
          case SLAB_BYTES -> oneObjectEach(recording, line.series().subject(), opened, from, to);
          default -> true;
        };
    boolean enough =
        objects && opened >= Math.max(FEWEST, Materiality.COUNT_OWN * fds.first().value());
    double each = rise / opened;
    double bound = Math.max(most, DescriptorClasses.most(recording, fds.subject()));
    if (!enough || each < least || each > bound || !InStep.are(fds, line.series(), from)) {
      return Optional.empty();
    }
    Subject process = fds.subject();
    String pid = Long.toString(process.id());
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("descriptors", fds.last().value(), Unit.COUNT, "derived/fds"));
    evidence.add(new Evidence("descriptors-growth", opened, Unit.COUNT, "derived/fds"));
    evidence.add(new Evidence("bytes-per-descriptor", each, Unit.BYTES, "derived/fds"));
    evidence.addAll(DescriptorClasses.evidence(recording, process));
    List<NextStep> steps =
        List.of(
            new NextStep(
                Wording.of("step.descriptors"),
                "ls -l /proc/"
                    + pid
                    + "/fd | awk '{print $NF}' | sort | uniq -c | sort -n"
                    + " | tail -n 20"),
            new NextStep(Wording.of("step.sockets"), "ss -xp | grep -c 'pid=" + pid + ",'"));
    Proof proof =
        new Proof(
            Metric.PROC_FDS,
            process,
            Double.NaN,
            Double.NaN,
            fds.first().time(),
            fds.last().time());
    return Optional.of(
        new Suspect(
            process,
            line.trend().rise(),
            evidence,
            steps,
            List.of(proof),
            Map.of(Thing.DESCRIPTORS, opened)));
  }

  /** Whether the cache that grew most has about one to four new objects for each descriptor. */
  private static boolean oneObjectEach(Recording recording, double opened, double from, double to) {
    double most = 0;
    Subject top = null;
    for (TimeSeries cache : recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE)) {
      double rise = SeriesTools.rise(cache, from, to);
      if (rise > most && !ReclaimableCaches.has(recording, cache.subject())) {
        most = rise;
        top = cache.subject();
      }
    }
    return top == null || oneObjectEach(recording, top, opened, from, to);
  }

  private static boolean oneObjectEach(
      Recording recording, Subject top, double opened, double from, double to) {
    Optional<TimeSeries> objects = recording.series(Metric.SLAB_OBJECTS, top);
    if (objects.isEmpty()) {
      return true;
    }
    double each = SeriesTools.rise(objects.get(), from, to) / opened;
    return ObjectsEach.fit(each);
  }
}
