package io.memledger.rules.cgroup;

import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.BroughtLines;
import io.memledger.rules.judge.BroughtLines.Each;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Seconds;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Trend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A memory cgroup whose folder is gone lives on while pages charged to it are left; each costs
 * kernel memory, slows reclaim, and takes one of 65,535 ids.
 */
public final class DyingCgroups implements Rule {
  private static final String ID = "dying-cgroups";
  private static final RuleInfo INFO =
      new RuleInfo(ID, "proc/cgroups", List.of(Metric.DYING_CGROUPS))
          .bringing(Category.SLAB_UNRECLAIMABLE, Category.PERCPU, Category.VMALLOC);

  /** A new one in every few containers is the ordinary stir of a machine. */
  private static final double GROWN = 50;

  /** More than this many are worth a word whatever they do (sysAK warns at 1,500). */
  private static final double MANY = 1_500;

  /** Slab of one memory cgroup without its folder, measured on 6.18. */
  private static final double SLAB_EACH = 9 * 1024;

  /** Its counters of each processor, likewise: 3.2 to 3.9 KiB on two. */
  private static final double PERCPU_EACH = 1.6 * 1024;

  /**
   * Counters of each processor: about 100 caches of its own before 5.9, statistics of each node and
   * event since; set well above what any kernel's structures add up to.
   */
  private static final double PERCPU_MOST = 16 * 1024;

  /** Processors of a large machine, where the capture does not tell how many there are. */
  private static final double CPUS = 256;

  /** Before 5.9 each cgroup had a page at least in each of some 100 caches of its own. */
  private static final double SLAB_MOST = 1024 * 1024;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** Only version 1 is counted by folders. */
  @Override
  public Optional<Wording> unfit(RuleInput input) {
    Recording recording = input.recording();
    return recording.host(Metric.CGROUP_FOLDERS).isPresent() && !WholeTree.isSeen(recording)
        ? Optional.of(Wording.of(ID + ".part-of-tree"))
        : Optional.empty();
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    TimeSeries dying = recording.host(Metric.DYING_CGROUPS).orElseThrow();
    boolean told =
        recording.host(Metric.CGROUP_FOLDERS).isEmpty()
            && recording.host(Metric.DYING_DESCENDANTS).isPresent();
    String source = told ? "sys/fs/cgroup/cgroup.stat" : "proc/cgroups";
    double material = Math.max(GROWN, Materiality.COUNT_OWN * dying.first().value());
    Optional<Family.Member> judged = Family.judge(recording, dying, material);
    boolean grows = judged.isPresent() && judged.get().isLeak();
    double each = bytesEach(recording);
    Map<Category, Double> brought = grows ? brought(input, dying, judged.get().trend()) : Map.of();
    double bytes = grows ? judged.get().trend().rise() * each : 0;
    boolean matters = bytes >= Materiality.scale(dying.span()) * Materiality.slab(recording);
    if (grows && (matters || !brought.isEmpty())) {
      return List.of(leak(input, judged.get(), source, brought));
    }
    boolean many = dying.last().value() >= MANY;
    Status status = grows || many ? Status.NOTICE : Status.CLEARED;
    Wording headline =
        Wording.of(ID + ".headline." + status.id())
            .with("count", dying.last().value(), Unit.COUNT)
            .with("growth", dying.change(), Unit.COUNT)
            .with("cost", dying.last().value() * each, Unit.BYTES);
    FindingBuilder builder =
        numbers(Findings.about(INFO, input, status, headline), recording, dying, source)
            .unit(Unit.COUNT);
    if (status == Status.NOTICE) {
      builder.leading();
    }
    judged.ifPresent(j -> builder.trend(j.trend(), dying.metric(), dying.subject()));
    return List.of(builder.build());
  }

