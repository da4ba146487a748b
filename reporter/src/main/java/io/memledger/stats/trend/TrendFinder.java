package io.memledger.stats.trend;

import io.memledger.stats.Points;
import io.memledger.stats.TheilSen;
import io.memledger.stats.fit.Bend;
import io.memledger.stats.fit.Fit;
import io.memledger.stats.fit.Model;
import io.memledger.stats.fit.ModelFits;
import io.memledger.stats.fit.RankedFits;
import io.memledger.stats.fit.StepFit;
import io.memledger.stats.fit.Teeth;
import java.util.Optional;

/**
 * Finds the course of a series: its shape first, then the window and its rate (ANALYSIS 3.4 to
 * 3.7). Teeth are told by their falls and judged by their floors; for all else the shape is the one
 * that fits best, {@link ModelFits}.
 */
final class TrendFinder {
  private static final int FEWEST = 6;
  private static final int MOST_LEVELS = 60;

  /** A window that begins late must still hold this many points and this share of the span. */
  private static final int SHORTEST_SIDE = 6;

  private static final double SHORTEST_WINDOW = 0.15;

  /** Slope at the end by that over all: more is accelerating, less has ended. */
  private static final double ACCELERATES = 1.35;

  private static final double ENDED = RankedFits.ENDED;

  /** What has slowed down to half its mean pace, and a third of its first, is levelling off. */
  private static final double SLOWS = 0.5;

  private static final double LATE = 0.35;

  /** A rise of this share of the range is the course's shape, whatever ripples lie on it. */
  private static final double MAIN = 0.8;

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

  private final Outline outline;
  private final Points points;

  private TrendFinder(Outline outline) {
    this.outline = outline;
    this.points = outline.points();
  }

  static Optional<Trend> find(Points all, long samples) {
    if (all.size() < FEWEST || !(all.span() > 0)) {
      return Optional.empty();
    }
    Outline outline = Outline.of(all.atMost(TheilSen.MOST_POINTS), samples);
    return Optional.of(new TrendFinder(outline).trend());
  }

  private Trend trend() {
    Window whole = Window.of(points);
    if (outline.range() == 0) {
      return draft(Shape.FLAT, whole).trend();
    }
    Optional<Teeth> teeth = Teeth.of(points);
    if (teeth.isPresent()) {
      return toothed(whole, teeth.get());
    }
    RankedFits fits = ModelFits.of(points).withoutDoubtfulSteps();
    Fit best = fits.best();
    return switch (best.kind()) {
      case LEVEL -> draft(Shape.NOISY, whole).proof(fits.line()).trend();
      case STEPS -> stepped(whole, fits);
      case LEVELS_OFF, RAMP_THEN_LEVEL -> levelled(whole, best);
      case PART_OF_CYCLE, CYCLE -> draft(Shape.CYCLIC, whole).period(best).trend();
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
      return draft(Shape.CYCLIC, whole).period(seconds).trend();
    }
    Window floors = Window.ofFloors(lows);
    RankedFits fits = ModelFits.of(lows);
    Fit line = fits.line();
    boolean rises = line.p() < WEAK && floors.slope() > 0 && floors.drawdown() < FALLS_BACK;
    if (!rises || fits.goesOn(line.endSlope()) < ENDED) {
      return draft(Shape.CYCLIC, floors).period(seconds).trend();
    }
    Window over = floors.over(points.times()[0], points.times()[points.size() - 1]);
    return draft(Shape.RISING_FLOOR, over)
        .proof(line)
        .goesOn(fits.goesOn(line.endSlope()))
        .period(seconds)
        .interval(line, lows.span())
        .trend();
  }

  /**
   * Jumps: a few up and that is it, or up and down again, or so many that they are a way to grow.
   */
  private Trend stepped(Window whole, RankedFits fits) {
    StepFit steps = StepFit.of(points);
    if (steps.areBursts()) {
      Fit line = fits.line();
      return draft(Shape.BURSTS, whole)
          .proof(line)
          .p(Math.max(line.p(), steps.chance()))
          .goesOn(1)
          .interval(line, points.span())
          .trend();
    }
    boolean up = outline.end() - outline.start() > (1 - FALLS_BACK) * outline.range();
    return draft(up ? Shape.STEP : Shape.NOISY, whole).trend();
  }

  private Trend levelled(Window whole, Fit best) {
    if (outline.rose()) {
      return draft(Shape.SATURATING, whole).asymptote(best.limit()).trend();
    }
    return draft(Shape.NOISY, whole).trend();
  }

