package io.memledger.rules.host;

import io.memledger.ledger.Ledger;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.NextStep;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.AvailableMemory;
import io.memledger.rules.findings.Findings;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A few snapshots prove no trend, but they do tell where memory went between them: what a support
 * desk gets by "cat /proc/meminfo" now and an hour later.
 */
public final class SnapshotDifference implements Rule {
  private static final String ID = "snapshot-difference";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/meminfo", List.of());

  /** Bytes: less comes and goes with every program that starts. */
  private static final double LEAST = 4 * Bytes.MIB;

  /** Share of MemTotal that must be missing: as for the whole host over half an hour. */
  private static final double SHARE = 0.005;

  /** Available memory that fell by less than this share of free memory's fall went to caches. */
  private static final double STEADY = 0.25;

  /** A line that grew by less than this share of the fall is not where memory went. */
  private static final double MAIN = 0.25;

  /** Of a growth: what is left is no more than its other parts. */
  private static final double MOST = 0.75;

  /**
   * Counters that are a line by themselves, for files too incomplete for a balance. VmallocUsed is
   * not: it meant address space before 4.4.
   */
  private static final Map<Category, Metric> COUNTERS = new EnumMap<>(Category.class);

  static {
    COUNTERS.put(Category.ANONYMOUS, Metric.ANON_PAGES);
    COUNTERS.put(Category.SHMEM, Metric.SHMEM);
    COUNTERS.put(Category.SLAB_RECLAIMABLE, Metric.S_RECLAIMABLE);
    COUNTERS.put(Category.SLAB_UNRECLAIMABLE, Metric.S_UNRECLAIM);
    COUNTERS.put(Category.KERNEL_STACK, Metric.KERNEL_STACK);
    COUNTERS.put(Category.PAGE_TABLES, Metric.PAGE_TABLES);
    COUNTERS.put(Category.PERCPU, Metric.PERCPU);
  }

  /** What may stand in a file without MemTotal or MemFree. */
  private static final List<Metric> ALONE = new ArrayList<>(COUNTERS.values());

  static {
    ALONE.add(Metric.MEM_AVAILABLE);
  }

