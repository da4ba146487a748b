package io.memledger.corpus.judge;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Figures over some outcomes; NaN where there is nothing to count. */
final class Score {
  private final List<Outcome> of;

  Score(List<Outcome> of) {
    this.of = of;
  }

  int size() {
    return of.size();
  }

  /** Of the verdicts that say leak or suspected leak, the share that found the leak. */
  double precision() {
    return share(Outcome::accused, Outcome::found);
  }

  double recall() {
    return share(one -> one.scenario().leaks(), Outcome::found);
  }

  double right() {
    return share(one -> true, Outcome::right);
  }

  double culprit() {
    return share(Outcome::found, Outcome::culprit);
  }

  double category() {
    return share(Outcome::found, Outcome::category);
  }

  double shape() {
    return share(one -> one.shape() != null, Outcome::shape);
  }

  /** As "5 of 6", since only some findings have a shape. */
  String shapeCounted() {
    long told = of.stream().filter(one -> one.shape() != null).count();
    long right = of.stream().filter(one -> Boolean.TRUE.equals(one.shape())).count();
    return told == 0 ? "-" : right + " of " + told;
  }

  double coverage() {
    return share(one -> one.covered() != null, Outcome::covered);
  }

  double medianRateError() {
    return median(Outcome::rateError);
  }

  double forecastError() {
    return median(Outcome::forecastError);
  }

  double falseAlarmsPerThousand() {
    double series = of.stream().mapToInt(Outcome::series).sum();
    return 1000 * of.stream().mapToInt(Outcome::falseAlarms).sum() / series;
  }

  private double share(Predicate<Outcome> among, Predicate<Outcome> which) {
    long all = of.stream().filter(among).count();
    return all == 0 ? Double.NaN : of.stream().filter(among.and(which)).count() / (double) all;
  }

  private double median(ToDoubleFunction<Outcome> figure) {
    double[] values = of.stream().mapToDouble(figure).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(values);
    int n = values.length;
    return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
  }
}
