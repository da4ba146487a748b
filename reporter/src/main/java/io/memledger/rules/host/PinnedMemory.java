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
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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

  /** A fall of available memory, and who took it, the largest first. */
  private record Fall(double bytes, double processes, double resident, List<Taker> takers) {
    static Fall of(Recording recording, ToDoubleFunction<Metric> changes) {
      return new Fall(
          changes.applyAsDouble(Metric.USED) - changes.applyAsDouble(Metric.MEM_TOTAL),
          changes.applyAsDouble(Metric.LEDGER_ANONYMOUS),
          changes.applyAsDouble(Metric.PROC_RSS_SUM),
          Taker.all(recording, changes));
    }

    static Optional<Fall> ofLedger(RuleInput input) {
      return input.ledger() == null || !(input.ledger().availableDelta() < 0)
          ? Optional.empty()
          : Optional.of(of(input.recording(), Taker.moments(input.recording(), input.ledger())));
    }

    boolean isOfProcesses() {
      return processes >= MOSTLY * bytes;
    }

    boolean isOfNobody() {
      return takers.get(0).bytes() < Shares.LISTED * bytes;
    }

    boolean agrees(Fall other) {
      boolean same = isOfProcesses() == other.isOfProcesses() && isOfNobody() == other.isOfNobody();
      boolean sameMost = takers.get(0).name().equals(other.takers.get(0).name());
      return other.bytes() > 0 && same && (isOfProcesses() || isOfNobody() || sameMost);
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Fall levels = Fall.of(recording, Taker.levels(recording));
    double matters = Math.max(Materiality.used(recording), Materiality.remainder(recording));
    if (levels.bytes() < Materiality.scale(recording.span()) * matters) {
      return List.of(Findings.still(INFO, input));
    }
    // Levels judge, since a moment may be odd. Told is the ledger's fall, which the report names
    // beside it, where both say the same of it.
    Fall told = Fall.ofLedger(input).filter(levels::agrees).orElse(levels);
    double fall = told.bytes();
    double processes = told.processes();
    List<Taker> takers = told.takers();
    Taker most = takers.get(0);
    final FindingBuilder builder;
    if (told.isOfProcesses()) {
      builder =
          Findings.about(INFO, input, Status.CLEARED, headline("cleared", processes, fall))
              .category(Category.ANONYMOUS)
              .growth(processes)
              .share(part(processes, fall));
    } else if (told.isOfNobody()) {
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
            s -> builder.evidence("rss-sum-growth", told.resident(), Unit.BYTES, "proc/pids/stat"));
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
