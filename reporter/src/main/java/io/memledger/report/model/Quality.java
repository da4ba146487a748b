package io.memledger.report.model;

import io.memledger.report.model.Report.Fact;
import java.util.List;

/**
 * How good the ground is that all this stands on.
 *
 * @param sources files of other tools that all was read from; empty for an archive
 * @param more what these lists leave out, in words; empty for nothing
 */
public record Quality(
    List<Fact> archive,
    List<String> warnings,
    List<MissingRow> missing,
    List<SegmentRow> segments,
    List<SourceRow> sources,
    String more) {

  /** A file of another tool, and what was understood of it. */
  public record SourceRow(
      String name,
      String tool,
      String host,
      String start,
      String end,
      String samples,
      String zone) {}

  /** A source that was not there, with the rules that could not run for it. */
  public record MissingRow(String path, String reason, String rules) {}

  /** A stretch of the capture. */
  public record SegmentRow(
      String start, String end, String span, String begins, boolean analysed) {}
}
