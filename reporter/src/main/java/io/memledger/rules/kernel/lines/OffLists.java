package io.memledger.rules.kernel.lines;

import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.LeakTest;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every page of a program or a file is on a list, so that what is neither free nor on a list is the
 * kernel's, also where a capture leaves out the lines that tell what it is. A part of it may be
 * slab that is given back: no more than a suspicion.
 */
public final class OffLists implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo("off-lists", "proc/meminfo", List.of(Metric.OFF_LISTS));

  /** Of the time of a rise: its end, in which a sum that goes on goes on as well. */
  private static final double LAST = 0.1;

  /** What a steady rise takes for a tenth of its time, less noise: below this share it stopped. */
  private static final double STOPPED = 0.25;

  /** Looks that an end takes at least: between two of them any sum may stand still. */
  private static final int LOOKS = 3;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries kernel = recording.host(Metric.OFF_LISTS).orElseThrow();
    Optional<Family.Member> judged =
        Family.judge(recording, kernel, Materiality.remainder(recording));
    if (judged.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    Family.Member grown = judged.get();
    if (grown.isLeak() && hasStopped(grown)) {
      grown = grown.as(grown.trend(), LeakTest.stopped());
    }
    if (isPercpu(recording, grown)) {
      return List.of(Findings.still(INFO, input));
    }
    FindingBuilder builder =
        grown.isLeak()
            ? Findings.growth(
                    INFO,
                    input,
                    grown.as(grown.trend(), grown.leakTest().suspected(Doubt.HOST_ALONE)),
                    Subject.HOST,
                    "")
                .step(NextSteps.of("step.meminfo", "cat /proc/meminfo"))
                .step(NextSteps.of("step.slabtop", "slabtop -o -s c | head -n 25"))
            : Findings.cleared(INFO, input, grown);
    return List.of(
        builder
            .category(Category.NOT_ITEMISED)
            .evidence("off-lists-start", kernel.first().value(), Unit.BYTES, INFO.source())
            .evidence("off-lists-end", kernel.last().value(), Unit.BYTES, INFO.source())
            .build());
  }

  /**
   * Whether it stood still at the end. Of a line such an end may be a pause; of what nobody can
   * name nothing is left to suspect.
   */
  private static boolean hasStopped(Family.Member grown) {
    TimeSeries kernel = grown.series();
    Trend trend = grown.trend();
    double from = trend.to() - LAST * (trend.to() - trend.from());
    long looks = Arrays.stream(kernel.times()).filter(time -> time >= from).count();
    double rise = SeriesTools.rise(kernel, from, trend.to());
    return looks >= LOOKS && rise < STOPPED * LAST * trend.rise();
  }

  /** Whether it is the chunks of per-CPU memory, which have a rule of their own. */
  private static boolean isPercpu(Recording recording, Family.Member grown) {
    return recording
        .host(Metric.PERCPU_AREAS)
        .map(s -> SeriesTools.rise(s, grown.trend().from(), grown.trend().to()))
        .filter(rise -> rise >= Shares.MAIN * grown.trend().rise())
        .isPresent();
  }
}
