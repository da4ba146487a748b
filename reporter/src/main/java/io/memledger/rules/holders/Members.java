package io.memledger.rules.holders;

import io.memledger.rule.Evidence;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Suspects that are counted themselves: caches, mounts, callers, a process' threads.
 *
 * @param bytes that one unit of the metric holds
 * @param source path that counts a subject
 * @param steps what to do next about a subject
 */
public record Members(
    Metric metric,
    Subject.Kind kind,
    double bytes,
    Predicate<Subject> mayBe,
    Function<Subject, String> source,
    Function<Subject, List<NextStep>> steps)
    implements Suspect.Finder {
  /** Members that are named; set, not measured. */
  private static final int MOST = 4;

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    double from = line.trend().from();
    double to = line.trend().to();
    List<Suspect> suspects = new ArrayList<>();
    for (TimeSeries series : recording.all(metric, kind)) {
      if (series.size() < 2 || !mayBe.test(series.subject())) {
        continue;
      }
      // Before its first sample a member counts as what it was then, unless it was born later.
      double rise = SeriesTools.rise(series, from, to) * bytes;
      if (rise >= Shares.LISTED * line.trend().rise() && goesOn(series)) {
        suspects.add(suspect(series, rise));
      }
    }
    suspects.sort(
        Comparator.comparingDouble(Suspect::rise).reversed().thenComparing(Suspect::subject));
    return suspects.subList(0, Math.min(MOST, suspects.size()));
  }

  private static boolean goesOn(TimeSeries series) {
    return Trend.of(series).map(t -> t.shape().goesOn()).orElse(true);
  }

  private Suspect suspect(TimeSeries series, double rise) {
    Subject subject = series.subject();
    String path = source.apply(subject);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(subject.name() + ": growth", rise, Unit.BYTES, path));
    if (metric.unit() == Unit.COUNT) {
      evidence.add(new Evidence("threads", series.last().value(), Unit.COUNT, path));
    }
    Proof proof =
        new Proof(
            metric, subject, Double.NaN, Double.NaN, series.first().time(), series.last().time());
    return new Suspect(subject, rise, evidence, steps.apply(subject), List.of(proof));
  }
}
