package io.memledger.rules.judge;

import io.memledger.rule.Certainty;
import io.memledger.rule.Clearing;
import io.memledger.rule.Doubt;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Status;
import io.memledger.series.Recording;
import io.memledger.stats.trend.DailyRise;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether one course is a leak, only suspected, or not one, and how sure that is (METHOD 3.7).
 *
 * @param status LEAK, SUSPECTED_LEAK or CLEARED
 * @param clearing the reason where cleared; null otherwise
 */
public record LeakTest(Status status, Certainty certainty, Clearing clearing) {
  /** Host counters are few: each is tested at this level. */
  public static final double ALPHA = 0.01;

  /** A weaker sign still makes a suspect, on host counters. */
  public static final double WEAK = 0.02;

  /** Of a material rise: what is half as large may become one (METHOD 3.7). */
  private static final double HALF = 0.5;

  /** A rise beyond doubt that may as well have ended as go on. */
  private static final double MAY_GO_ON = 0.3;

  /** A tenth of ALPHA: where the end is in doubt, the rise must not be. */
  private static final double SURE_RISE = 0.001;

  /** Probability that growth has not ended, from which it is taken to go on. */
  private static final double GOES_ON = 0.5;

  /**
   * What minutes must show: growth in nearly every part, through the end, without a fall, at a rate
   * that is known well.
   */
  private static final double SHORT_STEADY = 0.85;

  /** A fifth of ALPHA: in minutes a walk has had no time to come back. */
  private static final double SHORT_ALPHA = 0.002;

  /** Four to one that it goes on: in minutes an end is not seen by waiting. */
  private static final double SHORT_GOES_ON = 0.8;

  /**
   * Slope of the last third by that of all: an approach to a level keeps less, where its time
   * constant is below half the span.
   */
  private static final double SHORT_TAIL = 0.5;

  /** Largest fall by the range: a seventh of a rise may be its noise. */
  private static final double SHORT_FALLS = 0.15;

  /** Lower end of the rate's interval by the rate: known to half of itself. */
  private static final double SHORT_CLEAR = 0.5;

  /** Half of the shortest capture that is judged: growth that began in its middle. */
  private static final double SHORT_SECONDS = 30;

  /** As few as a line with noise of its own kind takes. */
  private static final long SHORT_SAMPLES = 12;

  /**
   * The table of confidence, by what was seen. On made-up machines nearly all such findings are
   * right (ACCURACY.md); on real ones a rise of hours ends by itself more often than it goes on for
   * days (its chapter on real machines), and nothing in the window tells. So a base is what both
   * may be read by: no more than 0.15 from either. After two days the day has come again.
   */
  private static final double AFTER_TWO_DAYS = 0.97;

  /** Base of a leak that was seen for a day. */
  private static final double AFTER_A_DAY = 0.9;

  /** Base of a leak that was seen for hours: a part of the day, whatever it is the rhythm of. */
  private static final double AFTER_HOURS = 0.87;

  /** Base of a leak that was seen for half an hour to two hours. */
  private static final double AFTER_HALF_AN_HOUR = 0.85;

  /** Base of a suspicion that was seen for ten minutes to half an hour. */
  private static final double TEN_TO_THIRTY_MINUTES = 0.83;

  /** Base of a suspicion that was seen for minutes only. */
  private static final double MINUTES = 0.8;

  /**
   * At most, where a program may mean to keep what it takes: between the leaking programs of the
   * tests, which are as young, and the services of real machines, few of which leak.
   */
  private static final double DOUBTFUL = 0.6;

  /** Base of a weak sign: as likely as not. */
  private static final double WEAKLY = 0.5;

  /** Whatever is doubted, a finding that was made is this sure at least. */
  private static final double LEAST = 0.3;

  /** Seconds below which a trend rests on too little to be trusted as much (METHOD 3.3). */
  private static final double TEN_MINUTES = 600;

  /** Seconds that high confidence asks for (METHOD 3.9). */
  private static final double TWO_HOURS = 7200;

