package io.memledger.report.sections;

import io.memledger.report.charts.ChartSpec;
import io.memledger.report.charts.ChartSpec.Curve;
import io.memledger.report.charts.ChartSpec.Lines;
import io.memledger.report.charts.Palette;
import io.memledger.report.model.Report.Figure;
import io.memledger.report.model.Report.KmemPart;
import io.memledger.report.model.Report.KmemRow;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Wording;
import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.KmemFlow.Kind;
import io.memledger.series.Metric;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flow of the kernel's allocations by call site, where the capture has traced them. */
final class KmemSection {
  private static final int MOST_ROWS = 15;

  private KmemSection() {}

  /** Null without a trace. */
  static KmemPart build(ReportContext context) {
    Optional<KmemFlow> traced = context.recording.kmem();
    if (traced.isEmpty()) {
      return null;
    }
    KmemFlow flow = traced.get();
    List<KmemRow> rows = new ArrayList<>();
    for (CallSite site : flow.sites().subList(0, Math.min(MOST_ROWS, flow.sites().size()))) {
      rows.add(row(context, flow, site));
    }
    return new KmemPart(lead(context, flow), figure(context, flow), rows);
  }

  private static String lead(ReportContext context, KmemFlow flow) {
    Wording lead =
        context
            .wording(flow.lost() > 0 ? "kmem.lead.lost" : "kmem.lead")
            .with("events", flow.events(), Unit.COUNT)
            .with("span", flow.span(), Unit.SECONDS)
            .with("judged", flow.judged(), Unit.SECONDS)
            .with("lost", flow.lost(), Unit.COUNT)
            .with("allocated", flow.total().allocatedBytes(), Unit.BYTES)
            .with("left", flow.total().outstandingBytes(), Unit.BYTES);
    return context.say(lead);
  }

  private static KmemRow row(ReportContext context, KmemFlow flow, CallSite site) {
    String each = Numbers.bytes(site.bytesEach());
    String what =
        site.kind() == Kind.PAGES
            ? context.text("kmem.pages")
            : site.kind() == Kind.KMALLOC ? "kmalloc" : ReportContext.name(site.cache());
    return new KmemRow(
        ReportContext.name(site.name()),
        what + ", " + each,
        Numbers.bytes(site.allocatedBytes()),
        Numbers.bytes(site.freedBytes()),
        Numbers.bytes(site.outstandingBytes()),
        Numbers.count(site.outstanding()),
        context.amounts().rate(flow.rate(site) * Seconds.HOUR, Unit.BYTES),
        ages(site));
  }

  /** Shares of what is outstanding, from the oldest quarter of the stretch to the youngest. */
  private static String ages(CallSite site) {
    if (site.outstandingBytes() == 0) {
      return Numbers.UNKNOWN;
    }
    List<String> shares = new ArrayList<>();
    for (double quarter : site.quarters()) {
      shares.add(Numbers.whole(100 * quarter / site.outstandingBytes()));
    }
    return String.join(" / ", shares);
  }

  /** What the call site that left most took and gave; null if no call site is known. */
  private static Figure figure(ReportContext context, KmemFlow flow) {
    Optional<CallSite> most =
        flow.sites().stream().filter(s -> s.named() && s.outstanding() > 0).findFirst();
    if (most.isEmpty()) {
      return null;
    }
    Subject subject = Subject.named(Subject.Kind.CALL_SITE, most.get().name());
    List<Curve> curves = new ArrayList<>();
    add(context, curves, Metric.KMEM_ALLOCATED, subject, Palette.ANONYMOUS);
    add(context, curves, Metric.KMEM_FREED, subject, Palette.SLAB_RECLAIMABLE);
    add(context, curves, Metric.KMEM_OUTSTANDING, subject, Palette.SLAB_UNRECLAIMABLE);
    if (curves.isEmpty()) {
      return null;
    }
    double from = Double.isNaN(flow.from()) ? 0 : flow.from();
    return context.figure(
        "kmem",
        context.say(context.wording("figure.kmem").with("name", most.get().name())),
        "",
        context.say(
            context
                .wording("figure.kmem.desc")
                .with("name", most.get().name())
                .with("allocated", most.get().allocatedBytes(), Unit.BYTES)
                .with("freed", most.get().freedBytes(), Unit.BYTES)),
        new Lines(
            context.frame(from, from + Math.max(1, flow.judged())),
            Unit.BYTES,
            ChartSpec.Size.LOW,
            true,
            curves,
            ChartSpec.Overlay.NONE));
  }

  private static void add(
      ReportContext context, List<Curve> curves, Metric metric, Subject subject, Palette hue) {
    Optional<TimeSeries> series = context.recording.series(metric, subject);
    series.ifPresent(s -> curves.add(ReportContext.curve(s, context.metric(metric), hue)));
  }
}
