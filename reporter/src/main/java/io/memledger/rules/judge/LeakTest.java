package io.memledger.rules.judge;

import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.series.Recording;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether one course is a leak, only suspected, or not one, and how sure that is (ANALYSIS 3.7).
 *
 * @param status LEAK, SUSPECTED_LEAK or CLEARED
 * @param why key of the reason where cleared; null otherwise
 * @param doubts keys of the conditions for more confidence that failed
 */
public record LeakTest(Status status, double confidence, String why, List<String> doubts) {
  /** Host counters are few: each is tested at this level. */
  public static final double ALPHA = 0.01;

  /** A weaker sign still makes a suspect, on host counters. */
  public static final double WEAK = 0.02;

  private static final double HALF = 0.5;

  /** A rise beyond doubt that may as well have ended as go on. */
  private static final double MAY_GO_ON = 0.3;

  private static final double SURE_RISE = 0.001;

  /** Probability that growth has not ended, from which it is taken to go on. */
  private static final double GOES_ON = 0.5;

  /**
   * What minutes must show: growth in nearly every part, through the end, without a fall, at a rate
   * that is known well.
   */
  private static final double SHORT_STEADY = 0.85;

  private static final double SHORT_ALPHA = 0.002;
  private static final double SHORT_GOES_ON = 0.8;
  private static final double SHORT_TAIL = 0.5;
  private static final double SHORT_FALLS = 0.15;
  private static final double SHORT_CLEAR = 0.5;
  private static final double SHORT_SECONDS = 30;
  private static final long SHORT_SAMPLES = 12;

  /**
   * The table of confidence. Each base is the share of such findings that were right on the tuned
   * half of the corpus, or the lower end of its 95 % interval (Wilson 1927) where all were: leaks
   * 287 of 287, suspicions after ten minutes 47 of 47, in minutes 71 of 73, weak ones 1 of 2.
   * ACCURACY.md holds it against the half that was kept aside.
   */
  private static final double LEAK = 0.98;

  private static final double HALF_AN_HOUR = 0.92;
  private static final double MINUTES = 0.9;
  private static final double WEAKLY = 0.5;
  private static final double TEN_MINUTES = 600;
  private static final double TWO_HOURS = 7200;
  private static final double NEARLY_ALL = 8 / 9.0 - 1e-9;

  /**
   * @param material rise that matters over half an hour or more, in the metric's unit
   * @param limit the largest p that stands in the series' family
   * @param weak likewise for a suspicion
   */
  public static LeakTest of(
      Recording recording, Trend trend, double material, double limit, double weak) {
    Shape shape = trend.shape();
    if (trend.range() < Materiality.scale(trend.span()) * material) {
      return cleared("why.flat");
    }
    if (!shape.goesOn()) {
      return cleared("why." + shape.id());
    }
    double rise = trend.rise();
    boolean longEnough =
        MinimumCapture.longEnough(recording)
            && trend.samples() >= MinimumCapture.GROWTH_SAMPLES
            && trend.span() >= MinimumCapture.LEAK_SECONDS;
    boolean tail = trend.goesOn() >= GOES_ON;
    if (longEnough && tail && rise >= material && trend.p() <= Math.min(limit, ALPHA)) {
      return found(Status.LEAK, LEAK, recording, trend);
    }
    double shortRise = Materiality.scale(trend.span()) * material;
    if (rise >= shortRise && isSteady(trend) && trend.p() <= Math.min(limit, SHORT_ALPHA)) {
      double base = trend.span() < TEN_MINUTES ? MINUTES : HALF_AN_HOUR;
      return found(Status.SUSPECTED_LEAK, base, recording, trend);
    }
    if (longEnough && tail && rise >= HALF * material && trend.p() <= weak) {
      return found(Status.SUSPECTED_LEAK, WEAKLY, recording, trend);
    }
    boolean mayGoOn = trend.goesOn() >= MAY_GO_ON && trend.p() <= Math.min(limit, SURE_RISE);
    if (longEnough && mayGoOn && rise >= material) {
      return found(Status.SUSPECTED_LEAK, WEAKLY, recording, trend);
    }
    return cleared(rise < shortRise ? "why.flat" : "why.noisy");
  }

  private static boolean isSteady(Trend trend) {
    // Floors are found to a sample only, and a line does not fit what accelerates: their intervals
    // are wide by that, not by doubt.
    boolean clear =
        trend.shape() == Shape.RISING_FLOOR
            || trend.shape() == Shape.ACCELERATING
            || trend.low() >= SHORT_CLEAR * trend.rate();
    return clear
        && trend.goesOn() >= SHORT_GOES_ON
        && trend.samples() >= SHORT_SAMPLES
        && trend.span() >= SHORT_SECONDS
        && trend.positive() >= SHORT_STEADY
        && trend.lateShare() >= SHORT_TAIL
        && trend.drawdown() <= SHORT_FALLS;
  }

  static LeakTest cleared(String why) {
    return new LeakTest(Status.CLEARED, Double.NaN, why, List.of());
  }

  /** The table of confidence: a base, less what each failed condition costs. */
  private static LeakTest found(Status status, double base, Recording recording, Trend trend) {
    List<String> doubts = new ArrayList<>();
    double cost = 0;
    cost += doubt(doubts, trend.positive() < NEARLY_ALL, "doubt.not-steady", 0.04);
    cost += doubt(doubts, !trend.corroborated(), "doubt.not-corroborated", 0.04);
    cost += doubt(doubts, hasLongGap(recording), "doubt.gap", 0.10);
    if (status == Status.LEAK) {
      cost += doubt(doubts, trend.span() < TWO_HOURS, "doubt.under-two-hours", 0.03);
    } else {
      cost += doubt(doubts, trend.span() < MinimumCapture.LEAK_SECONDS, "doubt.minutes", 0);
    }
    cost += doubt(doubts, recording.span() < MinimumCapture.TWO_DAYS, "doubt.daily-cycle", 0.02);
    return new LeakTest(status, Math.max(0.3, base - cost), null, doubts);
  }

  private static double doubt(List<String> doubts, boolean is, String key, double cost) {
    if (is) {
      doubts.add(key);
    }
    return is ? cost : 0;
  }

  public static boolean hasLongGap(Recording recording) {
    return Gaps.longest(recording) > MinimumCapture.LONG_GAP * recording.span();
  }

  public boolean isLeak() {
    return status.isLeak();
  }

  /** The doubts as one text; the wording of "none" where there are none. */
  public Wording limits() {
    Wording all = Wording.of("doubt.none");
    for (int i = doubts.size() - 1; i >= 0; i--) {
      Wording one = Wording.of(doubts.get(i));
      boolean last = i == doubts.size() - 1;
      all = last ? one : Wording.of("doubt.and").with("first", one).with("rest", all);
    }
    return all;
  }
}