  /** A cycle with a drift: the floor rises, or a long rise has ripples on it. */
  private Trend rippled(Window whole, RankedFits fits) {
    Fit best = fits.best();
    if (!(best.endSlope() > 0) || best.p() > WEAK) {
      return draft(Shape.CYCLIC, whole).period(best).trend();
    }
    boolean ripples = best.endSlope() > MAIN * outline.range();
    return draft(ripples ? Shape.LINEAR : Shape.RISING_FLOOR, whole)
        .p(Math.min(1, PERIODS * best.p()))
        .goesOn(fits.goesOn(best.endSlope()))
        .period(ripples ? Double.NaN : points.span() / best.model().parameter())
        .rate(best, points.span())
        .trend();
  }

  /** Growth that began late, or changed its pace: what it is at the end counts. */
  private Trend late(Window whole, RankedFits fits) {
    Fit best = fits.best();
    double overall = fits.overall();
    if (outline.rose() && best.endSlope() < ENDED * overall) {
      return draft(Shape.SATURATING, whole).asymptote(outline.end()).trend();
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
    if (hasStopped(later, best.endSlope())) {
      return draft(outline.rose() ? Shape.SATURATING : Shape.NOISY, whole)
          .asymptote(outline.end())
          .trend();
    }
    return draft(Shape.LINEAR, Window.of(later))
        .proof(best)
        .p(Math.min(1, CHANCES * best.p()))
        .goesOn(fits.goesOn(overall))
        .interval(best, points.span())
        .trend();
  }

  private Trend goingOn(Window whole, RankedFits fits) {
    Fit best = fits.best();
    Fit line = fits.line();
    double overall = line.endSlope();
    double goesOn = fits.goesOn(overall);
    if (fits.mayBePartOfCycle()) {
      return draft(Shape.CYCLIC, whole).trend();
    }
    boolean jumped = best.kind() == Model.Kind.JUMP_AND_LINE;
    if (jumped && best.endSlope() < ENDED * overall) {
      return draft(outline.rose() ? Shape.STEP : Shape.NOISY, whole).trend();
    }
    if (hasStopped(points, overall)) {
      return draft(outline.rose() ? Shape.SATURATING : Shape.NOISY, whole)
          .asymptote(outline.end())
          .trend();
    }
    boolean ended = best.kind() != Model.Kind.LINE && best.endSlope() < ENDED * overall;
    boolean slows =
        isCurved(best)
            && best.endSlope() < SLOWS * overall
            && whole.lateShare() < LATE * whole.earlyShare();
    if (slows || ended && goesOn < ENDED) {
      Shape shape = outline.rose() && whole.slope() > 0 ? Shape.SATURATING : Shape.NOISY;
      return draft(shape, whole).asymptote(outline.end()).trend();
    }
    Shape shape = Shape.LINEAR;
    if (!(whole.slope() > 0) || line.p() > 2 * WEAK) {
      shape = Shape.NOISY;
    } else if (isCurved(best) && best.endSlope() > ACCELERATES * overall) {
      shape = Shape.ACCELERATING;
    } else if (whole.bursts()) {
      shape = Shape.BURSTS;
    }
    TrendDraft draft = draft(shape, whole).proof(line).goesOn(goesOn);
    if (shape == Shape.ACCELERATING) {
      // The median of slopes lies below the mean where most of the growth comes late.
      draft.rate((outline.end() - outline.start()) / points.span());
    }
    // A jump in a long rise is a ripple; one that makes up much of it is not growth.
    boolean matters = jumped && best.endSlope() < (1 - ENDED) * overall;
    return matters
        ? draft.p(best.p()).rate(best, points.span()).trend()
        : draft.interval(line, points.span()).trend();
  }

  /**
   * Whether the last third of a stretch does not go on, whatever shape was found for the whole.
   *
   * @param pace of the stretch: what it would rise over the whole span
   */
  private boolean hasStopped(Points stretch, double pace) {
    Points late = stretch.from(2 * stretch.size() / 3);
    if (late.size() < 2 * SHORTEST_SIDE || !(pace > 0) || StepFit.of(stretch).areBursts()) {
      return false;
    }
    Fit fit = ModelFits.line(late);
    return fit.steeperThan(ENDED * pace * late.span() / points.span()) < WEAK;
  }

  private TrendDraft draft(Shape shape, Window window) {
    return new TrendDraft(outline, shape, window);
  }

  private static boolean isCurved(Fit fit) {
    return fit.kind() == Model.Kind.CURVE || fit.kind() == Model.Kind.CUBIC;
  }
}
