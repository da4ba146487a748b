package io.memledger.report.sections;

import io.memledger.report.model.Report.Times;
import io.memledger.report.words.Numbers;
import io.memledger.series.Bytes;
import io.memledger.series.Metric;
import io.memledger.series.Seconds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** What free and vmstat would have printed during the capture, by time. */
final class TimesSection {
  private static final int ROWS = 16;
  private static final List<String> FREE =
      List.of(
          "time",
          "total",
          "used-old",
          "used-new",
          "free",
          "shared",
          "buff-cache",
          "available",
          "swap");
  private static final List<String> VMSTAT =
      List.of(
          "time", "r", "b", "swpd", "free", "buff", "cache", "si", "so", "bi", "bo", "in", "cs",
          "busy", "id", "wa", "scan");

  private final ReportContext context;
  private final Rates rates;
  private final double from;
  private final double to;

  private TimesSection(ReportContext context) {
    this.context = context;
    this.rates = new Rates(context);
    this.from = context.frame().from();
    this.to = context.frame().to();
  }

  /** Null where there are no two readings of meminfo. */
  static Times free(ReportContext context) {
    TimesSection made = new TimesSection(context);
    return made.isWorthwhile() ? made.table("free.caption", FREE, made::freeRow, ROWS) : null;
  }

  /** Null likewise, or where the archive has neither vmstat nor stat. */
  static Times vmstat(ReportContext context) {
    TimesSection made = new TimesSection(context);
    boolean has =
        context.recording.host(Metric.CONTEXT_SWITCHES).isPresent()
            || context.recording.host(Metric.PGSCAN).isPresent();
    return made.isWorthwhile() && has
        ? made.table("vmstat.caption", VMSTAT, made::vmstatRow, ROWS)
        : null;
  }

  private boolean isWorthwhile() {
    return context.recording.host(Metric.MEM_FREE).filter(s -> s.size() > 1).isPresent();
  }

  private Times table(
      String caption, List<String> columns, DoubleFunction<List<String>> row, int most) {
    int blocks = context.recording.host(Metric.MEM_FREE).orElseThrow().size();
    int count = Math.min(most, blocks - 1);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      rows.add(row.apply(from + (to - from) * i / count));
    }
    return new Times(
        context.text(caption),
        columns.stream().map(c -> context.text("column." + c)).toList(),
        columns.stream()
            .skip(1)
            .map(c -> context.text("column." + c + ".note"))
            .distinct()
            .toList(),
        rows);
  }

  private String clock(double time) {
    boolean days = to - from >= Seconds.DAY;
    return days
        ? Numbers.time(context.recording.at(time)).substring(5, 16)
        : Numbers.timeToSecond(context.recording.at(time)).substring(11, 19);
  }

  private List<String> freeRow(double time) {
    double total = rates.level(Metric.MEM_TOTAL, time);
    double free = rates.level(Metric.MEM_FREE, time);
    double available = rates.level(Metric.AVAILABLE, time);
    double cache =
        rates.level(Metric.BUFFERS, time)
            + rates.level(Metric.CACHED, time)
            + orZero(rates.level(Metric.S_RECLAIMABLE, time));
    return List.of(
        clock(time),
        mib(total),
        mib(total - free - cache),
        mib(total - available),
        mib(free),
        mib(rates.level(Metric.SHMEM, time)),
        mib(cache),
        mib(available),
        mib(rates.level(Metric.SWAP_USED, time)));
  }

  /** Rates hold for the stretch that ends at the row's time, as vmstat's do. */
  private List<String> vmstatRow(double time) {
    double step = (to - from) / ROWS;
    double before = Math.max(from, time - step);
    double start = time > from ? before : from;
    double end = time > from ? time : Math.min(to, from + step);
    double page = context.recording.hostFacts().pageSize() / Bytes.KIB;
    double ticks = rates.rate(Metric.CPU_TICKS, start, end);
    double idle = rates.rate(Metric.CPU_IDLE_TICKS, start, end) / ticks;
    double wait = rates.rate(Metric.CPU_IOWAIT_TICKS, start, end) / ticks;
    return List.of(
        clock(time),
        whole(rates.mean(Metric.PROCS_RUNNING, start, end)),
        whole(rates.mean(Metric.PROCS_BLOCKED, start, end)),
        mib(rates.level(Metric.SWAP_USED, time)),
        mib(rates.level(Metric.MEM_FREE, time)),
        mib(rates.level(Metric.BUFFERS, time)),
        mib(rates.level(Metric.CACHED, time) + orZero(rates.level(Metric.S_RECLAIMABLE, time))),
        whole(rates.rate(Metric.PSWPIN, start, end) * page),
        whole(rates.rate(Metric.PSWPOUT, start, end) * page),
        whole(rates.rate(Metric.PGPGIN, start, end)),
        whole(rates.rate(Metric.PGPGOUT, start, end)),
        whole(rates.rate(Metric.INTERRUPTS, start, end)),
        whole(rates.rate(Metric.CONTEXT_SWITCHES, start, end)),
        whole((1 - idle - orZero(wait)) * 100),
        whole(idle * 100),
        whole(wait * 100),
        whole(rates.rate(Metric.PGSCAN, start, end)));
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private static String mib(double bytes) {
    return whole(bytes / Bytes.MIB);
  }

  private static String whole(double value) {
    return Numbers.unknown(value) ? Numbers.UNKNOWN : Numbers.whole(value);
  }
}
