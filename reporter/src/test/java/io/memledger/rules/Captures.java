package io.memledger.rules;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Captures of a real kernel for tests of single rules, each taken by samples/make.sh. */
public final class Captures {
  private static final Map<String, Recording> DONE = new ConcurrentHashMap<>();

  private Captures() {}

  /** A capture by name; replayed once. */
  public static Recording of(String name) {
    return DONE.computeIfAbsent(
        name,
        n ->
            Replay.run(
                Path.of("src/test/resources/captures", n + ".tar.gz"),
                Limits.defaults(),
                Progress.NONE));
  }

  /** The process of a command, which must be there once. */
  public static Subject process(Recording recording, String name) {
    return recording.all(io.memledger.series.Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
        .map(TimeSeries::subject)
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
