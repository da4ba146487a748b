package io.memledger.report;

import io.memledger.report.Report.Fact;
import io.memledger.report.Report.MissingRow;
import io.memledger.report.Report.Quality;
import io.memledger.report.Report.SegmentRow;
import io.memledger.series.ArchiveFacts;
import io.memledger.series.CaptureFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Archive and capture: what there was to judge by, and what was missing. */
final class QualitySection {
  private QualitySection() {}

  static Quality build(Draft draft) {
    ArchiveFacts archive = draft.recording.archive();
    CaptureFacts capture = draft.recording.capture();
    List<MissingRow> missing = new ArrayList<>();
    for (CaptureFacts.MissingSource one : capture.missing()) {
      missing.add(
          new MissingRow(
              Names.shown(one.path()),
              Draft.name(one.reason()),
              String.join(
                  ", ", draft.analysis.notEvaluated().getOrDefault(one.path(), List.of()))));
    }
    List<SegmentRow> segments = new ArrayList<>();
    for (CaptureFacts.Segment one : capture.segments()) {
      segments.add(
          new SegmentRow(
              Numbers.timeToSecond(one.start()),
              Numbers.timeToSecond(one.end()),
              draft
                  .amounts()
                  .duration(Duration.between(one.start(), one.end()).toMillis() / 1000.0),
              draft.named("report.begins." + one.beginsWith()),
              segments.size() == capture.analysed()));
    }
    return new Quality(
        facts(draft, archive, capture),
        archive.warnings().stream().map(Names::visible).toList(),
        missing,
        segments);
  }

  private static List<Fact> facts(Draft draft, ArchiveFacts archive, CaptureFacts capture) {
    List<Fact> facts = new ArrayList<>();
    facts.add(draft.fact("archive.name", Draft.name(archive.name())));
    facts.add(draft.fact("archive.bytes", Numbers.bytes(archive.bytes())));
    facts.add(draft.fact("archive.sha256", Draft.name(archive.sha256())));
    facts.add(
        draft.fact(
            "archive.complete",
            draft.text(archive.complete() ? "archive.complete.yes" : "archive.complete.no")));
    facts.add(draft.fact("capture.snapshots", Numbers.count(capture.snapshots())));
    facts.add(draft.fact("capture.interval", draft.amounts().duration(capture.intervalSeconds())));
    facts.add(draft.fact("capture.cpu", draft.amounts().percent(capture.collectorCpuShare())));
    facts.add(draft.fact("capture.rss", Numbers.bytes(capture.collectorPeakRss())));
    if (capture.reason() != null) {
      facts.add(draft.fact("capture.reason", Names.shown(capture.reason())));
    }
    return facts;
  }
}
