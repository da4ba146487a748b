package io.memledger.rules.cgroup;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rule.Wording;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.EndedParts;
import io.memledger.rules.holders.MainProcess;
import io.memledger.rules.holders.Turnover;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.Category;
import io.memledger.series.CgroupPath;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a container holds apart from file cache: it should level off below its limit. */
public final class CgroupGrowth implements Rule {
  private static final String ID = "cgroup-growth";
  private static final RuleInfo INFO = new RuleInfo(ID, "sys/fs/cgroup", List.of(Metric.CG_ANON));

  private static final String ROOT = "/";

  /** Of a cgroup's kernel growth that the host's own unreclaimable lines must show; a majority. */
  private static final double HOST_SHARE = 0.5;

  /** Lines of the host on which kernel memory of a cgroup stands and stays. */
  private static final List<Category> KERNEL =
      List.of(
          Category.SLAB_UNRECLAIMABLE,
          Category.VMALLOC,
          Category.PERCPU,
          Category.KERNEL_STACK,
          Category.PAGE_TABLES);

  /** File cache is not among them: it grows to the limit and is given back. */
  private static final Map<Metric, Category> HELD = new EnumMap<>(Metric.class);

  static {
    HELD.put(Metric.CG_ANON, Category.ANONYMOUS);
    HELD.put(Metric.CG_SHMEM, Category.SHMEM);
    HELD.put(Metric.CG_KERNEL, Category.SLAB_UNRECLAIMABLE);
    HELD.put(Metric.CG_SOCK, Category.UNACCOUNTED);
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    List<TimeSeries> held = new ArrayList<>();
    for (TimeSeries anon : recording.all(Metric.CG_ANON, Subject.Kind.CGROUP)) {
      // The root is the machine, but for a limit that tells it to be a container seen from inside.
      boolean machine =
          anon.subject().name().equals(ROOT) && Double.isNaN(limit(recording, anon.subject()));
      if (!anon.subject().name().isEmpty() && !machine) {
        held.add(held(recording, anon));
      }
    }
    List<Family.Member> judged =
        Family.judge(
            recording,
            held,
            s ->
                Math.max(
                    Materiality.cgroup(recording, limit(recording, s.subject())),
                    Materiality.PROCESS_OWN * s.first().value()));
    List<Finding> found = new ArrayList<>();
    List<Finding> cleared = new ArrayList<>();
    for (Family.Member member : judged) {
      if (member.isLeak()) {
        String path = member.series().subject().name();
        passing(input, member, path)
            .ifPresentOrElse(
                c -> cleared.add(c.category(Category.ANONYMOUS).build()),
                () -> found.add(leak(input, member)));
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    if (!cleared.isEmpty()) {
      return cleared.subList(0, 1);
    }
    return judged.isEmpty()
        ? List.of(Findings.still(INFO, input))
        : List.of(Findings.cleared(INFO, input, judged.get(0)).build());
  }

  /**
   * Why a cgroup that grew leaks nothing: its growth is one process', its programs' turnover, or
   * that of programs which have stopped to grow.
   */
  private static Optional<FindingBuilder> passing(
      RuleInput input, Family.Member member, String path) {
    Recording recording = input.recording();
    List<TimeSeries> inside =
        recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
            .filter(rss -> isInside(recording, rss.subject(), path))
            .toList();
    if (Turnover.of(recording, member, inside).isOfNewcomers(member)) {
      return Optional.of(Findings.cleared(INFO, input, member, Clearing.TURNOVER));
    }
    if (EndedParts.are(member, inside)) {
      return Optional.of(Findings.cleared(INFO, input, member, Clearing.PARTS_ENDED));
    }
    return MainProcess.cleared(INFO, input, member, p -> isInside(recording, p, path));
  }

  private static boolean isInside(Recording recording, Subject process, String path) {
    String at = recording.cgroupOf(process).orElse("");
    return path.equals(ROOT) || CgroupPath.isWithin(at, path);
  }

  private static TimeSeries held(Recording recording, TimeSeries anon) {
    TimeSeries sum = anon;
    for (Metric metric : List.of(Metric.CG_SHMEM, Metric.CG_SOCK)) {
      Optional<TimeSeries> more = recording.series(metric, anon.subject());
      if (more.isPresent()) {
        sum = SeriesTools.sum(sum, more.get());
      }
    }
    Optional<TimeSeries> kernel = recording.series(Metric.CG_KERNEL, anon.subject());
    if (kernel.isEmpty()) {
      return sum;
    }
    Optional<TimeSeries> givenBack = recording.series(Metric.CG_SLAB_RECLAIMABLE, anon.subject());
    if (givenBack.isPresent()) {
      return SeriesTools.less(SeriesTools.sum(sum, kernel.get()), givenBack.get());
    }
    return pinned(recording, kernel.get()) ? SeriesTools.sum(sum, kernel.get()) : sum;
  }

  /**
   * Version 1 does not split a cgroup's kernel memory, most of which may be index and inodes of its
   * file cache, that reclaim takes back. It counts only if the host's unreclaimable lines took it.
   */
  private static boolean pinned(Recording recording, TimeSeries kernel) {
    double host = 0;
    for (Category line : KERNEL) {
      host += recording.host(Metric.ofLine(line)).map(TimeSeries::change).orElse(0.0);
    }
    return host >= HOST_SHARE * kernel.change();
  }

  private static double limit(Recording recording, Subject cgroup) {
    return recording.series(Metric.CG_LIMIT, cgroup).map(s -> s.last().value()).orElse(Double.NaN);
  }

  /** The line of the host that grew most while the cgroup's kernel memory did. */
  private static Category hostLine(Recording recording, Family.Member member) {
    Category line = Category.SLAB_UNRECLAIMABLE;
    double most = 0;
    for (Category one : KERNEL) {
      double rise =
          recording
              .host(Metric.ofLine(one))
              .map(s -> SeriesTools.rise(s, member.trend().from(), member.trend().to()))
              .orElse(0.0);
      if (rise > most) {
        most = rise;
        line = one;
      }
    }
    return line;
  }

  private static double current(Recording recording, Subject cgroup) {
    return recording
        .series(Metric.CG_CURRENT, cgroup)
        .map(s -> s.last().value())
        .orElse(Double.NaN);
  }

  private static Finding leak(RuleInput input, Family.Member member) {
    Recording recording = input.recording();
    Subject cgroup = member.series().subject();
    FindingBuilder builder = Findings.growth(INFO, input, member, cgroup, "");
    CgroupFiles files = CgroupFiles.of(recording, cgroup);
    double most = Double.NEGATIVE_INFINITY;
    Metric main = null;
    for (Map.Entry<Metric, Category> part : HELD.entrySet()) {
      Optional<TimeSeries> series = recording.series(part.getKey(), cgroup);
      if (series.isPresent()) {
        double rise = SeriesTools.rise(series.get(), member.trend().from(), member.trend().to());
        builder.evidence(part.getKey() + "-growth", rise, Unit.BYTES, files.part(part.getKey()));
        if (rise > most) {
          most = rise;
          main = part.getKey();
          builder.category(part.getValue());
        }
      }
    }
    if (main == Metric.CG_KERNEL) {
      builder
          .category(hostLine(recording, member))
          .explanation(
              Wording.of(ID + ".kernel").with("about", builder.build().words().explanation()));
    }
    double limit = limit(recording, cgroup);
    double hour = 3600;
    builder
        .evidence("cgroup-limit", limit, Unit.BYTES, files.limit(false))
        .evidence("cgroup-current", current(recording, cgroup), Unit.BYTES, files.current())
        .evidence(
            "cgroup-limit-share-per-hour",
            member.trend().rate() * hour / limit,
            Unit.RATIO,
            files.limit(false));
    files.step("step.cgroup-stat", "memory.stat").forEach(builder::step);
    var top = NextSteps.of("step.cgroup-top", "systemd-cgtop -m -n 1");
    return builder.step(top).build();
  }
}
