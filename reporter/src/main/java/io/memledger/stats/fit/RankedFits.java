package io.memledger.stats.fit;

import java.util.List;

/**
 * Shapes fitted to one course, best first.
 *
 * @param all never empty; one of them a straight line
 */
public record RankedFits(List<Fit> all) {
  /** Difference of BIC that is strong evidence by the scale of Kass and Raftery 1995 (6 to 10). */
  private static final double STRONG = 6;

  /** Difference of BIC that is very strong evidence by the same scale (above 10). */
  private static final double VERY_STRONG = 10;

  /**
   * Slope at the end by that over all, below which a growth has ended: at a quarter of its pace the
   * rest is of no account. From 0.15 to 0.4 it judges alike (bench/vary-constants.md).
   */
  public static final double ENDED = 0.25;

  public RankedFits {
    all = List.copyOf(all);
  }

  public Fit best() {
    return all.get(0);
  }

  public Fit line() {
    return all.stream().filter(f -> f.kind() == Model.Kind.LINE).findFirst().orElseThrow();
  }

  /** Slope of the straight line, in units of the series per span. */
  public double overall() {
    return line().endSlope();
  }

  /** Whether a line does not fit, while a part of a cycle does nearly as well as what fits best. */
  public boolean mayBePartOfCycle() {
    double least = best().bic();
    boolean part =
        all.stream()
            .filter(f -> f.kind() == Model.Kind.PART_OF_CYCLE)
            .anyMatch(f -> f.bic() < least + STRONG);
    return part && line().bic() > least + VERY_STRONG;
  }

  /** In noise a few levels fit nearly anything: steps are seen only where nothing else will do. */
  public RankedFits withoutDoubtfulSteps() {
    List<Fit> others = all.stream().filter(f -> f.kind() != Model.Kind.STEPS).toList();
    boolean doubtful =
        best().kind() == Model.Kind.STEPS && others.get(0).bic() < best().bic() + STRONG;
    return doubtful ? new RankedFits(others) : this;
  }

  /** Probability over all shapes, each weighed by how well it fits, that growth has not ended. */
  public double goesOn(double overall) {
    if (!(overall > 0)) {
      return 0;
    }
    double sum = 0;
    double going = 0;
    for (Fit fit : all) {
      // Whether there is growth at all is what p says.
      if (fit.kind() != Model.Kind.LEVEL) {
        double weight = Math.exp((best().bic() - fit.bic()) / 2);
        sum += weight;
        going += weight * fit.probabilitySteeperThan(ENDED * overall);
      }
    }
    return sum > 0 ? going / sum : 0;
  }
}
