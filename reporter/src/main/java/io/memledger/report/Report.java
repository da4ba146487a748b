package io.memledger.report;

import java.util.List;

/**
 * The report as finished text: what templates print and nothing more. An absent part is null, or an
 * empty list.
 */
public record Report(
    String title,
    String generator,
    String host,
    String window,
    List<Fact> machine,
    VerdictPart verdict,
    LedgerPart ledger,
    List<Figure> timeline,
    List<FindingPart> findings,
    List<FindingPart> cleared,
    List<RuleRow> rules,
    Quality quality) {

  /**
   * A labelled value.
   *
   * @param note what qualifies it, such as an interval; empty for nothing
   */
  public record Fact(String label, String value, String note) {}

  /**
   * A chart with its words.
   *
   * @param id unique in the report, of letters, digits and dashes
   * @param description what the chart shows, for those who cannot see it
   */
  public record Figure(String id, String title, String caption, String description) {}

  /**
   * @param status one of the words of report.json; a CSS class
   * @param word the status in words
   * @param figure null if there is nothing to draw
   */
  public record VerdictPart(
      String status, String word, String headline, List<Fact> facts, String basis, Figure figure) {}

  /**
   * @param unit of all numbers in the rows
   * @param total the sums of the rows
   */
  public record LedgerPart(
      String window,
      String unit,
      String summary,
      List<LedgerRow> rows,
      LedgerRow total,
      List<String> notes,
      Figure bars,
      Figure stack) {}

  /**
   * @param id category, also the CSS class of its colour; empty for the sum
   * @param members who holds it
   */
  public record LedgerRow(
      String id, String label, String start, String end, String delta, List<MemberRow> members) {}

  /** One holder of a line of the ledger. */
  public record MemberRow(String label, String start, String end, String delta) {}

  /**
   * @param anchor f1, f2, …
   */
  public record FindingPart(
      String anchor,
      String status,
      String word,
      String headline,
      String rule,
      String explanation,
      List<Fact> facts,
      List<Figure> figures,
      List<EvidenceRow> evidence,
      List<Step> steps) {}

  /** A number and where it stands in the archive. */
  public record EvidenceRow(String name, String value, String source) {}

  /** What to do next, and why. */
  public record Step(String why, String command) {}

  /** What became of a rule. */
  public record RuleRow(String id, String title, String outcome, String word, String reason) {}

  /** How good the ground is that all this stands on. */
  public record Quality(
      List<Fact> archive,
      List<String> warnings,
      List<MissingRow> missing,
      List<SegmentRow> segments) {}

  /** A source that was not there, with the rules that could not run for it. */
  public record MissingRow(String path, String reason, String rules) {}

  /** A stretch of the capture. */
  public record SegmentRow(
      String start, String end, String span, String begins, boolean analysed) {}
}