  /** What a line took (bytes, negative where it gave back). */
  private record Change(Category line, double growth) {}

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    if (!MinimumCapture.tooShort(input.recording())) {
      return List.of(Findings.still(INFO, input));
    }
    List<Change> changes = changes(input);
    // What the cache of ZFS would give back is available as well.
    double fall = fall(input) - ArcChange.yields(input.recording());
    double matters = matters(input.recording());
    FindingBuilder builder =
        Double.isNaN(fall) ? byLines(input, changes, matters) : byFall(input, changes, fall);
    double listed = Double.isNaN(fall) ? LEAST : Math.max(Shares.LISTED * fall, LEAST);
    for (Change change : changes) {
      if (Math.abs(change.growth()) >= listed) {
        String name = change.line().id() + "-change";
        builder.evidence(name, change.growth(), Unit.BYTES, INFO.source());
      }
    }
    return List.of(builder.build());
  }

  private static FindingBuilder byFall(RuleInput input, List<Change> changes, double fall) {
    Recording recording = input.recording();
    double matters = matters(recording);
    double freeFall = -change(recording, Metric.MEM_FREE);
    Optional<Change> top = top(changes);
    FindingBuilder builder;
    if (freeFall >= matters && fall <= STEADY * freeFall) {
      builder = cached(input, changes, freeFall, fall);
    } else if (fall < matters) {
      builder = say(input, Status.CLEARED, "held", w -> w.with("change", -fall, Unit.BYTES));
    } else if (top.isPresent() && top.get().growth() >= MAIN * fall) {
      builder =
          say(
              input,
              Status.NOTICE,
              ArcChange.of(recording).isPresent() ? "notice.arc" : "notice",
              w ->
                  w.with("fall", fall, Unit.BYTES)
                      .with("line", line(input, top.get()))
                      .with("growth", top.get().growth(), Unit.BYTES));
      went(builder, input, top.get()).share(Math.min(1, top.get().growth() / fall));
    } else {
      builder = say(input, Status.NOTICE, "nowhere", w -> w.with("fall", fall, Unit.BYTES));
      step(builder);
    }
    double own = -fall - ArcChange.yields(recording);
    return builder.evidence(AvailableMemory.evidence(recording, "change", own));
  }

  /** Without available memory a line that grew is all that can be told. */
  private static FindingBuilder byLines(RuleInput input, List<Change> changes, double matters) {
    Optional<Change> top = top(changes);
    if (top.isEmpty()) {
      return say(input, Status.CLEARED, "nothing", w -> w);
    }
    Change most = top.get();
    // Where free memory fell by far more, it went elsewhere: into caches, as a rule.
    double freeFall = -change(input.recording(), Metric.MEM_FREE);
    if (most.growth() < matters || most.growth() < MAIN * freeFall) {
      return say(input, Status.CLEARED, "small", w -> w.with("growth", most.growth(), Unit.BYTES));
    }
    FindingBuilder builder =
        say(
            input,
            Status.NOTICE,
            "line",
            w -> w.with("line", line(input, most)).with("growth", most.growth(), Unit.BYTES));
    return went(builder, input, most);
  }

  private static FindingBuilder cached(
      RuleInput input, List<Change> changes, double freeFall, double fall) {
    double cache = 0;
    Change most = new Change(Category.PAGE_CACHE, 0);
    for (Change change : changes) {
      if (!Findings.isLoss(change.line()) && change.line() != Category.FREE) {
        cache += change.growth();
        most = change.growth() > most.growth() ? change : most;
      }
    }
    double taken = cache;
    return say(
            input,
            Status.CLEARED,
            "cleared",
            w ->
                w.with("free", freeFall, Unit.BYTES)
                    .with("cache", taken, Unit.BYTES)
                    .with("change", -fall, Unit.BYTES))
        .category(most.line())
        .evidence("MemFree-change", -freeFall, Unit.BYTES, INFO.source());
  }

  private static FindingBuilder went(FindingBuilder builder, RuleInput input, Change top) {
    builder.category(top.line()).growth(top.growth());
    if (input.ledger() != null) {
      List<Ledger.Member> members =
          input.ledger().line(top.line()).map(Ledger.Line::members).orElse(List.of());
      for (Ledger.Member member : members) {
        String name = member.subject().name() + ": growth";
        builder.evidence(name, member.delta(), Unit.BYTES, INFO.source());
      }
    }
    return step(builder);
  }

  private static FindingBuilder step(FindingBuilder builder) {
    return builder.step(NextStep.CAPTURE);
  }

  private static FindingBuilder say(
      RuleInput input, Status status, String how, java.util.function.UnaryOperator<Wording> fill) {
    Recording recording = input.recording();
    Wording headline =
        Wording.of(ID + ".headline." + how)
            .with("samples", samples(recording), Unit.COUNT)
            .with("span", span(recording), Unit.SECONDS);
    FindingBuilder builder = Findings.about(INFO, input, status, fill.apply(headline));
    ArcChange.of(recording).ifPresent(arc -> arc.tell(builder, ID));
    return status == Status.NOTICE ? builder.leading() : builder;
  }

  /** What is on no list of pages of programs and files is the kernel's, itemised or not. */
  private static Wording line(RuleInput input, Change change) {
    double kernel =
        input.recording().host(Metric.OFF_LISTS).map(TimeSeries::change).orElse(Double.NaN);
    boolean kernels = change.line() == Category.NOT_ITEMISED && kernel >= MOST * change.growth();
    return Wording.of(ID + ".line." + (kernels ? "off-lists" : change.line().id()));
  }

  private static Optional<Change> top(List<Change> changes) {
    return changes.stream()
        .filter(c -> Findings.isLoss(c.line()))
        .max(Comparator.comparingDouble(Change::growth));
  }

  private static List<Change> changes(RuleInput input) {
    List<Change> changes = new ArrayList<>();
    if (input.ledger() != null && input.recording().span() > 0) {
      input.ledger().lines().stream()
          .forEach(
              l ->
                  changes.add(
                      new Change(
                          l.category(),
                          l.delta() - ArcChange.in(l.category(), input.recording()))));
      return changes;
    }
    COUNTERS.forEach(
        (line, metric) ->
            input
                .recording()
                .host(metric)
                .filter(s -> s.samples() > 1)
                .ifPresent(s -> changes.add(new Change(line, s.change()))));
    return changes;
  }

  /**
   * Bytes by which available memory fell, by the kernel's own figure; on kernels without one, what
   * was lost from the lines that can be had. NaN where neither is known.
   */
  private static double fall(RuleInput input) {
    Recording recording = input.recording();
    if (recording.host(Metric.MEM_AVAILABLE).map(s -> s.samples() > 1).orElse(false)) {
      return -change(recording, Metric.MEM_AVAILABLE);
    }
    boolean whole = input.ledger() != null && input.ledger().line(Category.NOT_ITEMISED).isEmpty();
    if (!whole || !(recording.span() > 0)) {
      return Double.NaN;
    }
    return input.ledger().lines().stream()
        .filter(l -> Findings.isLoss(l.category()))
        .mapToDouble(Ledger.Line::delta)
        .sum();
  }

  private static double change(Recording recording, Metric metric) {
    return recording.host(metric).map(TimeSeries::change).orElse(Double.NaN);
  }

  private static double matters(Recording recording) {
    double total = recording.hostFacts().memTotal();
    return Double.isNaN(total) ? LEAST : Math.max(LEAST, SHARE * total);
  }

  /** Snapshots, also of files too incomplete for a balance. */
  private static long samples(Recording recording) {
    long most = MinimumCapture.samples(recording);
    for (Metric metric : ALONE) {
      most = Math.max(most, recording.host(metric).map(TimeSeries::samples).orElse(0L));
    }
    return most;
  }

  /** Seconds between the first and the last of them. */
  private static double span(Recording recording) {
    double longest = recording.span();
    for (Metric metric : ALONE) {
      double span = recording.host(metric).map(TimeSeries::span).orElse(0.0);
      longest = Math.max(longest, span);
    }
    return longest;
  }
}
