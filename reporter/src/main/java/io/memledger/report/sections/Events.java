package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Mark;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened during the capture and shows in the curves: kills, dropped caches, restarts. */
final class Events {
  private static final int MOST = 8;

  /** Names closer than this share of the chart would overlap. */
  private static final double APART = 0.14;

  private Events() {}

  /** Events of the host and, where a program is the subject, its restarts. */
  static List<Mark> of(ReportContext context, Subject subject) {
    List<Mark> marks = new ArrayList<>();
    jumps(context, Metric.OOM_KILL, "event.oom", marks);
    jumps(context, Metric.DROP_PAGECACHE, "event.drop", marks);
    restarts(context, subject, marks);
    marks.sort(Comparator.comparingDouble(Mark::time));
    return spaced(marks, context.frame());
  }

  /** Where a counter went up, at the first block that is higher than the one before. */
  private static void jumps(ReportContext context, Metric counter, String key, List<Mark> marks) {
    Optional<TimeSeries> series = context.recording.host(counter);
    if (series.isEmpty()) {
      return;
    }
    TimeSeries s = series.get();
    for (int i = 0; i < s.size(); i++) {
      double before = i == 0 ? s.first().value() : s.max(i - 1);
      if (s.max(i) > before) {
        marks.add(new Mark(s.time(i), context.text(key)));
      }
    }
  }

  /** Later processes of the same command began. */
  private static void restarts(ReportContext context, Subject subject, List<Mark> marks) {
    boolean program =
        subject.kind() == Subject.Kind.PROCESS || subject.kind() == Subject.Kind.PROCESS_GROUP;
    if (!program) {
      return;
    }
    Instant zero = context.recording.at(0);
    List<Mark> found = new ArrayList<>();
    for (TimeSeries one : context.recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (one.subject().name().equals(subject.name())) {
        context
            .recording
            .started(one.subject())
            .map(at -> Duration.between(zero, at).toMillis() / 1000.0)
            .filter(t -> t > context.frame().from() && t < context.frame().to())
            .ifPresent(t -> found.add(new Mark(t, context.text("event.start"))));
      }
    }
    if (found.size() <= MOST) {
      marks.addAll(found);
    }
  }

  /** Without names that would overlap, and none at all where there are very many. */
  private static List<Mark> spaced(List<Mark> marks, ChartSpec.Frame frame) {
    List<Mark> spaced = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (Mark mark : marks) {
      if (spaced.size() == MOST) {
        break;
      }
      boolean room = mark.time() >= free;
      spaced.add(new Mark(mark.time(), room ? mark.label() : ""));
      if (room) {
        free = mark.time() + APART * (frame.to() - frame.from());
      }
    }
    return spaced;
  }
}
