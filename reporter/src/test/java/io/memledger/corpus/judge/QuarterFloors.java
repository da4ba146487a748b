package io.memledger.corpus.judge;

import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lowest twentieth of a series in each quarter of its span: the simplest of all judges. */
record QuarterFloors(TimeSeries series, double[] floors) {
  private static final int QUARTERS = 4;
  private static final double TWENTIETH = 0.05;

  /** Blocks in a quarter: of fewer the lowest is chance. */
  private static final int FEWEST = 5;

  /** Empty where a quarter has too little to have a floor. */
  static Optional<QuarterFloors> of(TimeSeries series) {
    double[] floors = new double[QUARTERS];
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      double from = series.first().time() + series.span() * quarter / QUARTERS;
      double to = from + series.span() / QUARTERS;
      List<Double> lows = new ArrayList<>();
      for (int block = 0; block < series.size(); block++) {
        if (series.time(block) >= from && series.time(block) <= to) {
          lows.add(series.min(block));
        }
      }
      if (lows.size() < FEWEST) {
        return Optional.empty();
      }
      lows.sort(null);
      floors[quarter] = lows.get((int) (TWENTIETH * (lows.size() - 1)));
    }
    return Optional.of(new QuarterFloors(series, floors));
  }

  /** Whether each lies above the one before, and the last above the first by so much. */
  boolean rise(double material) {
    for (int i = 1; i < floors.length; i++) {
      if (floors[i] <= floors[i - 1]) {
        return false;
      }
    }
    return floors[floors.length - 1] - floors[0] >= material;
  }

  @Override
  public String toString() {
    return series.metric()
        + Arrays.toString(Arrays.stream(floors).mapToLong(Math::round).toArray());
  }
}
