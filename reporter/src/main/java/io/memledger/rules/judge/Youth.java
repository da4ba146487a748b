package io.memledger.rules.judge;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Doubt;
import io.memledger.series.CgroupPath;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.stats.trend.Trend;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a program takes in its first hours it may mean to keep: caches up to a size, pools, a heap,
 * a guest's memory. Until it is older, or has asked for more address space than it began with, its
 * growth is a suspicion, however straight (METHOD 3.7).
 */
public final class Youth {
  /**
   * Seconds. In our own recordings the slowest service had filled its cache 35 minutes after it was
   * started; three times that and a little more, set and not measured.
   */
  private static final double YOUNG = 2 * Seconds.HOUR;

  /** Of the growth: address space that grew by less was there before. */
  private static final double RESERVED = 0.1;

  /**
   * Seconds. A heap may fill what it reserved for days before it is first collected: in the field a
   * day and more, so that only weeks tell; set, not measured.
   */
  private static final double FILLED_BY_NOW = 14 * Seconds.DAY;

  /** Command of a Java virtual machine. */
  private static final String JAVA = "java";

  private Youth() {}

  /** The meaning of a course, for a subject that has processes of its own. */
  static LeakTest weighed(Recording recording, TimeSeries series, Trend trend, LeakTest meaning) {
    if (!meaning.isLeak() || !isMemory(series.metric())) {
      return meaning;
    }
    LeakTest weighed = weighed(recording, series.subject(), meaning);
    return fillsReserve(recording, series, trend) ? weighed.suspected(Doubt.RESERVED) : weighed;
  }

  /** Likewise for whoever a line of the ledger was traced to. */
  public static LeakTest weighed(Recording recording, Subject subject, LeakTest meaning) {
    OptionalDouble birth = birth(recording, subject);
    double end = recording.to();
    boolean young = birth.isPresent() && end - birth.getAsDouble() < YOUNG;
    return young && meaning.isLeak() ? meaning.suspected(Doubt.YOUNG_PROCESS) : meaning;
  }

  private static boolean isMemory(Metric metric) {
    return switch (metric) {
      case PROC_RSS, PROC_RSS_ANON, CG_ANON -> true;
      default -> false;
    };
  }

  /** Seconds since the recording's start at which the oldest process of a subject was born. */
  private static OptionalDouble birth(Recording recording, Subject subject) {
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    if (uptime.isEmpty()) {
      return OptionalDouble.empty();
    }
    return recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
        .map(TimeSeries::subject)
        .filter(process -> process.start() > 0 && isOf(recording, process, subject))
        .mapToDouble(process -> Lifetimes.birth(recording, process, uptime.get()))
        .min();
  }

  private static boolean isOf(Recording recording, Subject process, Subject whole) {
    return switch (whole.kind()) {
      case PROCESS -> process.equals(whole);
      case PROCESS_GROUP -> process.name().equals(whole.name());
      case CGROUP ->
          recording
              .cgroupOf(process)
              .filter(path -> CgroupPath.isWithin(path, whole.name()))
              .isPresent();
      default -> false;
    };
  }

  /**
   * Whether a process grows into address space that it had before, seen for less than weeks. A Java
   * virtual machine always reserves its heap when it starts, so that where its address space was
   * not captured that has to be taken for granted.
   */
  private static boolean fillsReserve(Recording recording, TimeSeries series, Trend trend) {
    if (trend.span() >= FILLED_BY_NOW) {
      return false;
    }
    return recording
        .series(Metric.PROC_VSIZE, series.subject())
        .map(s -> SeriesTools.rise(s, trend.from(), trend.to()) < RESERVED * trend.rise())
        .orElseGet(() -> isJava(series.subject()));
  }

  private static boolean isJava(Subject subject) {
    return subject.kind() == Subject.Kind.PROCESS && subject.name().equals(JAVA);
  }
}
