package io.memledger.report.sections;

import io.memledger.series.Metric;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/** Counters since boot as rates, levels as they are, between any two times. */
final class Rates {
  private final ReportContext context;

  Rates(ReportContext context) {
    this.context = context;
  }

  /** A second, between two times; NaN where the archive does not tell or the counter fell. */
  double rate(Metric counter, double from, double to) {
    Optional<TimeSeries> series = context.recording.host(counter);
    if (series.isEmpty() || to <= from) {
      return Double.NaN;
    }
    double change = at(series.get(), to) - at(series.get(), from);
    return change < 0 ? Double.NaN : change / (to - from);
  }

  /** The level at a time. */
  double level(Metric gauge, double time) {
    return context.recording.host(gauge).map(s -> at(s, time)).orElse(Double.NaN);
  }

  /** The mean of the blocks between two times; the level where none is. */
  double mean(Metric gauge, double from, double to) {
    Optional<TimeSeries> series = context.recording.host(gauge);
    if (series.isEmpty()) {
      return Double.NaN;
    }
    double sum = 0;
    int count = 0;
    for (int i = 0; i < series.get().size(); i++) {
      if (series.get().time(i) >= from && series.get().time(i) <= to) {
        sum += series.get().mean(i) * series.get().count(i);
        count += series.get().count(i);
      }
    }
    return count == 0 ? level(gauge, to) : sum / count;
  }

  /** On the straight line between the neighbours; the ends are exact. */
  private static double at(TimeSeries s, double time) {
    if (time <= s.first().time()) {
      return s.first().value();
    }
    if (time >= s.last().time()) {
      return s.last().value();
    }
    double before = s.first().time();
    double value = s.first().value();
    for (int i = 0; i < s.size(); i++) {
      if (s.time(i) >= time && s.time(i) > before) {
        return value + (s.mean(i) - value) * (time - before) / (s.time(i) - before);
      }
      before = s.time(i);
      value = s.mean(i);
    }
    double rest = s.last().time() - before;
    return rest > 0
        ? value + (s.last().value() - value) * (time - before) / rest
        : s.last().value();
  }
}
