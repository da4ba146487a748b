package io.memledger.rules.host;

import io.memledger.rule.NextStep;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.judge.Levels;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

  /** The cache of ZFS, which stands in no counter of meminfo (KERNEL 3). */
  private static final String ARC = "zfs-arc";

  /** All but processes and what reclaim gives back, the largest first. */
  static List<Taker> all(Recording recording) {
    List<Taker> takers = new ArrayList<>();
    double arc = change(recording, Metric.ARC_SIZE);
    takers.add(new Taker(ARC, Category.UNACCOUNTED, arc));
    for (Category line : Category.values()) {
      if (Findings.isLoss(line) && line != Category.ANONYMOUS) {
        double known = line == Category.UNACCOUNTED ? Math.max(0, arc) : 0;
        takers.add(new Taker(line.id(), line, change(recording, Metric.ofLine(line)) - known));
      }
    }
    takers.add(new Taker(LOCKED, Category.PAGE_CACHE, lockedCache(recording)));
    takers.add(new Taker(LESS, null, -change(recording, Metric.MEM_TOTAL)));
    takers.sort(Comparator.comparingDouble(Taker::bytes).reversed());
    return takers;
  }

  /** Pages on the lists of anonymous and unevictable memory that are neither (METHOD 4.1). */
  private static double lockedCache(Recording recording) {
    if (recording.host(Metric.ACTIVE_ANON).isEmpty()) {
      return 0;
    }
    return change(recording, Metric.ACTIVE_ANON)
        + change(recording, Metric.INACTIVE_ANON)
        + change(recording, Metric.UNEVICTABLE)
        - change(recording, Metric.LEDGER_ANONYMOUS)
        - change(recording, Metric.LEDGER_SHMEM);
  }

  /** Change of a level of the host; 0 where a kernel does not count it. */
  static double change(Recording recording, Metric metric) {
    return recording.host(metric).map(Levels::change).orElse(0.0);
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
