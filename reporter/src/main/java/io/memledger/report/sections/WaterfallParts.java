package io.memledger.report.sections;

import io.memledger.ledger.Ledger;
import io.memledger.report.charts.ChartSpec.Step;
import io.memledger.report.charts.ChartSpec.Waterfall;
import io.memledger.report.charts.Palette;
import io.memledger.report.charts.SvgPath;
import io.memledger.report.model.Report.WaterfallRow;
import io.memledger.report.words.Numbers;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way from available memory at the start to that at the end, line by line: what a line of the
 * ledger takes more is lost to available memory. What free memory and caches hold back (watermarks,
 * half of small caches) is the last step, so that the way ends where the kernel's number is.
 */
public final class WaterfallParts {
  /** Steps smaller than this share of the largest are one step together. */
  private static final double SMALL = 0.01;

  /** The axis begins at zero unless the way keeps above this share of its top. */
  private static final double HIGH = 0.6;

  private static final double MARGIN = 0.25;
  private static final Set<Category> GIVEN_BACK =
      Set.of(Category.FREE, Category.PAGE_CACHE, Category.SLAB_RECLAIMABLE);

  /** A step with the line of the ledger that it stands for; null for others. */
  private record Part(Step step, Ledger.Line line) {}

  private final ReportContext context;
  private final List<Part> parts = new ArrayList<>();

  private WaterfallParts(ReportContext context) {
    this.context = context;
  }

  /** Empty where the archive does not tell what is available. */
  public static Optional<WaterfallParts> of(ReportContext context, Ledger ledger) {
    Optional<TimeSeries> available = context.recording.host(Metric.AVAILABLE);
    if (available.isEmpty() || Double.isNaN(ledger.availableDelta())) {
      return Optional.empty();
    }
    WaterfallParts made = new WaterfallParts(context);
    double end = available.get().last().value();
    made.fill(ledger, end - ledger.availableDelta(), end);
    return Optional.of(made);
  }

  private void fill(Ledger ledger, double start, double end) {
    level("waterfall.start", start);
    List<Ledger.Line> lines = new ArrayList<>(ledger.lines());
    lines.removeIf(line -> GIVEN_BACK.contains(line.category()));
    lines.sort(
        Comparator.comparingDouble((Ledger.Line line) -> Math.abs(line.delta()))
            .reversed()
            .thenComparing(Ledger.Line::category));
    double largest = lines.stream().mapToDouble(l -> Math.abs(l.delta())).max().orElse(0);
    double at = start;
    double rest = 0;
    for (Ledger.Line line : lines) {
      if (Math.abs(line.delta()) >= Math.max(Bytes.KIB, SMALL * largest)) {
        String label = context.text("category." + line.category().id());
        at = step(label, Palette.of(line.category()), at, -line.delta(), line);
      } else {
        rest -= line.delta();
      }
    }
    if (Math.abs(rest) >= Bytes.KIB) {
      at = step(context.text("waterfall.rest"), Palette.OTHER_KERNEL, at, rest, null);
    }
    if (Math.abs(end - at) >= Bytes.KIB) {
      step(context.text("waterfall.held"), Palette.FREE, at, end - at, null);
    }
    level("waterfall.end", end);
  }

  private void level(String key, double value) {
    parts.add(
        new Part(
            new Step(
                context.text(key), 0, value, Numbers.bytes(value), Palette.SLAB_RECLAIMABLE, true),
            null));
  }

  private double step(String label, Palette hue, double from, double change, Ledger.Line line) {
    double to = from + change;
    parts.add(
        new Part(
            new Step(label, from, to, context.amounts().signed(change, Unit.BYTES), hue, false),
            line));
    return to;
  }

  public Waterfall chart() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Part part : parts) {
      low = Math.min(low, part.step().level() ? part.step().to() : least(part.step()));
      high = Math.max(high, Math.max(part.step().from(), part.step().to()));
    }
    double from = low > HIGH * high ? Math.max(0, low - MARGIN * (high - low)) : Math.min(0, low);
    double to = high > from ? high : from + 1;
    List<Step> steps = new ArrayList<>();
    for (Part part : parts) {
      Step s = part.step();
      steps.add(s.level() ? new Step(s.label(), from, s.to(), s.text(), s.hue(), true) : s);
    }
    return new Waterfall(from, to, steps);
  }

  private static double least(Step step) {
    return Math.min(step.from(), step.to());
  }

  /** The same as rows of text; positions in thousandths of the width. */
  List<WaterfallRow> rows(double unit) {
    Waterfall chart = chart();
    double width = chart.high() - chart.low();
    List<WaterfallRow> rows = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Step s = chart.steps().get(i);
      double x = (least(s) - chart.low()) / width * 1000;
      double wide = Math.max(2, Math.abs(s.to() - s.from()) / width * 1000);
      Ledger.Line line = parts.get(i).line();
      rows.add(
          new WaterfallRow(
              s.hue().id(),
              s.label(),
              s.text(),
              SvgPath.number(Math.min(x, 998)),
              SvgPath.number(wide),
              s.level(),
              line == null ? List.of() : LedgerSection.members(context, line, unit)));
    }
    return rows;
  }
}