  /** Eight of the nine changes between ten stretches, less rounding (METHOD 3.9). */
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
      return cleared(Clearing.FLAT);
    }
    if (!shape.goesOn()) {
      boolean floorRises = shape == Shape.CYCLIC && trend.floorRise() >= material;
      return cleared(floorRises ? Clearing.FLOOR_RISES : clearing(shape));
    }
    if (shape == Shape.LINEAR && trend.low() <= 0) {
      return cleared(Clearing.NOISY);
    }
    double rise = trend.rise();
    boolean longEnough =
        MinimumCapture.longEnough(recording)
            && trend.samples() >= MinimumCapture.GROWTH_SAMPLES
            && MinimumCapture.observed(trend.span(), trend.samples())
                >= MinimumCapture.LEAK_SECONDS;
    boolean tail = trend.goesOn() >= GOES_ON;
    if (longEnough && tail && rise >= material && trend.p() <= Math.min(limit, ALPHA)) {
      return found(Status.LEAK, base(trend.span()), recording, trend);
    }
    double shortRise = Materiality.scale(trend.span()) * material;
    if (rise >= shortRise && isSteady(trend) && trend.p() <= Math.min(limit, SHORT_ALPHA)) {
      double base = trend.span() < TEN_MINUTES ? MINUTES : TEN_TO_THIRTY_MINUTES;
      return found(Status.SUSPECTED_LEAK, base, recording, trend);
    }
    if (longEnough && tail && rise >= HALF * material && trend.p() <= weak) {
      return found(Status.SUSPECTED_LEAK, WEAKLY, recording, trend);
    }
    boolean mayGoOn = trend.goesOn() >= MAY_GO_ON && trend.p() <= Math.min(limit, SURE_RISE);
    if (longEnough && mayGoOn && rise >= material) {
      return found(Status.SUSPECTED_LEAK, WEAKLY, recording, trend);
    }
    if (rise < shortRise) {
      return cleared(Clearing.FLAT);
    }
    return cleared(shape == Shape.RISING_FLOOR ? Clearing.FLOOR_RISES : Clearing.NOISY);
  }

  /** By the time for which it was seen to grow, in seconds: late growth counts from its onset. */
  private static double base(double seen) {
    if (seen >= MinimumCapture.TWO_DAYS) {
      return AFTER_TWO_DAYS;
    }
    if (seen >= DailyRise.SHORTEST) {
      return AFTER_A_DAY;
    }
    return seen >= TWO_HOURS ? AFTER_HOURS : AFTER_HALF_AN_HOUR;
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

  /** What grew and then stood still until the end. */
  public static LeakTest stopped() {
    return cleared(Clearing.SATURATING);
  }

  static LeakTest cleared(Clearing why) {
    return new LeakTest(Status.CLEARED, Certainty.of(Double.NaN), why);
  }

  private static Clearing clearing(Shape shape) {
    return switch (shape) {
      case SATURATING -> Clearing.SATURATING;
      case STEP -> Clearing.STEP;
      case CYCLIC -> Clearing.CYCLIC;
      case FLAT -> Clearing.FLAT;
      case TOO_SHORT -> Clearing.YOUNG;
      default -> Clearing.NOISY;
    };
  }

  /**
   * A base, less what each failed condition costs; what the time costs is in the base. The costs
   * are set, not measured: none is more than a few points, but for a gap, in which anything may
   * have happened. Below 0.3 nothing would be worth a word.
   */
  private static LeakTest found(Status status, double base, Recording recording, Trend trend) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    double cost = 0;
    cost += doubt(doubts, trend.positive() < NEARLY_ALL, Doubt.NOT_STEADY, 0.04);
    cost += doubt(doubts, !trend.corroborated(), Doubt.NOT_CORROBORATED, 0.04);
    cost += doubt(doubts, hasLongGap(recording), Doubt.GAP, 0.10);
    if (status == Status.LEAK) {
      cost += doubt(doubts, trend.span() < TWO_HOURS, Doubt.UNDER_TWO_HOURS, 0);
    } else {
      cost +=
          doubt(
              doubts,
              MinimumCapture.observed(trend.span(), trend.samples()) < MinimumCapture.LEAK_SECONDS,
              Doubt.MINUTES,
              0);
    }
    cost += doubt(doubts, trend.span() < MinimumCapture.TWO_DAYS, Doubt.DAILY_CYCLE, 0);
    return new LeakTest(status, Certainty.judged(Math.max(LEAST, base - cost), doubts), null);
  }

  private static double doubt(Set<Doubt> doubts, boolean is, Doubt one, double cost) {
    if (is) {
      doubts.add(one);
    }
    return is ? cost : 0;
  }

  public static boolean hasLongGap(Recording recording) {
    return Gaps.longest(recording) > MinimumCapture.LONG_GAP * recording.span();
  }

  /** No more than a suspicion, for a doubt that no test of the course can answer. */
  public LeakTest suspected(Doubt doubt) {
    Set<Doubt> doubts = EnumSet.of(doubt);
    doubts.addAll(certainty.doubts());
    double confidence = Math.min(certainty.confidence(), DOUBTFUL);
    return new LeakTest(Status.SUSPECTED_LEAK, Certainty.judged(confidence, doubts), null);
  }

  /** The same, with a doubt that is said and changes nothing else. */
  public LeakTest doubting(Doubt doubt) {
    Set<Doubt> doubts = EnumSet.of(doubt);
    doubts.addAll(certainty.doubts());
    return new LeakTest(status, Certainty.judged(certainty.confidence(), doubts), clearing);
  }

  public boolean isLeak() {
    return status.isLeak();
  }
}
