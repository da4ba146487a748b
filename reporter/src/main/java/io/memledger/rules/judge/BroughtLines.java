package io.memledger.rules.judge;

import io.memledger.rule.RuleInput;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Seconds;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Trend;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines of the ledger that grow in step with a number of things, so many bytes for each. */
public final class BroughtLines {
  private BroughtLines() {}

  /**
   * A line, and the bytes of it that one thing can bring.
   *
   * @param least bytes below which they are others'
   * @param most bytes above which others grew beside it
   */
  public record Each(Category line, double least, double most) {}

  /** Bytes an hour by line; without lines that leak nothing or do not fit. */
  public static Map<Category, Double> of(
      RuleInput input, TimeSeries things, Trend window, List<Each> lines) {
    double came = SeriesTools.rise(things, window.from(), window.to());
    Map<Category, Double> brought = new EnumMap<>(Category.class);
    for (Each one : lines) {
      Optional<TimeSeries> line =
          LedgerLines.leak(input, one.line())
              .flatMap(l -> input.recording().host(Metric.ofLine(one.line())));
      if (came > 0 && line.isPresent()) {
        double rise = SeriesTools.rise(line.get(), window.from(), window.to());
        boolean fits = rise >= one.least() * came && rise <= one.most() * came;
        if (fits && InStep.are(things, line.get(), window.from())) {
          brought.put(one.line(), rise / window.span() * Seconds.HOUR);
        }
      }
    }
    return brought;
  }
}
