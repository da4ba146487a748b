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
    ReportContext draft = new ReportContext(analysis, messages);
    HostFacts host = draft.recording.hostFacts();
    CaptureFacts capture = draft.recording.capture();
    String name = ReportContext.name(host.name());
    List<FindingPart> found = new ArrayList<>();
    List<FindingPart> cleared = new ArrayList<>();
    int left = 0;
    for (int i = 0; i < analysis.findings().size(); i++) {
      Finding one = analysis.findings().get(i);
      List<FindingPart> kind = one.status() == Status.CLEARED ? cleared : found;
      if (kind.size() < MOST_FINDINGS) {
        kind.add(finding(draft, one, i + 1));
      } else {
        left++;
      }
    }
    String more =
        left == 0 ? "" : draft.say(draft.wording("findings.more").with("count", left, Unit.COUNT));
    Report report =
        new Report(
            draft.say(draft.wording("title").with("host", name)),
            Generator.TEXT,
            name,
            draft.say(
                draft
                    .wording("window")
                    .with("from", capture.start())
                    .with("to", capture.end())
                    .with("span", draft.amounts().duration(capture.spanSeconds()))),
            draft.part("machine", () -> machine(draft, host), List.of()),
            verdict(draft),
            draft.part("ledger", () -> LedgerSection.build(draft), null),
            draft.part("timeline", () -> TimelineSection.build(draft), List.of()),
            found,
            cleared,
            more,
            draft.part("rules", () -> rules(draft), List.of()),
            draft.part("quality", () -> QualitySection.build(draft), QualitySection.NOTHING),
            draft.part("kmem", () -> KmemSection.build(draft), null),
            draft.part("questions", () -> QuestionsSection.build(draft), List.of()),
            draft.part("cgroups", () -> CgroupSection.build(draft), null),
            draft.part("movers", () -> MoversSection.build(draft), List.of()),
            draft.part("free", () -> TimesSection.free(draft), null),
            draft.part("vmstat", () -> TimesSection.vmstat(draft), null),
            draft.part("activity", () -> ActivitySection.build(draft), List.of()),
            draft.failed().all());
    return new Built(report, draft.charts(), capture.end(), draft.failed());
  }

  private static VerdictPart verdict(ReportContext draft) {
    VerdictPart whole = draft.part("verdict", () -> VerdictSection.build(draft), null);
    return whole != null ? whole : VerdictSection.bare(draft, draft.failed().sentence("verdict"));
  }

  private static FindingPart finding(ReportContext draft, Finding one, int number) {
    String part = "f" + number;
    FindingPart whole =
        draft.part(
            part, () -> FindingSection.build(draft, one, number, RuledOut.of(draft, one)), null);
    return whole != null ? whole : FindingSection.bare(draft, one, part);
  }

  private static List<RuleRow> rules(ReportContext draft) {
    return draft.analysis.rules().stream().map(rule -> row(draft, rule)).toList();
  }

  private static List<Fact> machine(ReportContext draft, HostFacts host) {
    return List.of(
        draft.fact("machine.host", ReportContext.name(host.name())),
        draft.fact("machine.kernel", ReportContext.name(host.kernel())),
        draft.fact("machine.machine", ReportContext.name(host.machine())),
        draft.fact("machine.cpus", Numbers.count(host.cpus())),
        draft.fact("machine.memory", Numbers.bytes(host.memTotal())),
        draft.fact("machine.swap", Numbers.bytes(host.swapTotal())));
  }

  private static RuleRow row(ReportContext draft, RuleOutcome rule) {
    String outcome = rule.outcome().id();
    return new RuleRow(
        Names.shown(rule.id()),
        draft.named(rule.title()),
        outcome,
        draft.text("outcome." + outcome),
        rule.reason() == null ? "" : draft.say(rule.reason()));
  }
}
