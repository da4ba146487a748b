package io.memledger.ledger;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.Optional;

/** Births and deaths inside the window. */
public final class Lifetimes {
  /** A subject not seen for so many of its usual intervals was not there. */
  private static final double MISSED = 3;

  private Lifetimes() {}

  /** Whether the subject did not exist when the recording began. */
  public static boolean bornInside(Recording recording, TimeSeries series) {
    Subject subject = series.subject();
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    if (subject.kind() == Subject.Kind.PROCESS && subject.start() > 0 && uptime.isPresent()) {
      return birth(recording, subject, uptime.get()) > 0;
    }
    return series.first().time() > MISSED * interval(recording, series);
  }

  /** Seconds since the recording's start at which a process began; negative if before. */
  public static double birth(Recording recording, Subject process, TimeSeries uptime) {
    double atStart = uptime.first().value() - uptime.first().time();
    return (double) process.start() / recording.hostFacts().clockTicks() - atStart;
  }

  /** Whether the subject no longer existed when the recording ended. */
  public static boolean goneBeforeEnd(Recording recording, TimeSeries series) {
    TimeSeries seen = series;
    if (series.subject().kind() == Subject.Kind.PROCESS) {
      // Costly measures are sampled seldom; the process list tells better who lives.
      seen = recording.series(Metric.PROC_RSS, series.subject()).orElse(series);
    }
    double end = recording.to();
    return end - seen.last().time() > MISSED * interval(recording, seen);
  }

  private static double interval(Recording recording, TimeSeries series) {
    double own = series.samples() > 1 ? series.span() / (series.samples() - 1) : 0;
    double usual = recording.capture().intervalSeconds();
    return Math.max(own, Double.isNaN(usual) ? 0 : usual);
  }
}
