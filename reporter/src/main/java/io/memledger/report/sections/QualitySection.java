package io.memledger.report.sections;

import io.memledger.report.model.Quality;
import io.memledger.report.model.Quality.MissingRow;
import io.memledger.report.model.Quality.SegmentRow;
import io.memledger.report.model.Quality.SourceRow;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import io.memledger.series.SourceFacts;
import io.memledger.series.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Archive and capture: what there was to judge by, and what was missing. */
final class QualitySection {
  /** Rows of each list: a thousand processes that could not be read say no more than these. */
  private static final int ROWS = 60;

  /** Where even this crashed. */
  static final Quality NOTHING =
      new Quality(List.of(), List.of(), List.of(), List.of(), List.of(), "");

  private QualitySection() {}

  static Quality build(ReportContext context) {
    ArchiveFacts archive = context.recording.archive();
    CaptureFacts capture = context.recording.capture();
    List<MissingRow> missing = new ArrayList<>();
    for (CaptureFacts.MissingSource one : capture.missing()) {
      missing.add(
          new MissingRow(
              Names.shown(one.path()),
              ReportContext.name(context.reason(one)),
              String.join(
                  ", ", context.analysis.notEvaluated().getOrDefault(one.path(), List.of()))));
    }
    List<SegmentRow> segments = new ArrayList<>();
    for (CaptureFacts.Segment one : capture.segments()) {
      segments.add(
          new SegmentRow(
              Numbers.timeToSecond(one.start()),
              Numbers.timeToSecond(one.end()),
              context
                  .amounts()
                  .duration(Duration.between(one.start(), one.end()).toMillis() / 1000.0),
              context.named("report.begins." + one.beginsWith()),
              segments.size() == capture.analysed()));
    }
    List<String> warnings = new ArrayList<>(context.failed().checks());
    context.warnings().stream().map(Names::visible).forEach(warnings::add);
    List<SourceRow> sources = archive.sources().stream().map(QualitySection::source).toList();
    int left = left(sources) + left(warnings) + left(missing) + left(segments);
    return new Quality(
        facts(context, archive, capture),
        first(warnings),
        first(missing),
        first(segments),
        first(sources),
        left == 0
            ? ""
            : context.say(context.wording("quality.more").with("count", left, Unit.COUNT)));
  }

  private static SourceRow source(SourceFacts one) {
    return new SourceRow(
        Names.shown(one.name()),
        Names.visible((one.tool() + " " + one.version()).strip()),
        Names.shown(one.host()),
        one.start() == null ? "" : Numbers.timeToSecond(one.start()),
        one.end() == null ? "" : Numbers.timeToSecond(one.end()),
        Numbers.count(one.samples()),
        Names.visible(one.zone()));
  }

  private static <T> List<T> first(List<T> rows) {
    return rows.subList(0, rows.size() - left(rows));
  }

  private static int left(List<?> rows) {
    return Math.max(0, rows.size() - ROWS);
  }

  private static List<Fact> facts(
      ReportContext context, ArchiveFacts archive, CaptureFacts capture) {
    List<Fact> facts = new ArrayList<>();
    facts.add(context.fact("archive.name", ReportContext.name(archive.name())));
    facts.add(context.fact("archive.bytes", Numbers.bytes(archive.bytes())));
    facts.add(context.fact("archive.sha256", ReportContext.name(archive.sha256())));
    facts.add(
        context.fact(
            "archive.complete",
            context.text(archive.complete() ? "archive.complete.yes" : "archive.complete.no")));
    facts.add(context.fact("capture.snapshots", Numbers.count(capture.snapshots())));
    facts.add(
        context.fact("capture.interval", context.amounts().duration(capture.intervalSeconds())));
    facts.add(context.fact("capture.cpu", context.amounts().percent(capture.collectorCpuShare())));
    facts.add(context.fact("capture.rss", Numbers.bytes(capture.collectorPeakRss())));
    if (capture.reason() != null) {
      facts.add(context.fact("capture.reason", context.ended(capture.reason())));
    }
    return facts;
  }
}
