package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.TarBytes;
import io.memledger.ledger.Ledger;
import io.memledger.ledger.LedgerBuilder;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cut meminfo lacks is not known at that moment: neither 0 nor the value before. */
class CutMeminfoTest {
  @TempDir Path folder;

  private static final String WHOLE =
      "MemTotal: 1000000 kB\nMemFree: 400000 kB\nMemAvailable: 500000 kB\nBuffers: 0 kB\n"
          + "Cached: 200000 kB\nAnonPages: 100000 kB\nSlab: 50000 kB\nSReclaimable: 20000 kB\n"
          + "SUnreclaim: 30000 kB\nKernelStack: 0 kB\nPageTables: 0 kB\n";
  private static final String CUT =
      "MemTotal: 1000000 kB\nMemFree: 350000 kB\nMemAvailable: 380000 kB\nBuffers: 0 kB\n"
          + "Cached: 120000 kB\n";

  private Recording read(String... meminfo) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < meminfo.length; i++) {
      tar.file(Archives.at(i * 5) + "proc/meminfo", meminfo[i]);
    }
    return Archives.read(folder, tar.gzip());
  }

  @Test
  void onlyWhatBothEndsHaveIsCompared() {
    for (Ledger ledger :
        new Ledger[] {
          LedgerBuilder.build(read(WHOLE, CUT)).orElseThrow(),
          LedgerBuilder.build(read(WHOLE, WHOLE, CUT)).orElseThrow()
        }) {
      assertEquals(-50_000 * 1024.0, ledger.delta(Category.FREE));
      assertEquals(-80_000 * 1024.0, ledger.delta(Category.PAGE_CACHE));
      assertEquals(130_000 * 1024.0, ledger.delta(Category.NOT_ITEMISED));
      assertTrue(ledger.line(Category.ANONYMOUS).isEmpty());
      assertTrue(ledger.line(Category.SLAB_UNRECLAIMABLE).isEmpty());
      assertTrue(ledger.line(Category.UNACCOUNTED).isEmpty());
      assertTrue(ledger.notes().contains("ledger.note.cut"));
    }
  }

  @Test
  void soItIsWhereTheFirstOneIsCut() {
    Ledger ledger = LedgerBuilder.build(read(CUT, WHOLE)).orElseThrow();
    assertEquals(80_000 * 1024.0, ledger.delta(Category.PAGE_CACHE));
    assertEquals(-130_000 * 1024.0, ledger.delta(Category.NOT_ITEMISED));
  }

  @Test
  void linesAreAGapThere() {
    Recording recording = read(WHOLE, CUT, CUT, WHOLE);
    assertEquals(2, Archives.host(recording, Metric.LEDGER_UNACCOUNTED).samples());
    assertEquals(4, Archives.host(recording, Metric.AVAILABLE).samples());
    Ledger ledger = LedgerBuilder.build(recording).orElseThrow();
    assertEquals(0, ledger.delta(Category.UNACCOUNTED));
    assertTrue(!ledger.notes().contains("ledger.note.cut"));
  }
}
