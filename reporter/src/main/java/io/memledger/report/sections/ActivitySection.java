package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.ChartSpec.Overlay;
import io.memledger.report.charts.ChartSpec.Size;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Wording;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of vmstat as small charts over time. */
final class ActivitySection {

  private final ReportContext context;
  private final List<Figure> figures = new ArrayList<>();

  private ActivitySection(ReportContext context) {
    this.context = context;
  }

  static List<Figure> build(ReportContext context) {
    ActivitySection made = new ActivitySection(context);
    double page = context.recording.hostFacts().pageSize();
    made.add("scan", Unit.PAGES_PER_SECOND, Metric.PGSCAN, 1);
    made.add("si", Unit.BYTES, Metric.PSWPIN, page);
    made.add("so", Unit.BYTES, Metric.PSWPOUT, page);
    made.add("bi", Unit.BYTES, Metric.PGPGIN, Bytes.KIB);
    made.add("bo", Unit.BYTES, Metric.PGPGOUT, Bytes.KIB);
    made.add("r", Unit.COUNT, Metric.PROCS_RUNNING, 1);
    made.add("b", Unit.COUNT, Metric.PROCS_BLOCKED, 1);
    made.add("in", Unit.COUNT_PER_SECOND, Metric.INTERRUPTS, 1);
    made.add("cs", Unit.COUNT_PER_SECOND, Metric.CONTEXT_SWITCHES, 1);
    return made.figures;
  }

  private void add(String id, Unit unit, Metric metric, double scale) {
    Optional<TimeSeries> series = context.recording.host(metric).filter(s -> s.size() > 2);
    if (series.isEmpty()) {
      return;
    }
    String name = context.text("activity." + id);
    Curve curve = metric.isCounter() ? rate(series.get(), name, scale) : level(series.get(), name);
    double most = Arrays.stream(curve.values()).max().orElse(0);
    if (!(most > 0)) {
      return;
    }
    String amount = unit == Unit.BYTES ? perSecond(most) : context.amounts().quantity(most, unit);
    figures.add(
        context.figure(
            "act-" + id,
            name,
            context.say(context.wording("activity.most").with("most", amount)),
            context.say(context.wording("activity.desc").with("name", name).with("most", amount)),
            new Lines(context.frame(), unit, Size.SMALL, true, List.of(curve), Overlay.NONE)));
  }

  private String perSecond(double bytes) {
    return context.say(Wording.of("number.per.second").with("amount", Numbers.bytes(bytes)));
  }

  private static Curve level(TimeSeries series, String name) {
    return ReportContext.curve(series, name, Palette.MUTED);
  }

  /** Differences of neighbouring blocks; where the counter fell, nothing is known. */
  private static Curve rate(TimeSeries series, String name, double scale) {
    int size = series.size() - 1;
    double[] times = new double[size];
    double[] values = new double[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      double span = series.time(i + 1) - series.time(i);
      double change = series.mean(i + 1) - series.mean(i);
      if (span > 0 && change >= 0) {
        times[count] = (series.time(i) + series.time(i + 1)) / 2;
        values[count++] = change / span * scale;
      }
    }
    return new Curve(
        name, Palette.MUTED, Arrays.copyOf(times, count), Arrays.copyOf(values, count), null, null);
  }
}
