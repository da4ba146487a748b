package io.memledger.report.sections;

import io.memledger.report.model.Report.Fact;
import io.memledger.report.model.Report.Question;
import io.memledger.report.words.Numbers;
import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What people take for a leak and is none, with this machine's own numbers. */
final class QuestionsSection {
  /** Address space is worth a word where it is so many times what is resident. */
  private static final double MUCH_MORE = 4;

  private final ReportContext context;
  private final List<Question> questions = new ArrayList<>();

  private QuestionsSection(ReportContext context) {
    this.context = context;
  }

  static List<Question> build(ReportContext context) {
    QuestionsSection made = new QuestionsSection(context);
    made.free();
    made.used();
    made.given("cache", Metric.LEDGER_PAGE_CACHE);
    made.given("slab", Metric.S_RECLAIMABLE);
    made.address();
    made.shared();
    made.given("hugepages", Metric.LEDGER_HUGETLB);
    made.swap();
    return made.questions;
  }

  private void free() {
    double free = last(Metric.MEM_FREE);
    double available = last(Metric.AVAILABLE);
    if (free < available) {
      ask(
          "free",
          context.wording("question.free").with("free", free, Unit.BYTES),
          context.wording("answer.free").with("available", available, Unit.BYTES),
          List.of(
              context.fact("metric.MEM_FREE", Numbers.bytes(free)),
              context.fact("metric.AVAILABLE", Numbers.bytes(available))));
    }
  }

  private void used() {
    double total = last(Metric.MEM_TOTAL);
    double older =
        total
            - last(Metric.MEM_FREE)
            - last(Metric.BUFFERS)
            - last(Metric.CACHED)
            - last(Metric.S_RECLAIMABLE);
    double newer = total - last(Metric.AVAILABLE);
    if (Numbers.unknown(older) || Numbers.unknown(newer)) {
      return;
    }
    ask(
        "used",
        context.wording("question.used"),
        context.wording("answer.used"),
        List.of(
            context.fact("used.old", Numbers.bytes(older), context.text("used.old.note")),
            context.fact("used.new", Numbers.bytes(newer), context.text("used.new.note"))));
  }

  /** Memory that can be had back, or that was set aside: the size at both ends. */
  private void given(String id, Metric metric) {
    Optional<TimeSeries> series = context.recording.host(metric);
    if (series.isEmpty() || !(series.get().last().value() > 0)) {
      return;
    }
    double start = series.get().first().value();
    double end = series.get().last().value();
    ask(
        id,
        context.wording("question." + id).with("size", end, Unit.BYTES),
        context.wording("answer." + id),
        List.of(
            context.fact("ledger.start", Numbers.bytes(start)),
            context.fact("ledger.end", Numbers.bytes(end)),
            context.fact("ledger.delta", context.amounts().signed(end - start, Unit.BYTES))));
  }

  private void address() {
    Optional<TimeSeries> largest =
        context.recording.all(Metric.PROC_VSIZE, Subject.Kind.PROCESS).stream()
            .filter(s -> s.last().value() > MUCH_MORE * resident(s.subject()))
            .max(
                Comparator.comparingDouble((TimeSeries s) -> s.last().value())
                    .thenComparing(TimeSeries::subject));
    largest.ifPresent(
        s ->
            ask(
                "address",
                context
                    .wording("question.address")
                    .with("name", context.subject(s.subject()))
                    .with("size", s.last().value(), Unit.BYTES),
                context.wording("answer.address"),
                List.of(
                    context.fact("metric.PROC_VSIZE", Numbers.bytes(s.last().value())),
                    context.fact("metric.PROC_RSS", Numbers.bytes(resident(s.subject()))))));
  }

  private double resident(Subject process) {
    return context
        .recording
        .series(Metric.PROC_RSS, process)
        .map(s -> s.last().value())
        .orElse(Double.NaN);
  }

  /** Pages that several processes share are counted in each of them. */
  private void shared() {
    double sum = last(Metric.PROC_RSS_SUM);
    double total = last(Metric.MEM_TOTAL);
    double anonymous = last(Metric.LEDGER_ANONYMOUS);
    if (sum > anonymous && total > 0) {
      ask(
          "shared",
          context.wording("question.shared").with("size", sum, Unit.BYTES),
          context.wording("answer.shared"),
          List.of(
              context.fact("metric.PROC_RSS_SUM", Numbers.bytes(sum)),
              context.fact("category.anonymous", Numbers.bytes(anonymous))));
    }
  }

  private void swap() {
    double used = last(Metric.SWAP_USED);
    if (used > 0) {
      double span = context.recording.span();
      Optional<TimeSeries> in = context.recording.host(Metric.PSWPIN);
      List<Fact> facts = new ArrayList<>();
      facts.add(context.fact("metric.SWAP_USED", Numbers.bytes(used)));
      if (in.isPresent() && span > 0) {
        facts.add(
            context.fact(
                "metric.PSWPIN",
                context.amounts().quantity(in.get().change() / span, Unit.PAGES_PER_SECOND)));
      }
      ask(
          "swap",
          context.wording("question.swap").with("size", used, Unit.BYTES),
          context.wording("answer.swap"),
          facts);
    }
  }

  private void ask(String id, Wording question, Wording answer, List<Fact> facts) {
    questions.add(new Question("q-" + id, context.say(question), context.say(answer), facts));
  }

  private double last(Metric metric) {
    return context.recording.host(metric).map(s -> s.last().value()).orElse(Double.NaN);
  }
}
