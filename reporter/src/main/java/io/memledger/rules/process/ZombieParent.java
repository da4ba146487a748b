package io.memledger.rules.process;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The process that should wait for the dead ones of a command and does not.
 *
 * @param children dead ones that it has at the end of the window
 */
record ZombieParent(Subject process, double children) {
  /** Children last seen before this part of the window, its end, have been waited for since. */
  private static final double LATE = 0.1;

  /** Who has dead children only since this part of the window inherited them. */
  private static final double HEIR = 0.5;

  /** Empty where no living process has most of those that came. */
  static Optional<ZombieParent> of(Recording recording, Family.Member zombies) {
    double from = zombies.trend().from();
    double to = zombies.trend().to();
    // By pid: where a zombie stands before its parent in a file, their start is not known yet.
    Map<Long, Double> came = new TreeMap<>();
    Map<Long, Double> children = new TreeMap<>();
    for (TimeSeries one : recording.all(Metric.PROC_ZOMBIE_CHILDREN, Subject.Kind.PROCESS)) {
      if (one.first().time() > from + HEIR * (to - from)) {
        continue;
      }
      double before = one.first().time() > from ? 0 : SeriesTools.at(one, from);
      boolean collected = one.last().time() < to - LATE * (to - from);
      double after = collected ? 0 : SeriesTools.at(one, to);
      came.merge(one.subject().id(), after - before, Double::sum);
      children.merge(one.subject().id(), after, Double::sum);
    }
    return came.entrySet().stream()
        .filter(e -> e.getValue() >= Shares.MAIN * zombies.trend().rise())
        .max(Map.Entry.comparingByValue())
        .flatMap(
            e ->
                process(recording, e.getKey())
                    .map(p -> new ZombieParent(p, children.get(e.getKey()))));
  }

  private static Optional<Subject> process(Recording recording, long pid) {
    return recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
        .filter(s -> s.subject().id() == pid && !Lifetimes.goneBeforeEnd(recording, s))
        .map(TimeSeries::subject)
        .filter(s -> !s.name().isEmpty())
        .max(Comparator.comparingLong(Subject::start));
  }
}
