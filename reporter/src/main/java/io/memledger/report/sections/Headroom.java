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
 * first, a cgroup's memory against its limit, or what a tmpfs holds against its size.
 *
 * @param limit in bytes
 * @param words names the limit in the chart
 * @param figure key of the title where it is not the host's memory that ends; else null
 */
record Headroom(Curve curve, double last, double limit, String words, String figure) {
  /**
   * @param end null if nothing runs out
   * @return empty if the archive does not tell
   */
  static Optional<Headroom> of(ReportContext context, Verdict.Exhaustion end) {
    if (end != null && end.cgroup().isPresent()) {
      return cgroup(context, end.cgroup().get());
    }
    if (end != null && end.mount().isPresent()) {
      return mount(context, end.mount().get());
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
                  null);
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
                    "figure.verdict.cgroup"));
  }

  private static Optional<Headroom> mount(ReportContext context, String path) {
    Subject subject = Subject.named(Subject.Kind.TMPFS_MOUNT, path);
    Optional<TimeSeries> size = context.recording.series(Metric.MOUNT_SIZE, subject);
    return context
        .recording
        .series(Metric.MOUNT_USED, subject)
        .filter(used -> size.isPresent())
        .map(
            used ->
                new Headroom(
                    ReportContext.curve(used, context.subject(subject), Palette.SHMEM),
                    used.last().value(),
                    size.get().last().value(),
                    context.text("level.tmpfs"),
                    "figure.verdict.tmpfs"));
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
