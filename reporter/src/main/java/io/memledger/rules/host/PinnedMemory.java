package io.memledger.rules.host;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Levels;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;

/**
 * A fall of available memory that neither file cache nor the sum of the processes explains: says
 * where to look, and leaves the accusation to the rule of that line.
 */
public final class PinnedMemory implements Rule {
  private static final String ID = "pinned-memory";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/meminfo", List.of(Metric.USED, Metric.LEDGER_ANONYMOUS));

  /** Processes that explain this share of the fall are where to look. */
  private static final double MOSTLY = 0.5;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double fall = Taker.change(recording, Metric.USED) - Taker.change(recording, Metric.MEM_TOTAL);
    double matters = Math.max(Materiality.used(recording), Materiality.remainder(recording));
    if (fall < Materiality.scale(recording.span()) * matters) {
      return List.of(Findings.still(INFO, input));
    }
    double processes = Taker.change(recording, Metric.LEDGER_ANONYMOUS);
    List<Taker> takers = Taker.all(recording);
    Taker most = takers.get(0);
    final FindingBuilder builder;
    if (processes >= MOSTLY * fall) {
      builder =
          Findings.about(INFO, input, Status.CLEARED, headline("cleared", processes, fall))
              .category(Category.ANONYMOUS)
              .growth(processes)
              .share(part(processes, fall));
    } else if (most.bytes() < Shares.LISTED * fall) {
      builder = Findings.about(INFO, input, Status.CLEARED, headline("reserves", processes, fall));
    } else {
      builder = notice(input, most, processes, fall);
    }
    builder
        .evidence("available-fall", fall, Unit.BYTES, INFO.source())
        .evidence("AnonPages-growth", processes, Unit.BYTES, INFO.source());
    recording
        .host(Metric.PROC_RSS_SUM)
        .ifPresent(
            s ->
                builder.evidence("rss-sum-growth", Levels.change(s), Unit.BYTES, "proc/pids/stat"));
    for (Taker taker : takers) {
      if (taker.bytes() >= Shares.LISTED * fall) {
        builder.evidence("taken-" + taker.name(), taker.bytes(), Unit.BYTES, INFO.source());
      }
    }
    return List.of(builder.build());
  }

  private static FindingBuilder notice(RuleInput input, Taker most, double processes, double fall) {
    Wording headline =
        headline("notice", processes, fall)
            .with("line", Wording.of(ID + ".line." + most.name()))
            .with("most", most.bytes(), Unit.BYTES);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.NOTICE, headline)
            .category(most.line())
            .growth(most.bytes())
            .share(part(most.bytes(), fall));
    most.steps().forEach(builder::step);
    return builder;
  }

  private static Wording headline(String variant, double processes, double fall) {
    return Wording.of(ID + ".headline." + variant)
        .with("fall", fall, Unit.BYTES)
        .with("share", part(processes, fall), Unit.RATIO);
  }

  private static double part(double bytes, double fall) {
    return Math.max(0, Math.min(1, bytes / fall));
  }
}