  /**
   * What kernel memory came with them: the lines that leak in step, by as much for each as the
   * kernel's structures for a cgroup can take.
   */
  private static Map<Category, Double> brought(RuleInput input, TimeSeries dying, Trend window) {
    double known = input.recording().hostFacts().cpus();
    double percpu = (known > 0 ? known : CPUS) * PERCPU_MOST;
    return BroughtLines.of(
        input,
        dying,
        window,
        List.of(
            new Each(Category.SLAB_UNRECLAIMABLE, SLAB_EACH, SLAB_MOST),
            new Each(Category.PERCPU, PERCPU_EACH, percpu),
            new Each(Category.VMALLOC, 0, percpu)));
  }

  private static Finding leak(
      RuleInput input, Family.Member member, String source, Map<Category, Double> brought) {
    double least = member.trend().rate() * Seconds.HOUR * bytesEach(input.recording());
    Category line =
        brought.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(Category.SLAB_UNRECLAIMABLE);
    double all = brought.values().stream().mapToDouble(Double::doubleValue).sum();
    FindingBuilder builder =
        Findings.growth(INFO, input, member, Subject.HOST, "")
            .unit(Unit.COUNT)
            .category(line)
            .company(Company.bringing(brought))
            .holdingPerHour(brought.getOrDefault(line, least), source);
    if (!brought.isEmpty()) {
      String variant = member.leakTest().status().id() + ".brought";
      builder
          .inAllPerHour(all)
          .headline(
              new Wording(ID + ".headline." + variant, builder.build().words().headline().args())
                  .with("bytes", all, Unit.BYTES_PER_HOUR));
      brought.forEach(
          (one, rate) ->
              builder.evidence("brought-" + one.id(), rate, Unit.BYTES_PER_HOUR, "proc/meminfo"));
    }
    return numbers(builder, input.recording(), member.series(), source).build();
  }

  /** Bytes that one costs at least; the pages that pin it come on top. */
  private static double bytesEach(Recording recording) {
    double cpus = recording.hostFacts().cpus();
    return SLAB_EACH + (cpus > 0 ? cpus * PERCPU_EACH : 0);
  }

  /**
   * Bytes that are charged to cgroups with dying ones below them and to none of those that can be
   * seen: what pins the dying ones, at most. Only version 2 says where they are.
   */
  private static double pinned(Recording recording) {
    Map<String, Double> dyingBelow = below(recording, Metric.CG_DYING);
    Map<String, Double> heldBelow = below(recording, Metric.CG_CURRENT);
    double sum = Double.NaN;
    for (TimeSeries one : recording.all(Metric.CG_DYING, Subject.Kind.CGROUP)) {
      String path = one.subject().name();
      double dying = one.last().value() - dyingBelow.getOrDefault(path, 0.0);
      Optional<TimeSeries> held = recording.series(Metric.CG_CURRENT, one.subject());
      if (dying > 0 && held.isPresent()) {
        double own = held.get().last().value() - heldBelow.getOrDefault(path, 0.0);
        sum = (Double.isNaN(sum) ? 0 : sum) + Math.max(0, own);
      }
    }
    return sum;
  }

  /** The sum of a metric over the children, by their parent's path. */
  private static Map<String, Double> below(Recording recording, Metric metric) {
    Map<String, Double> sums = new HashMap<>();
    for (TimeSeries one : recording.all(metric, Subject.Kind.CGROUP)) {
      String path = one.subject().name();
      sums.merge(
          path.substring(0, Math.max(0, path.lastIndexOf('/'))), one.last().value(), Double::sum);
    }
    return sums;
  }

  private static FindingBuilder numbers(
      FindingBuilder builder, Recording recording, TimeSeries dying, String source) {
    builder
        .evidence("dying-start", dying.first().value(), Unit.COUNT, source)
        .evidence("dying-end", dying.last().value(), Unit.COUNT, source)
        .evidence("dying-cost", dying.last().value() * bytesEach(recording), Unit.BYTES, source)
        .evidence("dying-pinned", pinned(recording), Unit.BYTES, "sys/fs/cgroup");
    for (var step :
        List.of(
            NextSteps.of("step.cgroups", "grep memory /proc/cgroups"),
            NextSteps.of("step.drop-caches", "sync; echo 3 > /proc/sys/vm/drop_caches"))) {
      builder.step(step);
    }
    return builder;
  }
}
