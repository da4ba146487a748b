package io.memledger.verdict;

import io.memledger.rule.Culprit;
import io.memledger.rule.Finding;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.Forecast;
import io.memledger.stats.trend.Trend;
import io.memledger.verdict.Verdict.OutOfDescriptors;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** When a leaking process meets its own limit of open descriptors (METHOD 3.10). */
final class DescriptorLimits {
  private DescriptorLimits() {}

  /** The first process to meet it; null if none does within the forecast's reach. */
  static OutOfDescriptors of(Recording recording, List<Finding> leaks) {
    return leaks.stream()
        .map(f -> f.claim().culprit())
        .filter(Objects::nonNull)
        .map(Culprit::subject)
        .filter(s -> s.kind() == Subject.Kind.PROCESS)
        .distinct()
        .flatMap(s -> of(recording, s).stream())
        .min(Comparator.comparingDouble(OutOfDescriptors::seconds))
        .orElse(null);
  }

  private static Optional<OutOfDescriptors> of(Recording recording, Subject process) {
    Optional<TimeSeries> open = recording.series(Metric.PROC_FDS, process);
    Optional<TimeSeries> limit = recording.series(Metric.PROC_FDS_LIMIT, process);
    Optional<Trend> trend = open.flatMap(Trend::of).filter(t -> t.shape().goesOn());
    if (limit.isEmpty() || trend.isEmpty()) {
      return Optional.empty();
    }
    double now = open.get().last().value();
    double most = limit.get().last().value();
    Trend t = trend.get();
    return Forecast.of(most - now, t.rate(), t.low(), t.high(), t.span())
        .map(
            f ->
                new OutOfDescriptors(
                    process,
                    now,
                    most,
                    f.seconds(),
                    f.low(),
                    f.high(),
                    recording.at(open.get().last().time() + f.seconds())));
  }
}
