package io.memledger.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the course of a series: its shape first, then the window and its rate (ANALYSIS 3.4 to
 * 3.7). Teeth are told by their falls and judged by their floors; for all else the shape is the one
 * that fits best, {@link Fits}.
 */
final class TrendFinder {
  private static final int FEWEST = 6;
  private static final int MOST_LEVELS = 60;

  /** A window that begins late must still hold this many points and this share of the span. */
  private static final int SHORTEST_SIDE = 6;

  private static final double SHORTEST_WINDOW = 0.15;

  /** Slope at the end by that over all: more is accelerating, less has ended. */
  private static final double ACCELERATES = 1.35;

  private static final double ENDED = 0.25;

  /** What has slowed down to half its mean pace, and a third of its first, is levelling off. */
  private static final double SLOWS = 0.5;

  private static final double LATE = 0.35;

  /** A rise of this share of the range is the course's shape, whatever ripples lie on it. */
  private static final double MAIN = 0.8;

  /** Differences of BIC that are positive, and very strong evidence (Kass and Raftery 1995). */
  private static final double POSITIVE = 6;

  private static final double STRONG = 10;

  /** A start-up is over after four of its time constants, or half the span. */
  private static final double SETTLED = 0.5;

  /**
   * About so many windows that share little with each other could have been chosen (Bonferroni): a
   * walk bends somewhere. Cycles to take away are fewer, since only strong ones are.
   */
  private static final double CHANCES = 5;

  private static final double PERIODS = 2;

  private static final int FEWEST_FLOORS = 4;
  private static final double FALLS_BACK = 0.5;
  private static final double WEAK = 0.05;

  /** Half the width of a 95 % interval, in standard errors, at some 20 degrees of freedom. */
  private static final double HALF = 2.09;

  private final Points points;
  private final long samples;
  private final double range;
  private final double start;
  private final double end;

  private TrendFinder(Points points, long samples) {
    this.points = points;
    this.samples = samples;
    range = Quantiles.range(points.values());
    int edge = Math.max(Math.min(3, points.size() / 3), points.size() / 50);
    start = Quantiles.median(Arrays.copyOf(points.values(), edge));
    end =
        Quantiles.median(Arrays.copyOfRange(points.values(), points.size() - edge, points.size()));
  }

  static Optional<Trend> find(Points all, long samples) {
    if (all.size() < FEWEST || !(all.span() > 0)) {
      return Optional.empty();
    }
    return Optional.of(new TrendFinder(all.atMost(TheilSen.MOST_POINTS), samples).trend());
  }

  private Trend trend() {
    Window whole = Window.of(points);
    if (range == 0) {
      return new Draft(Course.FLAT, whole).trend();
    }
    Optional<Teeth> teeth = Teeth.of(points);
    if (teeth.isPresent()) {
      return toothed(whole, teeth.get());
    }
    List<Fit> fits = withoutDoubtfulSteps(Fits.of(points));
    Fit best = fits.get(0);
    return switch (best.kind()) {
      case LEVEL -> new Draft(Course.NOISY, whole).proof(line(fits)).trend();
      case STEPS -> stepped(whole, fits);
      case LEVELS_OFF, RAMP_THEN_LEVEL -> levelled(whole, best);
      case PART_OF_CYCLE, CYCLE -> new Draft(Course.CYCLIC, whole).period(best).trend();
      case CYCLE_AND_LINE -> rippled(whole, fits);
      case LATE_ONSET, BROKEN_LINE, LEVELS_OFF_TO_LINE -> late(whole, fits);
      case LINE, CURVE, CUBIC, JUMP_AND_LINE -> goingOn(whole, fits);
    };
  }

  /** Falls again and again: judged by what is left after each. */
  private Trend toothed(Window whole, Teeth teeth) {
    double seconds = teeth.length() * points.span() / (points.size() - 1);
    int windows = (int) (points.size() / Math.max(1, Math.ceil(1.2 * teeth.length())));
    Points lows =
        windows < FEWEST_FLOORS || teeth.bottoms().size() < 2 * FEWEST_FLOORS
            ? points.at(teeth.bottoms())
            : points.floors(Math.min(windows, MOST_LEVELS));
    if (lows.size() < FEWEST_FLOORS || !(lows.span() > 0)) {
      return new Draft(Course.CYCLIC, whole).period(seconds).trend();
    }
    Window floors = Window.ofFloors(lows);
    List<Fit> fits = Fits.of(lows);
    Fit line = line(fits);
    boolean rises = line.p() < WEAK && floors.slope() > 0 && floors.drawdown() < FALLS_BACK;
    if (!rises || goesOn(fits, line.endSlope()) < ENDED) {
      return new Draft(Course.CYCLIC, floors).period(seconds).trend();
    }
    Window over = floors.over(points.times()[0], points.times()[points.size() - 1]);
    return new Draft(Course.RISING_FLOOR, over)
        .proof(line)
        .goesOn(goesOn(fits, line.endSlope()))
        .period(seconds)
        .interval(line, lows.span())
        .trend();
  }

