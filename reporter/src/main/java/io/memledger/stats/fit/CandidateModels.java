package io.memledger.stats.fit;

import io.memledger.stats.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The shapes that are tried on a course (METHOD 3.4 and 3.6). */
final class CandidateModels {
  /**
   * Shares of the span. A shorter one has passed in four points of 120; with one above 0.45 a level
   * cannot be told from a line (METHOD 3.6). Each is a fifth to a third more than the one before,
   * so that the asymptote is found to a few per cent.
   */
  private static final double[] TIME_CONSTANTS = {
    0.03, 0.04, 0.055, 0.07, 0.09, 0.115, 0.145, 0.18, 0.22, 0.265, 0.315, 0.375, 0.45
  };

  /**
   * Shares of the span; with larger ones a logarithm cannot be told from a line that bends, and
   * smaller ones lie within the first point.
   */
  private static final double[] SCALES = {0.003, 0.01, 0.03};

  /** A slower approach, with growth beside it, cannot be told from a line. */
  private static final double FAST = 0.13;

  /** Of a model without a parameter, and of a column without a limit. */
  private static final double NONE = Double.NaN;

  /** Sixteenths of the span (METHOD 3.6); Bend finds the place more closely. */
  private static final int PLACES = 15;

  /** A level that is younger than a sixth of the span is a pause as well. */
  private static final double LEVEL_LASTS = 5 / 6.0;

  /**
   * Cycles in the span. Less than 0.4 of one is a line to any test; from two on the periodogram
   * finds them. Each is a quarter more than the one before.
   */
  private static final double[] PARTS = {0.4, 0.5, 0.62, 0.77, 0.95, 1.2, 1.5};

  private final DesignMatrix columns;
  private final List<Model> models = new ArrayList<>();
  private final int one;
  private final int line;

  private CandidateModels(Points points) {
    columns = new DesignMatrix(points);
    one = columns.add(x -> 1, 0, 1);
    line = columns.add(x -> x, 1, NONE);
  }

  static CandidateModels of(Points points) {
    CandidateModels made = new CandidateModels(points);
    made.smooth();
    made.slowing();
    made.bent();
    made.filled();
    made.jumps(points);
    made.cycles(points);
    return made;
  }

  /** A straight line alone. */
  static CandidateModels line(Points points) {
    CandidateModels made = new CandidateModels(points);
    made.add(Model.Kind.LINE, 0, NONE, made.one, made.line);
    return made;
  }

  DesignMatrix columns() {
    return columns;
  }

  List<Model> all() {
    return models;
  }

  /**
   * Which pairs of columns, the larger index first, occur in one shape; the others need no work.
   */
  boolean[][] together() {
    boolean[][] pairs = new boolean[columns.size()][columns.size()];
    for (Model model : models) {
      for (int a : model.columns()) {
        for (int b : model.columns()) {
          pairs[Math.max(a, b)][Math.min(a, b)] = true;
        }
      }
    }
    return pairs;
  }

  private void smooth() {
    add(Model.Kind.LEVEL, 0, NONE, one);
    add(Model.Kind.LINE, 0, NONE, one, line);
    int square = columns.add(x -> x * x, 2, NONE);
    add(Model.Kind.CURVE, 0, NONE, one, line, square);
    int cube = columns.add(x -> x * x * x, 3, NONE);
    add(Model.Kind.CUBIC, 0, NONE, one, line, square, cube);
    for (double tau : TIME_CONSTANTS) {
      int exp = columns.add(x -> 1 - Math.exp(-x / tau), Math.exp(-1 / tau) / tau, 1);
      add(Model.Kind.LEVELS_OFF, 1, tau, one, exp);
      if (tau < FAST) {
        add(Model.Kind.LEVELS_OFF_TO_LINE, 1, tau, one, exp, line);
      }
    }
  }

  /** What grows with the logarithm of time meets ever fewer things that it does not know yet. */
  private void slowing() {
    for (double scale : SCALES) {
      double end = 1 / (1 + scale);
      int log = columns.add(x -> Math.log1p(x / scale), end, NONE);
      add(Model.Kind.LEVELS_OFF, 1, scale, one, log);
    }
  }

  private void bent() {
    for (int k = 1; k <= PLACES; k++) {
      double at = (double) k / (PLACES + 1);
      int before = columns.add(x -> Math.min(x, at), 0, at);
      int after = columns.add(x -> Math.max(0, x - at), 1, NONE);
      if (at <= LEVEL_LASTS) {
        add(Model.Kind.RAMP_THEN_LEVEL, 1, at, one, before);
      }
      add(Model.Kind.LATE_ONSET, 1, at, one, after);
      add(Model.Kind.BROKEN_LINE, 1, at, one, before, after);
    }
  }

  /** What began late and is full now: as a cache that is filled after a restart. */
  private void filled() {
    for (int k = 1; k < PLACES; k++) {
      double from = (double) k / (PLACES + 1);
      for (int l = k + 1; l <= LEVEL_LASTS * (PLACES + 1); l++) {
        double until = (double) l / (PLACES + 1);
        int ramp = columns.add(x -> Math.min(until, Math.max(from, x)) - from, 0, until - from);
        add(Model.Kind.RAMP_THEN_LEVEL, 2, until, one, ramp);
      }
    }
  }

  private void jumps(Points points) {
    List<double[]> found = JumpColumns.of(points.values(), ChangePoints.of(points).at());
    if (found.isEmpty()) {
      return;
    }
    int[] jumps = new int[found.size()];
    for (int k = 0; k < jumps.length; k++) {
      jumps[k] = columns.add(found.get(k));
      add(Model.Kind.JUMP_AND_LINE, 2, NONE, one, line, jumps[k]);
    }
    int[] all = IntStream.concat(IntStream.of(one), IntStream.of(jumps)).toArray();
    add(Model.Kind.STEPS, jumps.length, NONE, all);
  }

  private void cycles(Points points) {
    for (double count : PARTS) {
      int cosine = wave(count, true);
      int sine = wave(count, false);
      add(Model.Kind.PART_OF_CYCLE, 1, count, one, cosine, sine);
    }
    Periodogram.cycles(points)
        .ifPresent(
            count -> {
              int[] first = {wave(count, true), wave(count, false)};
              int[] second = {wave(2 * count, true), wave(2 * count, false)};
              add(Model.Kind.CYCLE, 1, count, one, first[0], first[1]);
              add(Model.Kind.CYCLE_AND_LINE, 1, count, one, line, first[0], first[1]);
              add(Model.Kind.CYCLE, 1, count, one, first[0], first[1], second[0], second[1]);
              add(
                  Model.Kind.CYCLE_AND_LINE,
                  1,
                  count,
                  one,
                  line,
                  first[0],
                  first[1],
                  second[0],
                  second[1]);
            });
  }

  private int wave(double count, boolean cosine) {
    double turns = 2 * Math.PI * count;
    return columns.add(x -> cosine ? Math.cos(turns * x) : Math.sin(turns * x), 0, NONE);
  }

  private void add(Model.Kind kind, int searched, double parameter, int... indexes) {
    models.add(new Model(kind, indexes, searched, parameter));
  }
}
