package io.memledger.rules.kernel.lines;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.LineGrowth;
import io.memledger.rules.holders.Members;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;

/** Page tables grow with the address space that is touched; sparse or shared mappings need many. */
public final class PageTableGrowth implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("page-table-growth", "proc/meminfo", List.of(Metric.LEDGER_PAGE_TABLES));

  private static final LineGrowth LINE =
      new LineGrowth(
          INFO,
          Category.PAGE_TABLES,
          "PageTables",
          List.of(
              new Members(
                  Metric.PROC_PTE,
                  Subject.Kind.PROCESS,
                  1,
                  s -> true,
                  s -> "proc/" + s.id() + "/status",
                  s ->
                      List.of(
                          NextSteps.of(
                              "step.mappings",
                              "pmap -X " + s.id() + " | sort -n -k 7 | tail -n 20")))),
          List.of(
              NextSteps.of(
                  "step.page-tables",
                  "grep -s VmPTE /proc/[0-9]*/status | sort -n -k 2 | tail -n 20")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    return LedgerLines.leak(input, Category.PAGE_TABLES)
        .flatMap(
            line ->
                OtherCause.mapped(recording, line)
                    .map(c -> List.of(c.clears(INFO, input, line, Category.PAGE_TABLES))))
        .orElseGet(() -> Explained.line(recording, LINE.check(input)));
  }
}
