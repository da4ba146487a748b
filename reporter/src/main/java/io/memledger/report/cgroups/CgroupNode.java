package io.memledger.report.cgroups;

import io.memledger.ledger.Ledger;
import io.memledger.ledger.Lifetimes;
import io.memledger.rule.cgroup.CgroupLimit;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One memory cgroup with its numbers over the capture, those below it included. */
public final class CgroupNode {
  /** What a cgroup's memory is split into, with the line of the host on which it stands. */
  public enum Part {
    ANON(Category.ANONYMOUS),
    FILE(Category.PAGE_CACHE),
    KERNEL(Category.SLAB_UNRECLAIMABLE),
    SOCK(Category.UNACCOUNTED),
    SHMEM(Category.SHMEM);

    public final Category line;

    Part(Category line) {
      this.line = line;
    }
  }

  /**
   * The line of the host's ledger on which most of the growth stands.
   *
   * @param share of the line's growth, 0 to 1
   */
  public record Explains(Category line, double share) {}

  /** Lines on which kernel memory may stand that neither slab counter has. */
  private static final List<Category> NOT_SLAB =
      List.of(Category.VMALLOC, Category.PERCPU, Category.KERNEL_STACK, Category.PAGE_TABLES);

  /** Smaller shares of a line's growth explain nothing. */
  private static final double TELLS = 0.01;

  /** Of the limit, without unused file cache, from which a cgroup is in trouble. */
  private static final double NEAR = 0.9;

  public final String path;
  final List<CgroupNode> children = new ArrayList<>();
  public final Map<Part, Double> parts = new EnumMap<>(Part.class);
  public final boolean born;
  public final boolean gone;

  /** Bytes at the end; 0 if it is gone. */
  public final double now;

  /** Bytes; all of what a cgroup holds that came during the capture. */
  public final double growth;

  public final Optional<CgroupLimit> limit;
  private final Recording recording;
  private final Subject subject;

  CgroupNode(Recording recording, TimeSeries current) {
    this.recording = recording;
    subject = current.subject();
    path = subject.name();
    born = Lifetimes.bornInside(recording, current);
    gone = Lifetimes.goneBeforeEnd(recording, current);
    now = gone ? 0 : current.last().value();
    growth = grown(current);
    limit = CgroupLimit.of(recording, subject);
    put(Part.ANON, Metric.CG_ANON);
    put(Part.FILE, Metric.CG_FILE);
    put(Part.KERNEL, Metric.CG_KERNEL);
    put(Part.SOCK, Metric.CG_SOCK);
    put(Part.SHMEM, Metric.CG_SHMEM);
    // Shared memory is part of what the kernel calls file, and of its cache.
    parts.computeIfPresent(Part.FILE, (p, file) -> file - parts.getOrDefault(Part.SHMEM, 0.0));
  }

  private void put(Part part, Metric metric) {
    recording.series(metric, subject).ifPresent(s -> parts.put(part, grown(s)));
  }

  private double grown(TimeSeries series) {
    return (gone ? 0 : series.last().value()) - (born ? 0 : series.first().value());
  }

  private double grown(Metric metric) {
    return recording.series(metric, subject).map(this::grown).orElse(Double.NaN);
  }

  /** Bytes at the end without file cache that is not in use; NaN where that was not captured. */
  public double working() {
    double cache =
        recording
            .series(Metric.CG_INACTIVE_FILE, subject)
            .map(s -> s.last().value())
            .orElse(Double.NaN);
    return gone ? 0 : Math.max(0, now - cache);
  }

  /** By its working set, or by all that it holds where it is not known what of it is cache. */
  private boolean isNear() {
    double fills = Double.isNaN(working()) ? now : working();
    return limit.filter(l -> fills >= NEAR * l.limit()).isPresent();
  }

  /** Share of the limit that the working set fills; NaN without a limit. */
  public double full() {
    return limit.map(l -> working() / l.limit()).orElse(Double.NaN);
  }

  /** Times that a limit was met in the capture; NaN if that was not counted. */
  public double met() {
    return counted(Metric.CG_MAX_EVENTS);
  }

  /** Times that memory.high slowed programs down; NaN likewise. */
  public double slowed() {
    return counted(Metric.CG_HIGH_EVENTS);
  }

  /** Processes killed in the capture; NaN likewise. */
  public double killed() {
    return counted(Metric.CG_OOM_KILL);
  }

  private double counted(Metric counter) {
    return recording
        .series(counter, subject)
        .map(s -> born ? s.last().value() : s.change())
        .orElse(Double.NaN);
  }

  /** Share of the time in which some, or all, of its programs waited for memory; NaN likewise. */
  public double stalled(boolean all) {
    return recording
        .series(all ? Metric.CG_PSI_FULL : Metric.CG_PSI_SOME, subject)
        .filter(s -> s.span() > 0)
        .map(s -> s.change() / s.span())
        .orElse(Double.NaN);
  }

  /** Killed, or nearly full. */
  boolean isInTrouble() {
    return killed() > 0 || isNear();
  }

  /** Empty where too little grew to explain a line. */
  public Optional<Explains> explains(Ledger ledger) {
    Optional<Map.Entry<Part, Double>> most =
        parts.entrySet().stream().max(Map.Entry.comparingByValue());
    if (ledger == null || most.isEmpty()) {
      return Optional.empty();
    }
    Map<Category, Double> lines =
        most.get().getKey() == Part.KERNEL
            ? kernel(ledger, most.get().getValue())
            : Map.of(most.get().getKey().line, most.get().getValue());
    return lines.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(e -> new Explains(e.getKey(), e.getValue() / ledger.delta(e.getKey())))
        .filter(e -> e.share() >= TELLS && ledger.delta(e.line()) > 0)
        .map(e -> new Explains(e.line(), Math.min(1, e.share())));
  }

  /** Version 2 tells slab from the rest; version 1 nothing, so that the host's lines must. */
  private Map<Category, Double> kernel(Ledger ledger, double grown) {
    Map<Category, Double> lines = new EnumMap<>(Category.class);
    double pinned = grown(Metric.CG_SLAB_UNRECLAIMABLE);
    double reclaimable = grown(Metric.CG_SLAB_RECLAIMABLE);
    List<Category> others = new ArrayList<>(NOT_SLAB);
    double rest = grown;
    if (Double.isNaN(pinned + reclaimable)) {
      others.add(Category.SLAB_UNRECLAIMABLE);
      others.add(Category.SLAB_RECLAIMABLE);
    } else {
      lines.put(Category.SLAB_UNRECLAIMABLE, pinned);
      lines.put(Category.SLAB_RECLAIMABLE, reclaimable);
      rest -= pinned + reclaimable;
    }
    Category most =
        others.stream().max(Comparator.comparingDouble(c -> ledger.delta(c))).orElseThrow();
    lines.put(most, rest);
    return lines;
  }
}