  /**
   * Jumps: a few up and that is it, or up and down again, or so many that they are a way to grow.
   */
  private Trend stepped(Window whole, List<Fit> fits) {
    Steps steps = Steps.of(points);
    if (steps.areBursts()) {
      Fit line = line(fits);
      return new Draft(Course.BURSTS, whole)
          .proof(line)
          .p(Math.max(line.p(), steps.chance()))
          .goesOn(1)
          .interval(line, points.span())
          .trend();
    }
    boolean up = end - start > (1 - FALLS_BACK) * range;
    return new Draft(up ? Course.STEP : Course.NOISY, whole).trend();
  }

  private Trend levelled(Window whole, Fit best) {
    if (end > start) {
      return new Draft(Course.SATURATING, whole).asymptote(best.limit()).trend();
    }
    return new Draft(Course.NOISY, whole).trend();
  }

  /** A cycle with a drift: the floor rises, or a long rise has ripples on it. */
  private Trend rippled(Window whole, List<Fit> fits) {
    Fit best = fits.get(0);
    if (!(best.endSlope() > 0) || best.p() > WEAK) {
      return new Draft(Course.CYCLIC, whole).period(best).trend();
    }
    boolean ripples = best.endSlope() > MAIN * range;
    return new Draft(ripples ? Course.LINEAR : Course.RISING_FLOOR, whole)
        .p(Math.min(1, PERIODS * best.p()))
        .goesOn(goesOn(fits, best.endSlope()))
        .period(ripples ? Double.NaN : points.span() / best.model().parameter())
        .rate(best, points.span())
        .trend();
  }

  /** Growth that began late, or changed its pace: what it is at the end counts. */
  private Trend late(Window whole, List<Fit> fits) {
    Fit best = fits.get(0);
    double overall = line(fits).endSlope();
    if (end > start && best.endSlope() < ENDED * overall) {
      return new Draft(Course.SATURATING, whole).asymptote(end).trend();
    }
    double share = best.model().parameter();
    boolean settles = best.kind() == Model.Kind.LEVELS_OFF_TO_LINE;
    double at = settles ? Math.min(SETTLED, 4 * share) : Bend.near(points, share);
    double from = points.times()[0] + points.span() * at;
    Points later = points.since(from);
    boolean longEnough =
        later.size() >= 2 * SHORTEST_SIDE && later.span() >= SHORTEST_WINDOW * points.span();
    if (!longEnough || !(best.endSlope() > 0)) {
      return goingOn(whole, fits);
    }
    return new Draft(Course.LINEAR, Window.of(later))
        .proof(best)
        .p(Math.min(1, CHANCES * best.p()))
        .goesOn(goesOn(fits, overall))
        .interval(best, points.span())
        .trend();
  }

  private Trend goingOn(Window whole, List<Fit> fits) {
    Fit best = fits.get(0);
    Fit line = line(fits);
    double overall = line.endSlope();
    double goesOn = goesOn(fits, overall);
    if (mayBePartOfCycle(fits)) {
      return new Draft(Course.CYCLIC, whole).trend();
    }
    boolean jumped = best.kind() == Model.Kind.JUMP_AND_LINE;
    if (jumped && best.endSlope() < ENDED * overall) {
      return new Draft(end > start ? Course.STEP : Course.NOISY, whole).trend();
    }
    if (hasStopped(overall)) {
      return new Draft(end > start ? Course.SATURATING : Course.NOISY, whole)
          .asymptote(end)
          .trend();
    }
    boolean ended = best.kind() != Model.Kind.LINE && best.endSlope() < ENDED * overall;
    boolean slows =
        isCurved(best)
            && best.endSlope() < SLOWS * overall
            && whole.lateShare() < LATE * whole.earlyShare();
    if (slows || ended && goesOn < ENDED) {
      Course course = end > start && whole.slope() > 0 ? Course.SATURATING : Course.NOISY;
      return new Draft(course, whole).asymptote(end).trend();
    }
    Course course = Course.LINEAR;
    if (!(whole.slope() > 0) || line.p() > 2 * WEAK) {
      course = Course.NOISY;
    } else if (isCurved(best) && best.endSlope() > ACCELERATES * overall) {
      course = Course.ACCELERATING;
    } else if (whole.bursts()) {
      course = Course.BURSTS;
    }
    Draft draft = new Draft(course, whole).proof(line).goesOn(goesOn);
    if (course == Course.ACCELERATING) {
      // The median of slopes lies below the mean where most of the growth comes late.
      draft.rate((end - start) / points.span());
    }
    // A jump in a long rise is a ripple; one that makes up much of it is not growth.
    boolean matters = jumped && best.endSlope() < (1 - ENDED) * overall;
    return matters
        ? draft.p(best.p()).rate(best, points.span()).trend()
        : draft.interval(line, points.span()).trend();
  }

