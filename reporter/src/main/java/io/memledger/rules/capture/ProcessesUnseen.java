package io.memledger.rules.capture;

import io.memledger.ledger.Lifetimes;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.List;

/**
 * In a PID namespace, or where hidepid hides them, a capture sees few of the machine's processes
 * and all of its memory: what they hold is in no list, and a leak of theirs has no name.
 */
public final class ProcessesUnseen implements Rule {
  private static final String ID = "processes-unseen";
  private static final String STAT = "proc/pids/stat";
  private static final RuleInfo INFO =
      new RuleInfo(ID, STAT, List.of(Metric.LEDGER_ANONYMOUS, Metric.PROC_RSS));

  /** Of the host's anonymous memory, what must belong to processes that were seen (METHOD 3.12). */
  private static final double SEEN = 0.5;

  /**
   * Of what matters in used memory: less than four times that may be pages in between two files.
   */
  private static final double MATTERS = 4;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A state, not a course. */
  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double anonymous = recording.host(Metric.LEDGER_ANONYMOUS).orElseThrow().last().value();
    double seen = 0;
    int count = 0;
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      if (!Lifetimes.goneBeforeEnd(recording, rss)) {
        seen += rss.last().value();
        count++;
      }
    }
    boolean few =
        seen < SEEN * anonymous && anonymous - seen >= MATTERS * Materiality.used(recording);
    Wording headline =
        Wording.of(ID + ".headline." + (few ? "notice" : "cleared"))
            .with("count", count, Unit.COUNT)
            .with("seen", seen, Unit.BYTES)
            .with("anonymous", anonymous, Unit.BYTES);
    var builder =
        Findings.about(INFO, input, few ? Status.NOTICE : Status.CLEARED, headline)
            .evidence("AnonPages", anonymous, Unit.BYTES, "proc/meminfo")
            .evidence("processes-seen", seen, Unit.BYTES, STAT);
    return few
        ? List.of(
            builder
                .leading()
                .step(NextSteps.of("step.unseen", "ps -eo pid,rss,comm --sort=-rss | head -n 20"))
                .build())
        : List.of(builder.build());
  }
}
