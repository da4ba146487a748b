package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report.Figure;
import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;

/** The host over time, as people know it from free: available, used, cache, swap. */
final class TimelineSection {
  private TimelineSection() {}

  /** A curve, and the hue that it has in this section. */
  private record Wanted(Metric metric, Palette hue) {}

  static List<Figure> build(ReportContext context) {
    List<Figure> figures = new ArrayList<>();
    add(
        context,
        figures,
        "memory",
        new Wanted(Metric.MEM_FREE, Palette.MUTED),
        new Wanted(Metric.AVAILABLE, Palette.SLAB_RECLAIMABLE),
        new Wanted(Metric.USED, Palette.ANONYMOUS));
    add(
        context,
        figures,
        "kinds",
        new Wanted(Metric.SHMEM, Palette.SHMEM),
        new Wanted(Metric.LEDGER_PAGE_CACHE, Palette.SLAB_RECLAIMABLE),
        new Wanted(Metric.LEDGER_ANONYMOUS, Palette.ANONYMOUS));
    add(
        context,
        figures,
        "kernel",
        new Wanted(Metric.S_RECLAIMABLE, Palette.SLAB_RECLAIMABLE),
        new Wanted(Metric.S_UNRECLAIM, Palette.SLAB_UNRECLAIMABLE),
        new Wanted(Metric.PAGE_TABLES, Palette.KERNEL_STACK),
        new Wanted(Metric.LEDGER_UNACCOUNTED, Palette.UNACCOUNTED));
    add(context, figures, "swap", new Wanted(Metric.SWAP_USED, Palette.VMALLOC));
    return figures;
  }

  private static void add(
      ReportContext context, List<Figure> figures, String id, Wanted... wanted) {
    List<Curve> curves = new ArrayList<>();
    List<Wording> words = new ArrayList<>();
    for (Wanted one : wanted) {
      context
          .recording
          .host(one.metric())
          .filter(TimelineSection::worthDrawing)
          .ifPresent(
              series -> {
                String label = context.metric(one.metric());
                curves.add(ReportContext.curve(series, label, one.hue()));
                words.add(sentence(context, label, series));
              });
    }
    if (!curves.isEmpty() && context.hasCourse()) {
      ChartSpec.Overlay over =
          new ChartSpec.Overlay(
              List.of(), List.of(), List.of(), Events.of(context, Subject.HOST), List.of());
      figures.add(
          context.figure(
              "time-" + id,
              context.text("figure." + id),
              "",
              words.stream().reduce(context::sentences).map(context::say).orElse(""),
              new Lines(context.frame(), Unit.BYTES, ChartSpec.Size.LOW, true, curves, over)));
    }
  }

  private static boolean worthDrawing(TimeSeries series) {
    boolean swap = series.metric() == Metric.SWAP_USED;
    return series.samples() > 1
        && (!swap || java.util.Arrays.stream(series.maxs()).anyMatch(v -> v > 0));
  }

  private static Wording sentence(ReportContext context, String label, TimeSeries series) {
    return context
        .wording("figure.series.desc")
        .with("name", label)
        .with("start", series.first().value(), Unit.BYTES)
        .with("end", series.last().value(), Unit.BYTES);
  }
}
