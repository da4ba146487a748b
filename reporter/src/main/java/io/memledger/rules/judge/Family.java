package io.memledger.rules.judge;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Clearing;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.BenjaminiHochberg;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Judges many series of one kind at once: those that hardly move are dropped before counting, and
 * of the rest so many stand that one in twenty may be wrong (METHOD 3.8).
 */
public final class Family {
  /**
   * Share of the named members that may be named wrongly: the customary one in twenty (METHOD 3.8;
   * of 400 series 0.1 to 0.6 are).
   */
  private static final double WRONG = 0.05;

  /** What takes its memory with it when it goes. */
  private static final Set<Subject.Kind> MORTAL =
      EnumSet.of(
          Subject.Kind.PROCESS,
          Subject.Kind.PROCESS_GROUP,
          Subject.Kind.CGROUP,
          Subject.Kind.TMPFS_MOUNT,
          Subject.Kind.SHM_SEGMENT,
          Subject.Kind.BPF_MAP,
          Subject.Kind.MSG_QUEUE);

  private Family() {}

  /** A series with its trend and what that means. */
  public record Member(TimeSeries series, Trend trend, double material, LeakTest leakTest) {
    public boolean isLeak() {
      return leakTest.isLeak();
    }

    /** The same series, judged otherwise. */
    public Member as(Trend other, LeakTest meaning) {
      return new Member(series, other, material, meaning);
    }
  }

  private record Candidate(TimeSeries series, Trend trend, double material) {}

  /**
   * What ended before the capture did holds nothing: it is left out.
   *
   * @param material rise that matters, by series
   * @return those that moved enough to be tested, by rise, largest first
   */
  public static List<Member> judge(
      Recording recording, List<TimeSeries> all, ToDoubleFunction<TimeSeries> material) {
    List<TimeSeries> living =
        all.stream().filter(s -> !isMortal(s) || !Lifetimes.goneBeforeEnd(recording, s)).toList();
    return judgeLives(recording, living, material).stream()
        .map(m -> m.as(m.trend(), Youth.weighed(recording, m.series(), m.trend(), m.leakTest())))
        .toList();
  }

  /**
   * Likewise of series by age, of lives that have ended: what they tell is a habit of those that
   * follow.
   */
  public static List<Member> judgeLives(
      Recording recording, List<TimeSeries> all, ToDoubleFunction<TimeSeries> material) {
    List<Candidate> candidates = new ArrayList<>();
    for (TimeSeries series : all) {
      double matters = material.applyAsDouble(series);
      if (SeriesTools.moves(series, Materiality.scale(series.span()) * matters)) {
        Trend.of(series).ifPresent(t -> candidates.add(new Candidate(series, t, matters)));
      }
    }
    double[] p = candidates.stream().mapToDouble(c -> c.trend().p()).toArray();
    double limit = BenjaminiHochberg.limit(p, WRONG);
    List<Member> members = new ArrayList<>();
    for (Candidate c : candidates) {
      LeakTest leakTest = leakTest(recording, c.series(), c.trend(), c.material(), limit, limit);
      members.add(new Member(c.series(), c.trend(), c.material(), leakTest));
    }
    members.sort(
        Comparator.comparingDouble((Member m) -> m.trend().rise())
            .reversed()
            .thenComparing(m -> m.series().subject()));
    return members;
  }

  private static boolean isMortal(TimeSeries series) {
    return MORTAL.contains(series.subject().kind());
  }

  /** One host counter, tested alone. */
  public static Optional<Member> judge(Recording recording, TimeSeries series, double material) {
    return Trend.of(series)
        .map(
            t ->
                new Member(
                    series,
                    t,
                    material,
                    leakTest(recording, series, t, material, LeakTest.ALPHA, LeakTest.WEAK)));
  }

  private static LeakTest leakTest(
      Recording recording,
      TimeSeries series,
      Trend trend,
      double material,
      double limit,
      double weak) {
    LeakTest leakTest = LeakTest.of(recording, trend, material, limit, weak);
    if (leakTest.isLeak() && FormerCeiling.explains(recording, series, trend)) {
      return LeakTest.cleared(Clearing.FORMER_CEILING);
    }
    boolean load = leakTest.isLeak() && Load.explains(recording, series, trend);
    return load ? LeakTest.cleared(Clearing.LOAD) : leakTest;
  }
}
