package io.memledger.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds the course of a series: shape first, then the window and its rate (ANALYSIS 3.4 to 3.7).
 */
final class TrendFinder {
  private static final int FEWEST = 6;
  private static final int MOST_LEVELS = 60;

  /** Points on one side of a break. */
  private static final int SHORTEST_SIDE = 6;

  /** A window that begins late must still hold this share of the span. */
  private static final double SHORTEST_WINDOW = 0.2;

  /** A model must be better by this much to replace a line: strong evidence (Raftery 1995). */
  private static final double STRONG = 10;

  /** A window's slope below this share of the slope before it is a growth that ended. */
  private static final double ENDED = 0.1;

  /** About so many windows that share less than half could have been chosen. */
  private static final double CHANCES = 2;

  private static final double FEWEST_FLOORS = 4;

  private final Points points;
  private final long samples;
  private final double range;
  private final double start;
  private final double end;

  private TrendFinder(Points points, long samples) {
    this.points = points;
    this.samples = samples;
    double[] sorted = points.values().clone();
    Arrays.sort(sorted);
    range = Quantiles.ofSorted(sorted, 0.98) - Quantiles.ofSorted(sorted, 0.02);
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
      return made(Course.FLAT, whole, Double.NaN, Double.NaN);
    }
    if (Steps.of(points).isStep()) {
      return made(Course.STEP, whole, Double.NaN, Double.NaN);
    }
    OptionalDouble tooth = tooth();
    if (tooth.isPresent()) {
      return toothed(whole, tooth.getAsDouble());
    }
    Points levels = points.atMost(MOST_LEVELS);
    double floor = floorOfError(levels);
    Squares squares = new Squares(levels.times(), levels.values());
    double flat = information(squares.aroundMean(0, levels.size()), 1, levels.size(), floor);
    double line = information(squares.aroundLine(0, levels.size()), 2, levels.size(), floor);
    Saturation saturation = Saturation.of(levels);
    double exp = information(saturation.error(), 3, levels.size(), floor);
    BrokenLine broken = BrokenLine.of(points, SHORTEST_SIDE);
    double two = brokenInformation(broken, levels, floor);
    if (saturation.levelsOff() && exp < line - 2 && exp < two && exp < flat && end > start) {
      return made(Course.SATURATING, whole, saturation.asymptote(), Double.NaN);
    }
    if (broken.at() > 0 && two < line - STRONG) {
      Points late = points.from(broken.at());
      boolean longEnough =
          late.size() >= 2 * SHORTEST_SIDE && late.span() >= SHORTEST_WINDOW * points.span();
      if (longEnough && broken.after() > 0 && broken.after() > ENDED * broken.before()) {
        return goingOn(Window.of(late));
      }
      if (longEnough && end > start && broken.after() <= Math.abs(ENDED * broken.before())) {
        return made(Course.SATURATING, whole, end, Double.NaN);
      }
    }
    return goingOn(whole);
  }

  /** Points of one cycle or tooth, where the course has any. */
  private OptionalDouble tooth() {
    Optional<Teeth> teeth = Teeth.of(points);
    if (teeth.isPresent()) {
      return OptionalDouble.of(teeth.get().length());
    }
    OptionalDouble period = Period.of(points);
    Line line = TheilSen.fit(points).orElse(new Line(0, 0));
    // Ripples on a long rise do not shape it.
    boolean ripples = Math.abs(line.slope() * points.span()) > 0.8 * range;
    return ripples ? OptionalDouble.empty() : period;
  }

  private Trend toothed(Window whole, double tooth) {
    double seconds = tooth * points.span() / (points.size() - 1);
    int windows = (int) (points.size() / Math.max(1, Math.ceil(1.2 * tooth)));
    if (windows < FEWEST_FLOORS) {
      return made(Course.CYCLIC, whole, Double.NaN, seconds);
    }
    Window floors = Window.ofFloors(points.floors(Math.min(windows, MOST_LEVELS)));
    boolean rises = floors.drift() != null && floors.drift().p() < 0.05 && floors.slope() > 0;
    if (rises && floors.drawdown() < 0.5 && floors.positive() >= 0.6) {
      Window over = floors.over(points.times()[0], points.times()[points.size() - 1]);
      return made(Course.RISING_FLOOR, over, Double.NaN, seconds);
    }
    return made(Course.CYCLIC, floors, Double.NaN, seconds);
  }

  private Trend goingOn(Window window) {
    Course course = Course.LINEAR;
    if (window.drift() == null || window.drift().p() > 0.1 || window.slope() <= 0) {
      course = window.slope() * window.span() < 0.5 * range ? Course.NOISY : Course.LINEAR;
    } else if (window.bursts()) {
      course = Course.BURSTS;
    } else if (window.lateShare() > 1.35 && window.earlyShare() < 0.75) {
      course = Course.ACCELERATING;
    }
    return made(course, window, Double.NaN, Double.NaN);
  }

  private Trend made(Course course, Window w, double asymptote, double period) {
    long inWindow = Math.round((double) samples * w.points() / points.size());
    boolean known = w.drift() != null;
    return new Trend(
        course,
        course == Course.RISING_FLOOR || course == Course.CYCLIC ? samples : inWindow,
        w.from(),
        w.to(),
        start,
        end,
        range,
        w.line(),
        w.slope(),
        known ? Math.min(w.drift().low(), w.slope() - w.jitter()) : Double.NaN,
        known ? Math.max(w.drift().high(), w.slope() + w.jitter()) : Double.NaN,
        known ? p(w) : 1,
        known ? w.drift().positive() : 0,
        w.lateShare(),
        w.drawdown(),
        asymptote,
        period,
        w.corroborated());
  }

  /** A window that was chosen by its data has had several chances to look steep (Bonferroni). */
  private double p(Window window) {
    boolean chosen = window.from() > points.times()[0];
    return chosen ? Math.min(1, CHANCES * window.drift().p()) : window.drift().p();
  }

  private double floorOfError(Points levels) {
    double noise = Math.max(Quantiles.noise(levels.values()), 0.002 * range);
    return levels.size() * noise * noise / 4;
  }

  /** Error of the broken line, fitted to all points, brought to the number of levels. */
  private double brokenInformation(BrokenLine broken, Points levels, double floor) {
    double error = broken.error() * levels.size() / points.size();
    return information(error, 5, levels.size(), floor);
  }

  /** Schwarz 1978: lower is better. */
  private static double information(double error, int parameters, int n, double floor) {
    return n * Math.log(Math.max(error, floor) / n) + parameters * Math.log(n);
  }
}
