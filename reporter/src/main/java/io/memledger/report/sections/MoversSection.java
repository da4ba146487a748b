package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Overlay;
import io.memledger.report.charts.ChartSpec.Size;
import io.memledger.report.charts.Downsampling;
import io.memledger.report.charts.Palette;
import io.memledger.report.charts.SvgPath;
import io.memledger.report.model.Report.Amount;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.model.Report.MoverRow;
import io.memledger.report.model.Report.Movers;
import io.memledger.report.words.Numbers;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Processes, slab caches and cgroups: the largest growers, the largest, and all in a table. */
final class MoversSection {
  /** Small charts of each sort. */
  private static final int CHARTS = 6;

  /** Growth below this share of the largest is not worth a chart. */
  private static final double SMALL = 0.005;

  /** Rows of a table; the CSV files hold all. */
  static final int ROWS = 150;

  private static final int SPARK_POINTS = 40;

  private MoversSection() {}

  static List<Movers> build(ReportContext context) {
    List<Movers> all = new ArrayList<>();
    add(context, all, "processes", Metric.PROC_RSS, Subject.Kind.PROCESS, Palette.ANONYMOUS);
    add(
        context,
        all,
        "caches",
        Metric.SLAB_BYTES,
        Subject.Kind.SLAB_CACHE,
        Palette.SLAB_UNRECLAIMABLE);
    add(context, all, "cgroups", Metric.CG_CURRENT, Subject.Kind.CGROUP, Palette.SHMEM);
    return all;
  }

  private static void add(
      ReportContext context,
      List<Movers> all,
      String id,
      Metric metric,
      Subject.Kind kind,
      Palette hue) {
    List<TimeSeries> series = new ArrayList<>(context.recording.all(metric, kind));
    if (series.isEmpty()) {
      return;
    }
    int count = series.size();
    series.sort(
        Comparator.comparingDouble(TimeSeries::change)
            .reversed()
            .thenComparing(TimeSeries::subject));
    double visible = Math.max(1, SMALL * series.get(0).change());
    List<TimeSeries> growing =
        series.stream().filter(s -> s.change() >= visible && s.size() > 1).limit(CHARTS).toList();
    List<TimeSeries> bySize = new ArrayList<>(series);
    bySize.sort(
        Comparator.comparingDouble((TimeSeries s) -> s.last().value())
            .reversed()
            .thenComparing(TimeSeries::subject));
    List<TimeSeries> large =
        bySize.stream()
            .filter(s -> !growing.contains(s) && s.last().value() > 0 && s.size() > 1)
            .limit(CHARTS)
            .toList();
    List<TimeSeries> shown = shown(series, bySize);
    all.add(
        new Movers(
            id,
            context.text("movers." + id),
            context.say(context.wording("movers." + id + ".lead").with("count", count, Unit.COUNT)),
            figures(context, id + "-g", growing, hue),
            figures(context, id + "-s", large, hue),
            shown.stream().map(s -> row(context, s)).toList(),
            shown.size() == count
                ? ""
                : context.say(
                    context.wording("movers.more").with("count", count - shown.size(), Unit.COUNT)),
            context.hasCourse()));
  }

  /** Half of the table for the growers, half for the largest. */
  private static List<TimeSeries> shown(List<TimeSeries> byGrowth, List<TimeSeries> bySize) {
    if (byGrowth.size() <= ROWS) {
      return byGrowth;
    }
    java.util.LinkedHashSet<TimeSeries> shown = new java.util.LinkedHashSet<>();
    shown.addAll(byGrowth.subList(0, ROWS / 2));
    for (TimeSeries one : bySize) {
      if (shown.size() == ROWS) {
        break;
      }
      shown.add(one);
    }
    return byGrowth.stream().filter(shown::contains).toList();
  }

  private static List<Figure> figures(
      ReportContext context, String id, List<TimeSeries> series, Palette hue) {
    List<Figure> figures = new ArrayList<>();
    for (TimeSeries one : context.hasCourse() ? series : List.<TimeSeries>of()) {
      String name = context.subject(one.subject());
      figures.add(
          context.figure(
              id + (figures.size() + 1),
              name,
              Numbers.bytes(one.last().value())
                  + "  "
                  + context.amounts().signed(one.change(), Unit.BYTES),
              context.say(
                  context
                      .wording("figure.series.desc")
                      .with("name", name)
                      .with("start", one.first().value(), Unit.BYTES)
                      .with("end", one.last().value(), Unit.BYTES)),
              new Lines(
                  context.frame(),
                  Unit.BYTES,
                  Size.SMALL,
                  true,
                  List.of(ReportContext.curve(one, name, hue)),
                  Overlay.NONE)));
    }
    return figures;
  }

  private static MoverRow row(ReportContext context, TimeSeries series) {
    return new MoverRow(
        context.subject(series.subject()),
        amount(series.first().value()),
        amount(series.last().value()),
        new Amount(context.amounts().signed(series.change(), Unit.BYTES), sort(series.change())),
        amount(Arrays.stream(series.maxs()).max().orElse(Double.NaN)),
        spark(context, series));
  }

  private static Amount amount(double bytes) {
    return new Amount(Numbers.bytes(bytes), sort(bytes));
  }

  private static String sort(double value) {
    return Numbers.unknown(value) ? "" : String.format(Locale.ROOT, "%.0f", value);
  }

  /** From zero to the most, over the whole time axis, 80 by 18. */
  private static String spark(ReportContext context, TimeSeries series) {
    ChartSpec.Frame frame = context.frame();
    ChartSpec.Curve curve =
        Downsampling.of(ReportContext.curve(series, "", Palette.INK), SPARK_POINTS);
    double top = Arrays.stream(curve.values()).max().orElse(0);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < curve.times().length; i++) {
      double x = (curve.times()[i] - frame.from()) / (frame.to() - frame.from()) * 78 + 1;
      double y = 17 - (top > 0 ? curve.values()[i] / top * 16 : 0);
      path.append(i == 0 ? "M" : i == 1 ? "L" : " ");
      path.append(Math.round(x)).append(' ').append(SvgPath.number(y));
    }
    return path.toString();
  }
}
