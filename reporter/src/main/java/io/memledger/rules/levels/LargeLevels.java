package io.memledger.rules.levels;

import io.memledger.ledger.ReclaimableCaches;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.MinimumCapture;
import io.memledger.rule.NextStep;
import io.memledger.rule.Proof;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Shares;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.LedgerLines;
import io.memledger.rules.kernel.knowledge.Explained;
import io.memledger.rules.kernel.knowledge.Knowledge;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is unusually large for such a machine at the end of a capture, whether it grew in it or not:
 * all that one look can tell, and what a leak leaves behind that has stopped.
 */
public final class LargeLevels implements Rule {
  private static final String ID = "levels";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/meminfo", List.of());

  /** Rows that a reader takes in at a glance. */
  private static final int MOST = 5;

  /** Of its height: what grew by as much within the capture was seen to grow. */
  private static final double GREW = 0.3;

  /** A part of memory: a line of the ledger, or one cache of it. */
  private record Level(Category line, Subject subject, TimeSeries series, String source) {
    double bytes() {
      return series.last().value();
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean judgesTrends() {
    return false;
  }

  @Override
  public Optional<Wording> unfit(RuleInput input) {
    Recording recording = input.recording();
    boolean any =
        recording.hostFacts().memTotal() > 0 || recording.host(Metric.PERCPU_AREAS).isPresent();
    return any ? Optional.empty() : Optional.of(Wording.of(ID + ".no-total"));
  }

  @Override
  public List<Finding> check(RuleInput input) {
    double total = input.recording().hostFacts().memTotal();
    List<Level> large = new ArrayList<>(caches(input.recording(), total));
    large.addAll(uncounted(input.recording(), total));
    for (Category line : Unusual.lines()) {
      // A line that leaks is told by its own rule, with its rate.
      if (total > 0 && LedgerLines.leak(input, line).isEmpty()) {
        line(input.recording(), line)
            .filter(l -> l.bytes() >= Unusual.from(line, total))
            .filter(l -> large.stream().noneMatch(cache -> isMostOf(cache, l)))
            .ifPresent(large::add);
      }
    }
    large.removeIf(l -> LedgerLines.leak(input, l.line()).isPresent() || goesOn(input, l));
    if (large.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    return large.stream()
        .sorted(Comparator.comparingDouble(Level::bytes).reversed())
        .limit(MOST)
        .map(l -> finding(input, l, total))
        .toList();
  }

  /** What still grows is told by the rule that judges its course. */
  private static boolean goesOn(RuleInput input, Level level) {
    return !MinimumCapture.tooShort(input.recording())
        && Trend.of(level.series())
            .filter(t -> t.shape().goesOn() && t.rise() >= GREW * level.bytes())
            .isPresent();
  }

  private static boolean isMostOf(Level part, Level whole) {
    return part.line() == whole.line() && part.bytes() >= Shares.MAIN * whole.bytes();
  }

  private static Optional<Level> line(Recording recording, Category line) {
    return recording
        .host(Metric.ofLine(line))
        .map(s -> new Level(line, Subject.HOST, s, "proc/meminfo"))
        .filter(l -> line != Category.UNACCOUNTED || !isZfs(recording, l));
  }

  /** The cache of ZFS stands in no counter, and has a rule of its own. */
  private static boolean isZfs(Recording recording, Level level) {
    return recording
        .host(Metric.ARC_SIZE)
        .filter(arc -> arc.last().value() >= Shares.MAIN * level.bytes())
        .isPresent();
  }

  private static List<Level> caches(Recording recording, double total) {
    List<Level> large = new ArrayList<>();
    for (TimeSeries one : recording.all(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE)) {
      boolean pinned = !ReclaimableCaches.has(recording, one.subject());
      if (total > 0 && pinned && one.last().value() >= Unusual.pool(total)) {
        large.add(new Level(Category.SLAB_UNRECLAIMABLE, one.subject(), one, "proc/slabinfo"));
      }
    }
    return large;
  }

  /** What stands on no line of its own: chunks of per-CPU memory before 4.19, the kernel's rest. */
  private static List<Level> uncounted(Recording recording, double total) {
    List<Level> large = new ArrayList<>();
    if (recording.host(Metric.PERCPU).isEmpty()) {
      recording
          .host(Metric.PERCPU_AREAS)
          .filter(s -> s.last().value() >= Unusual.chunks(total))
          .map(s -> new Level(Category.PERCPU, Subject.HOST, s, "proc/vmallocinfo"))
          .ifPresent(large::add);
    }
    double pool = recording.host(Metric.LEDGER_HUGETLB).map(s -> s.last().value()).orElse(0.0);
    recording
        .host(Metric.OFF_LISTS)
        .filter(s -> s.last().value() - pool >= Unusual.KERNEL * total)
        .map(s -> new Level(Category.NOT_ITEMISED, Subject.HOST, s, "proc/meminfo"))
        .ifPresent(large::add);
    return large;
  }

  private static Finding finding(RuleInput input, Level level, double total) {
    Recording recording = input.recording();
    TimeSeries series = level.series();
    double rise = series.last().value() - series.first().value();
    boolean judged = !MinimumCapture.tooShort(recording);
    boolean grew = rise >= GREW * level.bytes();
    String key = judged ? grew ? "stopped" : "held" : "is";
    Wording headline =
        Wording.of(ID + ".headline." + key + (total > 0 ? "" : ".alone"))
            .with("what", what(level))
            .with("bytes", level.bytes(), Unit.BYTES)
            .with("share", level.bytes() / total, Unit.RATIO)
            .with("rise", rise, Unit.BYTES)
            .with("span", series.span(), Unit.SECONDS);
    FindingBuilder builder =
        Findings.about(INFO, input, Status.NOTICE, headline)
            .explanation(
                Wording.of(ID + ".explanation")
                    .with("bytes", level.bytes(), Unit.BYTES)
                    .with("limit", Unusual.limit(level.line(), total), Unit.BYTES))
            .culprit(recording, level.subject())
            .category(level.line())
            .evidence("level", level.bytes(), Unit.BYTES, level.source())
            .evidence("level-share", level.bytes() / total, Unit.RATIO, level.source());
    // Where a few looks can be compared, what changed between them comes first.
    if (judged || series.span() < MinimumCapture.SHORTEST_SECONDS) {
      builder.leading();
    }
    if (series.samples() > 1) {
      builder
          .evidence("level-start", series.first().value(), Unit.BYTES, level.source())
          .proof(
              new Proof(
                  series.metric(),
                  series.subject(),
                  Double.NaN,
                  Double.NaN,
                  series.first().time(),
                  series.last().time()));
    }
    steps(level).forEach(builder::step);
    return known(level).map(k -> Explained.things(builder.build(), k)).orElseGet(builder::build);
  }

  private static Optional<Knowledge.Known> known(Level level) {
    return level.subject().kind() == Subject.Kind.SLAB_CACHE
        ? Knowledge.ofCache(level.subject().name())
        : Knowledge.ofLine(level.line());
  }

  private static Wording what(Level level) {
    if (level.subject().kind() == Subject.Kind.SLAB_CACHE) {
      return Wording.of(ID + ".cache").with("name", level.subject().name());
    }
    return switch (level.series().metric()) {
      case PERCPU_AREAS -> Wording.of(ID + ".chunks");
      case OFF_LISTS -> Wording.of(ID + ".kernel");
      default -> Wording.of("pinned-memory.line." + level.line().id());
    };
  }

  private static List<NextStep> steps(Level level) {
    return switch (level.line()) {
      case SLAB_UNRECLAIMABLE ->
          List.of(NextSteps.of("step.slabtop", "slabtop -o -s c | head -n 25"));
      case SHMEM -> List.of(NextSteps.of("step.tmpfs", "df -h -t tmpfs -t devtmpfs"));
      case VMALLOC ->
          List.of(
              NextSteps.of("step.vmallocinfo", "sort -k 2 -n -r /proc/vmallocinfo | head -n 20"));
      default -> List.of(NextSteps.of("step.meminfo", "cat /proc/meminfo"));
    };
  }
}
