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

  static List<Figure> build(ReportContext draft) {
    List<Figure> figures = new ArrayList<>();
    add(
        draft,
        figures,
        "memory",
        new Wanted(Metric.MEM_FREE, Palette.MUTED),
        new Wanted(Metric.AVAILABLE, Palette.SLAB_RECLAIMABLE),
        new Wanted(Metric.USED, Palette.ANONYMOUS));
    add(
        draft,
        figures,
        "kinds",
        new Wanted(Metric.SHMEM, Palette.SHMEM),
        new Wanted(Metric.LEDGER_PAGE_CACHE, Palette.SLAB_RECLAIMABLE),
        new Wanted(Metric.LEDGER_ANONYMOUS, Palette.ANONYMOUS));
    add(
        draft,
        figures,
        "kernel",
        new Wanted(Metric.S_RECLAIMABLE, Palette.SLAB_RECLAIMABLE),
        new Wanted(Metric.S_UNRECLAIM, Palette.SLAB_UNRECLAIMABLE),
        new Wanted(Metric.PAGE_TABLES, Palette.KERNEL_STACK),
        new Wanted(Metric.LEDGER_UNACCOUNTED, Palette.UNACCOUNTED));
    add(draft, figures, "swap", new Wanted(Metric.SWAP_USED, Palette.VMALLOC));
    return figures;
  }

  private static void add(ReportContext draft, List<Figure> figures, String id, Wanted... wanted) {
    List<Curve> curves = new ArrayList<>();
    List<Wording> words = new ArrayList<>();
    for (Wanted one : wanted) {
      draft
          .recording
          .host(one.metric())
          .filter(TimelineSection::worthDrawing)
          .ifPresent(
              series -> {
                String label = draft.metric(one.metric());
                curves.add(ReportContext.curve(series, label, one.hue()));
                words.add(sentence(draft, label, series));
              });
    }
    if (!curves.isEmpty()) {
      ChartSpec.Overlay over =
          new ChartSpec.Overlay(
              List.of(), List.of(), List.of(), Events.of(draft, Subject.HOST), List.of());
      figures.add(
          draft.figure(
              "time-" + id,
              draft.text("figure." + id),
              "",
              words.stream().reduce(draft::sentences).map(draft::say).orElse(""),
              new Lines(draft.frame(), Unit.BYTES, ChartSpec.Size.LOW, true, curves, over)));
    }
  }

  private static boolean worthDrawing(TimeSeries series) {
    return series.metric() != Metric.SWAP_USED
        || java.util.Arrays.stream(series.maxs()).anyMatch(v -> v > 0);
  }

  private static Wording sentence(ReportContext draft, String label, TimeSeries series) {
    return draft
        .wording("figure.series.desc")
        .with("name", label)
        .with("start", series.first().value(), Unit.BYTES)
        .with("end", series.last().value(), Unit.BYTES);
  }
}