  /** Whether a line does not fit, while a part of a cycle does nearly as well as what fits best. */
  private static boolean mayBePartOfCycle(List<Fit> fits) {
    double best = fits.get(0).information();
    boolean part =
        fits.stream()
            .filter(f -> f.kind() == Model.Kind.PART_OF_CYCLE)
            .anyMatch(f -> f.information() < best + POSITIVE);
    return part && line(fits).information() > best + STRONG;
  }

  /** Whether the last third does not go on, whatever shape was found for the whole. */
  private boolean hasStopped(double overall) {
    Points late = points.from(2 * points.size() / 3);
    if (late.size() < 2 * SHORTEST_SIDE || !(overall > 0) || Steps.of(points).areBursts()) {
      return false;
    }
    Fit fit = Fits.line(late);
    return fit.steeperThan(ENDED * overall * late.span() / points.span()) < WEAK;
  }

  /** In noise a few levels fit nearly anything: steps are seen only where nothing else will do. */
  private static List<Fit> withoutDoubtfulSteps(List<Fit> fits) {
    Fit best = fits.get(0);
    List<Fit> others = fits.stream().filter(f -> f.kind() != Model.Kind.STEPS).toList();
    boolean doubtful =
        best.kind() == Model.Kind.STEPS
            && others.get(0).information() < best.information() + POSITIVE;
    return doubtful ? others : fits;
  }

  private static boolean isCurved(Fit fit) {
    return fit.kind() == Model.Kind.CURVE || fit.kind() == Model.Kind.CUBIC;
  }

  private static Fit line(List<Fit> fits) {
    return fits.stream().filter(f -> f.kind() == Model.Kind.LINE).findFirst().orElseThrow();
  }

  /** Probability over all shapes, each weighed by how well it fits, that growth has not ended. */
  private static double goesOn(List<Fit> fits, double overall) {
    if (!(overall > 0)) {
      return 0;
    }
    double best = fits.get(0).information();
    double all = 0;
    double going = 0;
    for (Fit fit : fits) {
      // Whether there is growth at all is what p says.
      if (fit.kind() != Model.Kind.LEVEL) {
        double weight = Math.exp((best - fit.information()) / 2);
        all += weight;
        going += weight * fit.steeperThan(ENDED * overall);
      }
    }
    return all > 0 ? going / all : 0;
  }

  /** A trend in the making: what is not said stays unknown. */
  private final class Draft {
    private final Course course;
    private final Window window;
    private Line line;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private double p = 1;
    private double goesOn;
    private double asymptote = Double.NaN;
    private double period = Double.NaN;

    Draft(Course course, Window window) {
      this.course = course;
      this.window = window;
      line = window.line();
    }

    Draft proof(Fit fit) {
      p = fit.p();
      return this;
    }

    Draft p(double value) {
      p = value;
      return this;
    }

    Draft goesOn(double value) {
      goesOn = value;
      return this;
    }

    Draft asymptote(double value) {
      asymptote = value;
      return this;
    }

    Draft period(double seconds) {
      period = seconds;
      return this;
    }

    Draft period(Fit fit) {
      return period(points.span() / fit.model().parameter());
    }

    /**
     * The fit's slope as the rate, where the median of slopes would take a cycle or jump for it.
     */
    Draft rate(Fit fit, double span) {
      return rate(fit.endSlope() / span).interval(fit, span);
    }

    Draft rate(double slope) {
      double middle = Quantiles.median(points.times());
      line = new Line(Quantiles.median(points.values()) - slope * middle, slope);
      return this;
    }

    /** The fit's interval, widened so that it holds the rate. */
    Draft interval(Fit fit, double span) {
      double half = HALF * fit.endError() / span + window.jitter();
      low = Math.min(fit.endSlope() / span, line.slope()) - half;
      high = Math.max(fit.endSlope() / span, line.slope()) + half;
      return this;
    }

    Trend trend() {
      boolean whole = course == Course.RISING_FLOOR || course == Course.CYCLIC;
      long inWindow = Math.round((double) samples * window.points() / points.size());
      return new Trend(
          course,
          whole ? samples : inWindow,
          window.from(),
          window.to(),
          start,
          end,
          range,
          line,
          line.slope(),
          low,
          high,
          p,
          goesOn,
          window.positive(),
          window.lateShare(),
          window.drawdown(),
          asymptote,
          period,
          window.corroborated());
    }
  }
}
