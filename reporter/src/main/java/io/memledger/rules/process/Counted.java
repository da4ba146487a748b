package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.NextStep;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.holders.Processes;
import io.memledger.rules.judge.Family;
import io.memledger.rules.ranges.AddressRanges;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a process opens or starts and should close or end again: ranked by the kernel memory that
 * each holds at least.
 *
 * @param bytes that one of them holds at least
 */
record Counted(
    RuleInfo info,
    Metric metric,
    Category category,
    double bytes,
    Function<Subject, List<NextStep>> steps) {
  List<Finding> check(RuleInput input, ToDoubleFunction<TimeSeries> material) {
    Recording recording = input.recording();
    List<Family.Member> members =
        Family.judge(recording, Processes.settled(recording, metric), material);
    List<Finding> found = new ArrayList<>();
    for (Family.Member member : members) {
      if (member.isLeak()) {
        found.add(AddressRanges.explained(recording, leak(input, member)));
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    return members.isEmpty()
        ? List.of(Findings.still(info, input))
        : List.of(Findings.cleared(info, input, members.get(0)).build());
  }

  private Finding leak(RuleInput input, Family.Member member) {
    Subject process = member.series().subject();
    double rate = member.trend().rate() * Seconds.HOUR * bytes;
    FindingBuilder builder =
        Findings.growth(info, input, member, process, "")
            .category(category)
            .holdingPerHour(rate, info.source())
            .evidence(
                metric == Metric.PROC_THREADS ? "threads" : "descriptors",
                member.series().last().value(),
                Unit.COUNT,
                info.source())
            .evidence("steady-share", member.trend().positive(), Unit.RATIO, info.source());
    steps.apply(process).forEach(builder::step);
    return builder.build();
  }
}
