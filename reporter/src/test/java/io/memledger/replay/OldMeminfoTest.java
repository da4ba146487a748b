package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.TarBytes;
import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels whose meminfo has few lines: what is not counted is neither held nor lost. */
class OldMeminfoTest {
  private static final int MINUTES = 90;
  private static final int TOTAL = 6_000_000;
  private static final int FREE = 3_000_000;

  /** Rules that judge a line of the ledger each. */
  private static final Set<String> LINES =
      Set.of(
          "slab-unreclaimable",
          "slab-reclaimable",
          "shmem-growth",
          "unaccounted",
          "kernel-stack",
          "page-table-growth",
          "vmalloc",
          "percpu",
          "hugepage-pool",
          "zram-zswap");

  @TempDir Path folder;

  /** As of 2.6.18: no split lists, no split slab, no shared memory. */
  private static String old(int free, int cached, int anonymous) {
    return "MemTotal: %d kB\nMemFree: %d kB\nBuffers: 200000 kB\nCached: %d kB\nActive: 900000 kB\nInactive: %d kB\nAnonPages: %d kB\nSlab: 300000 kB\nPageTables: 7000 kB\n"
        .formatted(TOTAL, free, cached, cached + anonymous - 700_000, anonymous);
  }

  private Recording minutes(IntFunction<String> meminfo) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < MINUTES; i++) {
      tar.file(Archives.at(i * 60) + "proc/meminfo", meminfo.apply(i));
      tar.file(Archives.at(i * 60) + "proc/uptime", (90_000 + i * 60) + ".00 100.00\n");
    }
    return Archives.read(folder, tar.gzip());
  }

  @Test
  void filesReadAreNoLossWithoutSplitLists() {
    Recording recording =
        minutes(i -> old(FREE - 4_000 * i - i % 7 * 100, 1_000_000 + 4_000 * i, 800_000));
    assertEquals(
        (FREE + 1_000_000 + 200_000) * 1024.0,
        Archives.host(recording, Metric.AVAILABLE).first().value());
    Analysis analysis = Rules.engine().analyse(recording);
    assertEquals(Set.of(), leaks(analysis));
    assertTrue(
        analysis.findings().stream()
            .flatMap(f -> f.support().evidence().stream())
            .noneMatch(e -> e.name().startsWith("MemAvailable")));
  }

  @Test
  void whatProgramsTakeIsALossThere() {
    Recording recording =
        minutes(i -> old(FREE - 4_000 * i - i % 7 * 100, 1_000_000, 800_000 + 4_000 * i));
    assertEquals(
        4_000 * 1024.0 * (MINUTES - 1),
        Archives.host(recording, Metric.USED).change(),
        700 * 1024.0);
  }

  @Test
  void freeMemoryAloneTellsNothing() {
    Recording recording =
        minutes(i -> "MemTotal: %d kB\nMemFree: %d kB\n".formatted(TOTAL, FREE - 9_000 * i));
    assertTrue(recording.host(Metric.AVAILABLE).isEmpty());
    Analysis analysis = Rules.engine().analyse(recording);
    assertEquals(Verdict.Status.INCONCLUSIVE, analysis.verdict().status());
    assertEquals(Set.of(), leaks(analysis));
    List<RuleOutcome> lines =
        analysis.rules().stream().filter(r -> LINES.contains(r.id())).toList();
    assertEquals(LINES.size(), lines.size());
    lines.forEach(r -> assertEquals(Outcome.NOT_EVALUATED, r.outcome(), r.id()));
  }

  @Test
  void availableMemoryAloneIsEnoughForTheHost() {
    Recording recording =
        minutes(i -> "MemTotal: %d kB\nMemAvailable: %d kB\n".formatted(TOTAL, FREE - 9_000 * i));
    assertEquals((MINUTES - 1) * 60.0, recording.span());
    assertEquals(MINUTES, Archives.host(recording, Metric.USED).samples());
  }

  private static Set<String> leaks(Analysis analysis) {
    return analysis.findings().stream()
        .filter(f -> f.status().isLeak())
        .map(f -> f.id())
        .collect(java.util.stream.Collectors.toSet());
  }
}
