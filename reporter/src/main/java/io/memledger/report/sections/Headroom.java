package io.memledger.report.sections;

import io.memledger.ledger.Reserve;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.Layers;
import io.memledger.report.charts.Palette;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.verdict.Verdict;
import java.util.Optional;

/**
 * What runs out, and the level at which it has: available memory, with free swap where that comes
 * first, or a cgroup's memory against its limit.
 *
 * @param limit in bytes
 * @param words names the limit in the chart
 */
record Headroom(Curve curve, double last, double limit, String words, boolean isCgroup) {
  /**
   * @param end null if nothing runs out
   * @return empty if the archive does not tell
   */
  static Optional<Headroom> of(ReportContext context, Verdict.Exhaustion end) {
    if (end != null && end.cgroup().isPresent()) {
      return cgroup(context, end.cgroup().get());
    }
    boolean swap = end != null && end.limit() == Verdict.Exhaustion.Limit.SWAP;
    Optional<TimeSeries> free = swap ? context.recording.host(Metric.SWAP_FREE) : Optional.empty();
    double reserve = Reserve.of(context.recording);
    return context
        .recording
        .host(Metric.AVAILABLE)
        .map(
            available -> {
              String label = context.text(swap ? "level.available-swap" : "metric.AVAILABLE");
              Curve curve = ReportContext.curve(available, label, Palette.SLAB_RECLAIMABLE);
              return new Headroom(
                  free.map(f -> plus(curve, f)).orElse(curve),
                  available.last().value() + free.map(f -> f.last().value()).orElse(0.0),
                  reserve,
                  context.text("level.reserve"),
                  false);
            });
  }

  private static Optional<Headroom> cgroup(ReportContext context, String path) {
    Subject subject = Subject.named(Subject.Kind.CGROUP, path);
    Optional<CgroupLimit> limit = CgroupLimit.of(context.recording, subject);
    return context
        .recording
        .series(Metric.CG_CURRENT, subject)
        .filter(current -> limit.isPresent())
        .map(
            current ->
                new Headroom(
                    ReportContext.curve(current, context.subject(subject), Palette.ANONYMOUS),
                    current.last().value(),
                    limit.get().limit(),
                    context.text("level.cgroup"),
                    true));
  }

  /** Both on the times of the curve; where free swap was not sampled, its nearest value. */
  private static Curve plus(Curve curve, TimeSeries more) {
    Curve other = ReportContext.curve(more, "", curve.hue());
    int size = curve.times().length;
    double[] values = new double[size];
    double[] lows = new double[size];
    double[] highs = new double[size];
    for (int i = 0; i < size; i++) {
      double plus = Layers.at(other, curve.times()[i]);
      values[i] = curve.values()[i] + plus;
      lows[i] = (curve.lows() == null ? curve.values()[i] : curve.lows()[i]) + plus;
      highs[i] = (curve.highs() == null ? curve.values()[i] : curve.highs()[i]) + plus;
    }
    boolean exact = curve.lows() == null;
    return new Curve(
        curve.label(),
        curve.hue(),
        curve.times(),
        values,
        exact ? null : lows,
        exact ? null : highs);
  }
}
