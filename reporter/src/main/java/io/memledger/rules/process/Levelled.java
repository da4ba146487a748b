package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Shape;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Processes that grew in a shape that is no leak: cleared with the numbers that clear them. */
abstract class Levelled implements Rule {
  /** Processes that are listed: one shows the shape, three show that it is common. */
  private static final int MOST = 3;

  private final RuleInfo info;
  private final Set<Shape> shapes;

  Levelled(String id, Set<Shape> shapes) {
    this.info =
        new RuleInfo(id, "proc/pids/stat", List.of(Metric.PROC_RSS)).rulingOut(Category.ANONYMOUS);
    this.shapes = shapes;
  }

  private record Seen(TimeSeries series, Trend trend) {}

  @Override
  public final RuleInfo info() {
    return info;
  }

  @Override
  public final List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    double material = Materiality.scale(recording.span()) * Materiality.process(recording);
    List<Seen> seen = new ArrayList<>();
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      Optional<Trend> trend =
          Heap.of(recording, rss.subject())
              .filter(s -> SeriesTools.moves(s, material))
              .flatMap(Trend::of);
      if (trend.isPresent()
          && shapes.contains(trend.get().shape())
          && trend.get().range() >= material
          && !(trend.get().shape() == Shape.CYCLIC && trend.get().floorRise() >= material)) {
        seen.add(new Seen(rss, trend.get()));
      }
    }
    seen.sort(Comparator.comparingDouble((Seen s) -> s.trend().range()).reversed());
    List<Finding> cleared = new ArrayList<>();
    for (Seen one : seen.subList(0, Math.min(MOST, seen.size()))) {
      cleared.add(cleared(input, one));
    }
    return cleared.isEmpty() ? List.of(Findings.still(info, input)) : cleared;
  }

  private Finding cleared(RuleInput input, Seen one) {
    Trend trend = one.trend();
    String key = info.id() + ".headline." + trend.shape().id();
    Wording headline =
        Findings.named(Wording.of(key), one.series().subject())
            .with("growth", trend.change(), Unit.BYTES)
            .with("range", trend.range(), Unit.BYTES)
            .with(
                "level",
                Double.isNaN(trend.asymptote()) ? trend.end() : trend.asymptote(),
                Unit.BYTES)
            .with("span", trend.span(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(info, input, Status.CLEARED, headline)
            .culprit(input.recording(), one.series().subject())
            .category(Category.ANONYMOUS)
            .trend(trend, one.series().metric(), one.series().subject())
            .evidence("level-start", trend.start(), Unit.BYTES, info.source())
            .evidence("level-end", trend.end(), Unit.BYTES, info.source())
            .evidence("late-share", trend.lateShare(), Unit.RATIO, info.source())
            .evidence("levels-off-at", trend.asymptote(), Unit.BYTES, info.source())
            .evidence("tooth", trend.period(), Unit.SECONDS, info.source());
    return builder.build();
  }
}
