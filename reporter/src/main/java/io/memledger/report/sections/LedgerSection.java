package io.memledger.report.sections;

import io.memledger.ledger.Ledger;
import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.model.Report.LedgerPart;
import io.memledger.report.model.Report.LedgerRow;
import io.memledger.report.model.Report.MemberRow;
import io.memledger.report.words.Numbers;
import io.memledger.report.words.Rounding;
import io.memledger.rule.Wording;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The balance of memory at both ends: a table whose columns sum, the changes, the course. */
final class LedgerSection {
  /** From this much memory on, mebibytes are fine enough. */
  private static final double LARGE = 4 * Bytes.GIB;

  /** Bottom to top: what stays taken below, what can be had back above, free on top. */
  static final List<Category> STACKED =
      List.of(
          Category.NOT_ITEMISED,
          Category.UNACCOUNTED,
          Category.OTHER_KERNEL,
          Category.PERCPU,
          Category.VMALLOC,
          Category.KERNEL_STACK,
          Category.PAGE_TABLES,
          Category.SLAB_UNRECLAIMABLE,
          Category.ZRAM_ZSWAP,
          Category.HUGETLB,
          Category.SHMEM,
          Category.ANONYMOUS,
          Category.SLAB_RECLAIMABLE,
          Category.PAGE_CACHE,
          Category.FREE);

  private LedgerSection() {}

  static LedgerPart build(ReportContext context) {
    Ledger ledger = context.analysis.ledger();
    if (ledger == null) {
      return null;
    }
    double[] starts = ledger.lines().stream().mapToDouble(Ledger.Line::start).toArray();
    double[] ends = ledger.lines().stream().mapToDouble(Ledger.Line::end).toArray();
    double total = sum(ends);
    double unit = total >= LARGE ? Bytes.MIB : Bytes.KIB;
    long[] from = Rounding.keepingSum(starts, unit);
    long[] to = Rounding.keepingSum(ends, unit);
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      rows.add(row(context, ledger.lines().get(i), from[i], to[i], unit, isOneLook(ledger)));
    }
    double small = unit;
    Optional<WaterfallParts> waterfall =
        isOneLook(ledger) ? Optional.empty() : WaterfallParts.of(context, ledger);
    long start = java.util.Arrays.stream(from).sum();
    long end = java.util.Arrays.stream(to).sum();
    return new LedgerPart(
        context.window(ledger.startTime(), ledger.endTime()),
        unit == Bytes.MIB ? "MiB" : "KiB",
        summary(context, ledger),
        rows,
        new LedgerRow(
            "",
            context.text("ledger.total"),
            isOneLook(ledger) ? "" : Numbers.whole(start),
            Numbers.whole(end),
            isOneLook(ledger) ? "" : Numbers.signedWhole(end - start),
            List.of()),
        ledger.notes().stream().map(context::named).toList(),
        waterfall.map(w -> figure(context, w)).orElse(null),
        context.hasCourse() ? stack(context).orElse(null) : null,
        waterfall.map(w -> w.rows(small)).orElse(List.of()));
  }

  /** Then nothing is known of a change: the columns of start and change are empty. */
  private static boolean isOneLook(Ledger ledger) {
    return ledger.startTime() == ledger.endTime();
  }

  private static double sum(double[] values) {
    return java.util.Arrays.stream(values).sum();
  }

  private static String summary(ReportContext context, Ledger ledger) {
    if (isOneLook(ledger)) {
      return context.text("ledger.single");
    }
    if (Double.isNaN(ledger.availableDelta())) {
      return context.text("ledger.available-unknown");
    }
    boolean fell = ledger.availableDelta() < 0;
    Wording change =
        context
            .wording(fell ? "ledger.fell" : "ledger.rose")
            .with("delta", Math.abs(ledger.availableDelta()), Unit.BYTES);
    if (Double.isNaN(ledger.explainedShare())) {
      return context.say(change);
    }
    Wording explained =
        context.wording("ledger.explained").with("share", ledger.explainedShare(), Unit.RATIO);
    return context.say(context.sentences(change, explained));
  }

  private static LedgerRow row(
      ReportContext context, Ledger.Line line, long start, long end, double unit, boolean one) {
    return new LedgerRow(
        line.category().id(),
        context.text("category." + line.category().id()),
        one ? "" : Numbers.whole(start),
        Numbers.whole(end),
        one ? "" : Numbers.signedWhole(end - start),
        one ? List.of() : members(context, line, unit));
  }

  /** Who holds a line, and what none of them explains. */
  static List<MemberRow> members(ReportContext context, Ledger.Line line, double unit) {
    List<MemberRow> members = new ArrayList<>();
    for (Ledger.Member member : line.members()) {
      if (Math.abs(member.delta()) < unit / 2) {
        continue;
      }
      members.add(
          new MemberRow(
              context.subject(member.subject()),
              Numbers.whole(member.start() / unit),
              Numbers.whole(member.end() / unit),
              Numbers.signedWhole(member.delta() / unit)));
    }
    if (!members.isEmpty() && Math.abs(line.unexplained()) >= unit) {
      members.add(
          new MemberRow(
              context.text("ledger.others"),
              "",
              "",
              Numbers.signedWhole(line.unexplained() / unit)));
    }
    return members;
  }

  private static Figure figure(ReportContext context, WaterfallParts waterfall) {
    ChartSpec.Waterfall chart = waterfall.chart();
    List<ChartSpec.Step> steps = chart.steps();
    boolean cut = chart.low() > 0;
    String caption =
        cut
            ? context.say(
                context.wording("figure.waterfall.cut").with("low", chart.low(), Unit.BYTES))
            : context.text("figure.waterfall.caption");
    return context.figure(
        "ledger-waterfall",
        context.text("figure.waterfall"),
        caption,
        context.say(
            context
                .wording("figure.waterfall.desc")
                .with("start", steps.get(0).to(), Unit.BYTES)
                .with("end", steps.get(steps.size() - 1).to(), Unit.BYTES)
                .with("most", steps.get(1).label())
                .with("change", steps.get(1).text())),
        chart);
  }

  private static Optional<Figure> stack(ReportContext context) {
    List<Curve> layers = new ArrayList<>();
    for (Category category : STACKED) {
      Optional<TimeSeries> series =
          context.recording.host(Metric.ofLine(category)).filter(s -> s.samples() > 1);
      series.ifPresent(
          s ->
              layers.add(
                  ReportContext.curve(
                      s, context.text("category." + category.id()), Palette.of(category))));
    }
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        context.figure(
            "ledger-stack",
            context.text("figure.stack"),
            context.text("figure.stack.caption"),
            context.text("figure.stack.desc"),
            new ChartSpec.Stack(context.frame(), layers)));
  }
}
