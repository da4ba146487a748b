package io.memledger.report.sections;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.report.model.Report;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.FindingPart;
import io.memledger.report.model.Report.RuleRow;
import io.memledger.report.model.Report.VerdictPart;
import io.memledger.report.words.Generator;
import io.memledger.report.words.Messages;
import io.memledger.report.words.Names;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Finding;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.Status;
import io.memledger.series.CaptureFacts;
import io.memledger.series.HostFacts;
import io.memledger.series.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Turns numbers into the finished text of a report; nothing after it decides or phrases. */
public final class ReportBuilder {
  /** Findings, and as many cleared suspicions: more than anyone reads, and all in report.json. */
  private static final int MOST_FINDINGS = 60;

  /**
   * The text, and what its figures show by their ids.
   *
   * @param captured end of the capture
   * @param failed what crashed so far; the writers add to it
   */
  public record Built(
      Report report,
      SortedMap<String, ReportContext.Drawing> drawings,
      Instant captured,
      FailedParts failed) {}

  private ReportBuilder() {}

  /** Builds every part; one that crashes is told in its place, and the others are there. */
  public static Built build(Analysis analysis, Messages messages) {
    ReportContext context = new ReportContext(analysis, messages);
    HostFacts host = context.recording.hostFacts();
    CaptureFacts capture = context.recording.capture();
    String name = ReportContext.name(host.name());
    List<FindingPart> found = new ArrayList<>();
    List<FindingPart> cleared = new ArrayList<>();
    int left = 0;
    for (int i = 0; i < analysis.findings().size(); i++) {
      Finding one = analysis.findings().get(i);
      List<FindingPart> kind = one.status() == Status.CLEARED ? cleared : found;
      if (kind.size() < MOST_FINDINGS) {
        kind.add(finding(context, one, i + 1));
      } else {
        left++;
      }
    }
    String more =
        left == 0
            ? ""
            : context.say(context.wording("findings.more").with("count", left, Unit.COUNT));
    Report report =
        new Report(
            context.say(context.wording("title").with("host", name)),
            Generator.TEXT,
            name,
            context.say(
                context
                    .wording("window")
                    .with("from", capture.start())
                    .with("to", capture.end())
                    .with("span", context.amounts().duration(capture.spanSeconds()))),
            context.part("machine", () -> machine(context, host), List.of()),
            verdict(context),
            context.part("ledger", () -> LedgerSection.build(context), null),
            context.part("timeline", () -> TimelineSection.build(context), List.of()),
            found,
            cleared,
            more,
            context.part("rules", () -> rules(context), List.of()),
            context.part("quality", () -> QualitySection.build(context), QualitySection.NOTHING),
            context.part("kmem", () -> KmemSection.build(context), null),
            context.part("questions", () -> QuestionsSection.build(context), List.of()),
            context.part("cgroups", () -> CgroupSection.build(context), null),
            context.part("movers", () -> MoversSection.build(context), List.of()),
            context.part("free", () -> TimesSection.free(context), null),
            context.part("vmstat", () -> TimesSection.vmstat(context), null),
            context.part("activity", () -> ActivitySection.build(context), List.of()),
            MinimumCapture.tooShort(context.recording),
            context.failed().all());
    return new Built(report, context.charts(), capture.end(), context.failed());
  }

  private static VerdictPart verdict(ReportContext context) {
    VerdictPart whole = context.part("verdict", () -> VerdictSection.build(context), null);
    return whole != null
        ? whole
        : VerdictSection.bare(context, context.failed().sentence("verdict"));
  }

  private static FindingPart finding(ReportContext context, Finding one, int number) {
    String part = "f" + number;
    FindingPart whole =
        context.part(
            part,
            () -> FindingSection.build(context, one, number, RuledOut.of(context, one)),
            null);
    return whole != null ? whole : FindingSection.bare(context, one, part);
  }

  private static List<RuleRow> rules(ReportContext context) {
    return context.analysis.rules().stream().map(rule -> row(context, rule)).toList();
  }

  private static List<Fact> machine(ReportContext context, HostFacts host) {
    return List.of(
        context.fact("machine.host", ReportContext.name(host.name())),
        context.fact("machine.kernel", ReportContext.name(host.kernel())),
        context.fact("machine.machine", ReportContext.name(host.machine())),
        context.fact("machine.cpus", Numbers.count(host.cpus())),
        context.fact("machine.memory", Numbers.bytes(host.memTotal())),
        context.fact("machine.swap", Numbers.bytes(host.swapTotal())));
  }

  private static RuleRow row(ReportContext context, RuleOutcome rule) {
    String outcome = rule.outcome().id();
    return new RuleRow(
        Names.shown(rule.id()),
        context.named(rule.title()),
        outcome,
        context.text("outcome." + outcome),
        rule.reason() == null ? "" : context.say(rule.reason()));
  }
}
