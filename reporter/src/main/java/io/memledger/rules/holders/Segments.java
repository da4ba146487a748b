package io.memledger.rules.holders;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Evidence;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * System V segments by the process that made them: many of one maker are one leak, and one that
 * grows is one as well.
 */
public final class Segments implements Suspect.Finder {
  public static final String SOURCE = "proc/sysvipc/shm";

  /** A segment that took this share of what all of its maker took is the one that matters. */
  private static final double ALONE = 0.9;

  /**
   * What one process made and what is left of it at the end of a window.
   *
   * @param maker pid; null where it is not told
   * @param process the maker, where it still lives
   * @param segments all that it made
   * @param largest segment that took most in the window
   * @param mostTaken bytes that this one took
   * @param taken bytes that all took
   * @param fresh segments that came in the window
   * @param left segments at its end
   * @param unattached of them, those that no process uses
   */
  public record Made(
      String maker,
      Optional<Subject> process,
      List<TimeSeries> segments,
      Subject largest,
      double mostTaken,
      double taken,
      int fresh,
      int left,
      int unattached) {
    /** A single segment is named itself: it can be looked at and removed. */
    public boolean isOne() {
      return left <= 1 || mostTaken >= ALONE * taken;
    }

    /** Who is gone cannot be blamed by pid: the segment that took most stands for all. */
    public Subject culprit() {
      return isOne() ? largest : process.orElse(largest);
    }
  }

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    List<Suspect> suspects = new ArrayList<>();
    for (Made made : of(recording, line.trend().from(), line.trend().to())) {
      if (made.taken() >= Shares.LISTED * line.trend().rise()) {
        suspects.add(suspect(made));
      }
    }
    suspects.sort(
        Comparator.comparingDouble(Suspect::rise).reversed().thenComparing(Suspect::subject));
    return suspects;
  }

  /** Of every maker; a segment of which no maker is told stands alone. */
  public static List<Made> of(Recording recording, double from, double to) {
    Map<String, List<TimeSeries>> byMaker = new TreeMap<>();
    for (TimeSeries one : recording.all(Metric.SHM_RSS, Subject.Kind.SHM_SEGMENT)) {
      String maker =
          recording.label(one.subject(), Label.MAKER).orElse("of segment " + one.subject().id());
      byMaker.computeIfAbsent(maker, m -> new ArrayList<>()).add(one);
    }
    List<Made> all = new ArrayList<>();
    Map<String, Subject> living = living(recording);
    byMaker.forEach(
        (maker, segments) ->
            all.add(made(recording, maker, living.get(maker), segments, from, to)));
    return all;
  }

  private static Made made(
      Recording recording,
      String maker,
      Subject process,
      List<TimeSeries> segments,
      double from,
      double to) {
    double taken = 0;
    double most = Double.NEGATIVE_INFINITY;
    Subject largest = null;
    int fresh = 0;
    int left = 0;
    int unattached = 0;
    for (TimeSeries one : segments) {
      boolean born = one.first().time() > from;
      boolean gone = Lifetimes.goneBeforeEnd(recording, one);
      double after = gone ? 0 : SeriesTools.at(one, to);
      double rise = one.first().time() > to ? 0 : after - (born ? 0 : SeriesTools.at(one, from));
      taken += rise;
      if (rise > most) {
        most = rise;
        largest = one.subject();
      }
      fresh += born && !gone ? 1 : 0;
      left += gone ? 0 : 1;
      unattached += !gone && isUnattached(recording, one.subject()) ? 1 : 0;
    }
    return new Made(
        // 0 is a process of another pid namespace.
        maker.matches("[1-9]\\d{0,8}") ? maker : null,
        Optional.ofNullable(process),
        segments,
        largest,
        most,
        taken,
        fresh,
        left,
        unattached);
  }

  private static boolean isUnattached(Recording recording, Subject segment) {
    return recording
        .series(Metric.SHM_ATTACHED, segment)
        .map(s -> s.last().value() == 0)
        .orElse(false);
  }

  /** Processes that are there at the end, by pid; of one pid the latest. */
  private static Map<String, Subject> living(Recording recording) {
    Map<String, Subject> living = new TreeMap<>();
    for (TimeSeries one : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (!Lifetimes.goneBeforeEnd(recording, one)) {
        living.merge(
            Long.toString(one.subject().id()),
            one.subject(),
            (a, b) -> a.start() >= b.start() ? a : b);
      }
    }
    return living;
  }

  private static Suspect suspect(Made made) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence("segments-growth", made.taken(), Unit.BYTES, SOURCE));
    String title = "segment " + made.largest().id() + ": growth";
    evidence.add(new Evidence(title, made.mostTaken(), Unit.BYTES, SOURCE));
    var step =
        made.isOne()
            ? NextSteps.of("step.shm", "ipcs -m -i " + made.largest().id())
            : NextSteps.of("step.segments", "ipcs -m -p");
    return new Suspect(made.culprit(), made.taken(), evidence, List.of(step), List.of());
  }

  public static List<Evidence> numbers(Made made) {
    return List.of(
        new Evidence("segments-new", made.fresh(), Unit.COUNT, SOURCE),
        new Evidence("segments-left", made.left(), Unit.COUNT, SOURCE),
        new Evidence("segments-unattached", made.unattached(), Unit.COUNT, SOURCE));
  }
}
