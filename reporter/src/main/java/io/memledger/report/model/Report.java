package io.memledger.report.model;

import java.util.List;

/**
 * The report as finished text: what templates print and nothing more. An absent part is null, or an
 * empty list.
 *
 * @param more how many findings are left out, in words; empty for none
 * @param few whether there are too few looks to clear anything by them
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
    String more,
    List<RuleRow> rules,
    Quality quality,
    KmemPart kmem,
    List<Question> questions,
    CgroupPart cgroups,
    List<Movers> movers,
    Times free,
    Times vmstat,
    List<Figure> activity,
    boolean few,
    List<FailedPart> failed) {

  /**
   * A part that crashed while it was made.
   *
   * @param part what it is called; that of a section is the section's anchor
   * @param text a sentence to stand in its place
   */
  public record FailedPart(String part, String text) {}

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
   * A question that people ask about such a machine, answered with its own numbers.
   *
   * @param anchor q1, q2, …
   */
  public record Question(String anchor, String question, String answer, List<Fact> facts) {}

  /**
   * Everything of one kind: its largest growers, its largest, and a table.
   *
   * @param id processes, caches or cgroups
   * @param growing small charts, by growth
   * @param large small charts of others, by size
   * @param rows by growth
   * @param more how many others the table leaves out, in words; empty for none
   * @param compared whether there are two looks: else nothing is known of start and change
   */
  public record Movers(
      String id,
      String title,
      String lead,
      List<Figure> growing,
      List<Figure> large,
      List<MoverRow> rows,
      String more,
      boolean compared) {}

  /**
   * @param spark the course as the d attribute of an SVG path, 80 wide and 18 high
   */
  public record MoverRow(
      String name, Amount start, Amount end, Amount change, Amount most, String spark) {}

  /**
   * @param sort the bare number, to sort by; empty where it is not known
   */
  public record Amount(String text, String sort) {}

  /**
   * A command's output by time.
   *
   * @param columns heads, the first for the time
   * @param notes what each column means, in the order of columns
   * @param rows cells as text
   */
  public record Times(
      String caption, List<String> columns, List<String> notes, List<List<String>> rows) {}

  /** A place in the report. */
  public record Link(String anchor, String text) {}

  /**
   * @param status one of the words of report.json; a CSS class
   * @param word the status in words
   * @param basis what the verdict rests on
   * @param doubts what speaks against it; empty for nothing
   * @param next null if there is nothing to do
   * @param figure null if there is nothing to draw
   * @param cleared where nothing leaks: what was looked at and cleared, most telling first
   */
  public record VerdictPart(
      String status,
      String word,
      String headline,
      List<Fact> facts,
      String basis,
      String doubts,
      Next next,
      Figure figure,
      List<Link> cleared) {}

  /**
   * The first thing to do.
   *
   * @param command empty for none
   * @param anchor of the finding that has more such steps
   */
  public record Next(String why, String command, String anchor) {}

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
      Figure stack,
      List<WaterfallRow> waterfall) {}

  /**
   * One bar of the way from available memory at the start to that at the end.
   *
   * @param id category, also the CSS class of its colour
   * @param value the change, or the level at either end
   * @param x where the bar begins, in thousandths of the width
   * @param width in thousandths
   * @param level whether this is one of the ends
   * @param members who holds it
   */
  public record WaterfallRow(
      String id,
      String label,
      String value,
      String x,
      String width,
      boolean level,
      List<MemberRow> members) {}

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
   * @param meaning why such a thing matters; empty if the explanation says it
   * @param ruledOut other explanations that were looked at and do not hold
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
      List<Step> steps,
      String meaning,
      List<Link> ruledOut) {}

  /** A number and where it stands in the archive. */
  public record EvidenceRow(String name, String value, String source) {}

  /** What to do next, and why. */
  public record Step(String why, String command) {}

  /**
   * A trace of the kernel's allocations.
   *
   * @param figure null if no call site is known
   */
  public record KmemPart(String lead, Figure figure, List<KmemRow> rows) {}

  /** One call site's allocations of one cache or size. */
  public record KmemRow(
      String site,
      String what,
      String allocated,
      String freed,
      String left,
      String count,
      String rate,
      String ages) {}

  /**
   * The tree of memory cgroups.
   *
   * @param rows parents before children
   * @param more how many others the tree leaves out, in words; empty for none
   */
  public record CgroupPart(String lead, List<CgroupRow> rows, String more) {}

  /**
   * One cgroup; all numbers hold what is below it.
   *
   * @param depth 0 to 6; a CSS class with d before it
   * @param name whose it is; empty where the path does not tell
   * @param path below the row above it in the tree
   * @param note whether it came or went meanwhile; empty for neither
   * @param split what grew as a bar
   * @param parts what grew and what shrank in numbers
   * @param full share of the limit; empty without one
   * @param line the host's line that its growth explains, with the share; null for none
   */
  public record CgroupRow(
      String depth,
      String name,
      String path,
      String note,
      String now,
      String growth,
      List<Stretch> split,
      List<Fact> parts,
      String working,
      String limit,
      String full,
      String events,
      String stalls,
      Fact line) {}

  /**
   * A piece of a bar.
   *
   * @param id line of the ledger, also the CSS class of its colour
   * @param x where it begins, in thousandths of the width
   * @param width in thousandths
   */
  public record Stretch(String id, String x, String width) {}

  /** What became of a rule. */
  public record RuleRow(String id, String title, String outcome, String word, String reason) {}
}
