package io.memledger.rules.holders;

import io.memledger.rule.Clearing;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Load;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The process that makes up most of what a whole grew by: a batch job that still runs, a cache that
 * fills, a heap that follows the time of day. What its own course is, the whole's is too.
 *
 * @param share of the whole's growth that it makes up
 */
public record MainProcess(TimeSeries series, double share) {
  /** A course that goes on for less than this part of the whole's window says nothing of it. */
  private static final double COVERS = 0.5;

  /** Share of the time before the whole's end in which a process that lives may last be seen. */
  private static final double SEEN_LATE = 0.02;

  /**
   * The clearing of a whole whose growth is mostly that of a process which does not go on growing.
   *
   * @param inside which processes belong to the whole
   */
  public static Optional<FindingBuilder> cleared(
      RuleInfo rule, RuleInput input, Family.Member whole, Predicate<Subject> inside) {
    Recording recording = input.recording();
    return of(recording, whole, inside)
        .filter(d -> d.clears(recording, whole))
        .map(
            d ->
                Findings.cleared(
                        rule,
                        input,
                        whole,
                        Clearing.MAIN_PROCESS,
                        Findings.named(Clearing.MAIN_PROCESS.words(), d.series().subject()))
                    .evidence("dominant-share", d.share(), Unit.RATIO, "proc/pids/stat"));
  }

  /**
   * @param inside which processes belong to the whole
   */
  static Optional<MainProcess> of(
      Recording recording, Family.Member whole, Predicate<Subject> inside) {
    double from = whole.trend().from();
    double to = whole.trend().to();
    double grown = SeriesTools.rise(whole.series(), from, to);
    MainProcess most = null;
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (rss.size() < 2 || !inside.test(rss.subject())) {
        continue;
      }
      // A process that was not there took nothing then.
      double before = rss.first().time() > from ? 0 : SeriesTools.at(rss, from);
      double after = rss.last().time() < to * (1 - SEEN_LATE) ? 0 : SeriesTools.at(rss, to);
      double share = (after - before) / grown;
      if (grown > 0 && share >= Shares.MAIN && (most == null || share > most.share())) {
        most = new MainProcess(rss, share);
      }
    }
    return Optional.ofNullable(most);
  }

  /**
   * Whether its own course is one that does not go on, or began so late that it is no course yet;
   * or what it took are pages that it has given back and the kernel takes when it needs them.
   */
  boolean clears(Recording recording, Family.Member whole) {
    double window = whole.trend().span();
    boolean young = series.span() < COVERS * window;
    Optional<Trend> own =
        Processes.settled(recording, series).filter(s -> s.size() > 2).flatMap(Trend::of);
    return young
        || own.isEmpty()
        || !own.get().shape().goesOn()
        || Load.explains(recording, series, own.get())
        || isGivenBack(recording);
  }

  private boolean isGivenBack(Recording recording) {
    return recording
        .series(Metric.PROC_LAZY_FREE, series.subject())
        .filter(lazy -> lazy.samples() > 1)
        .filter(lazy -> lazy.change() >= Shares.MAIN * series.change())
        .isPresent();
  }
}
