package io.memledger.stats.fit;

import io.memledger.stats.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The building blocks of courses, at the points of one series: x runs from 0 to 1 over its span.
 */
final class DesignMatrix {
  private final double[] x;
  private final List<double[]> values = new ArrayList<>();
  private final List<Double> slopes = new ArrayList<>();
  private final List<Double> limits = new ArrayList<>();

  DesignMatrix(Points points) {
    x = new double[points.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (points.times()[i] - points.times()[0]) / points.span();
    }
  }

  /**
   * @param slopeAtEnd per unit of x; 0 for what returns
   * @param limit that it tends to; NaN for none
   * @return its index
   */
  int add(DoubleUnaryOperator course, double slopeAtEnd, double limit) {
    double[] column = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      column[i] = course.applyAsDouble(x[i]);
    }
    values.add(column);
    slopes.add(slopeAtEnd);
    limits.add(limit);
    return values.size() - 1;
  }

  /** A column that does not slope at its end. */
  int add(double[] column) {
    values.add(column);
    slopes.add(0.0);
    limits.add(1.0);
    return values.size() - 1;
  }

  int size() {
    return values.size();
  }

  double[] column(int index) {
    return values.get(index);
  }

  /** What so many units of x add to the course at its end. */
  double slopeAtEnd(int index) {
    return slopes.get(index);
  }

  /** What it tends to after the end; NaN for nothing. */
  double limit(int index) {
    return limits.get(index);
  }
}
