package io.memledger.rules.host;

import io.memledger.ledger.Ledger;
import io.memledger.rule.NextStep;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Levels;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What took available memory without being a process.
 *
 * @param name of the line in messages
 * @param line null where it is no line of the ledger
 * @param bytes by which it grew
 */
record Taker(String name, Category line, double bytes) {
  /** A machine that was given less memory. */
  private static final String LESS = "mem-total";

  /** Part of the page cache that is locked in memory, which MemAvailable does not count. */
  private static final String LOCKED = "locked-cache";

  /** What the cache of ZFS holds and does not give back; it stands in no counter (KERNEL 3). */
  private static final String ARC = "zfs-arc";

  /** Processes have their own place; of what was not itemised nobody knows what it is. */
  private static final Set<Category> SHOWN_ELSEWHERE =
      Set.of(Category.ANONYMOUS, Category.NOT_ITEMISED);

  /** All but processes and what reclaim gives back, the largest first. */
  static List<Taker> all(Recording recording, ToDoubleFunction<Metric> changes) {
    List<Taker> takers = new ArrayList<>();
    double arc = changes.applyAsDouble(Metric.ARC_SIZE);
    double kept = arc - changes.applyAsDouble(Metric.ARC_YIELDS);
    takers.add(new Taker(ARC, Category.UNACCOUNTED, kept));
    for (Category line : Category.values()) {
      if (Findings.isLoss(line) && !SHOWN_ELSEWHERE.contains(line)) {
        double known = line == Category.UNACCOUNTED ? Math.max(0, arc) : 0;
        takers.add(new Taker(line.id(), line, changes.applyAsDouble(Metric.ofLine(line)) - known));
      }
    }
    takers.add(new Taker(LOCKED, Category.PAGE_CACHE, lockedCache(recording, changes)));
    takers.add(new Taker(LESS, null, -changes.applyAsDouble(Metric.MEM_TOTAL)));
    takers.sort(Comparator.comparingDouble(Taker::bytes).reversed());
    return takers;
  }

  /** Pages on the lists of anonymous and unevictable memory that are neither (METHOD 4.1). */
  private static double lockedCache(Recording recording, ToDoubleFunction<Metric> changes) {
    if (recording.host(Metric.ACTIVE_ANON).isEmpty()) {
      return 0;
    }
    return changes.applyAsDouble(Metric.ACTIVE_ANON)
        + changes.applyAsDouble(Metric.INACTIVE_ANON)
        + changes.applyAsDouble(Metric.UNEVICTABLE)
        - changes.applyAsDouble(Metric.LEDGER_ANONYMOUS)
        - changes.applyAsDouble(Metric.LEDGER_SHMEM);
  }

  /** Changes of the host's levels; 0 where a kernel does not count something. */
  static ToDoubleFunction<Metric> levels(Recording recording) {
    return metric -> recording.host(metric).map(Levels::change).orElse(0.0);
  }

  /** Changes between the ledger's two moments, likewise. */
  static ToDoubleFunction<Metric> moments(Recording recording, Ledger ledger) {
    Map<Metric, Double> told = new EnumMap<>(Metric.class);
    for (Category line : Category.values()) {
      told.put(Metric.ofLine(line), ledger.delta(line));
    }
    told.put(Metric.MEM_TOTAL, ledger.memTotalDelta());
    told.put(Metric.USED, ledger.memTotalDelta() - ledger.availableDelta());
    return metric ->
        told.containsKey(metric)
            ? told.get(metric)
            : recording.host(metric).map(TimeSeries::change).orElse(0.0);
  }

  /** Where to look. */
  List<NextStep> steps() {
    if (name.equals(ARC)) {
      return List.of(
          NextSteps.of("step.arc", "grep -E '^(size|c_min|c_max) ' /proc/spl/kstat/zfs/arcstats"));
    }
    if (line == null) {
      return List.of(NextSteps.of("step.dmesg", "dmesg | tail -n 100"));
    }
    return switch (line) {
      case PAGE_CACHE ->
          List.of(
              NextSteps.of(
                  "step.locked", "grep -s VmLck /proc/[0-9]*/status | sort -n -k 2 | tail -n 20"));
      case SHMEM -> List.of(NextSteps.of("step.df-tmpfs", "df -t tmpfs"));
      case SLAB_UNRECLAIMABLE ->
          List.of(NextSteps.of("step.slabtop", "slabtop -o -s c | head -n 25"));
      case VMALLOC ->
          List.of(NextSteps.of("step.vmallocinfo", "sort -n -k 2 /proc/vmallocinfo | tail -n 20"));
      case PAGE_TABLES ->
          List.of(
              NextSteps.of(
                  "step.page-tables",
                  "grep -s VmPTE /proc/[0-9]*/status | sort -n -k 2 | tail -n 20"));
      case KERNEL_STACK ->
          List.of(
              NextSteps.of("step.thread-counts", "ps -eo nlwp,pid,comm --sort=-nlwp | head -n 20"));
      case UNACCOUNTED ->
          List.of(
              NextSteps.of("step.sockstat", "cat /proc/net/sockstat"),
              NextSteps.of("step.pipes", "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -c pipe:"),
              NextSteps.of("step.dmesg", "dmesg | tail -n 100"));
      default -> List.of(NextSteps.of("step.meminfo", "cat /proc/meminfo"));
    };
  }
}
