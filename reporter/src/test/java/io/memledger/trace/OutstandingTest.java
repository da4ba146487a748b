package io.memledger.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Matching by pointer in the order of time: reuse, frees of older things, losses, bounds. */
class OutstandingTest {
  @Test
  void aPointerIsUsedAgain() {
    KmemFlow flow =
        new Traces()
            .kmalloc(1, "a+0x1/0x9", 0x10, 64)
            .kfree(2, 0x10)
            .kmalloc(3, "b+0x1/0x9", 0x10, 64)
            .kfree(4, 0x99)
            .flow();
    assertEquals(0, Traces.site(flow, "a+0x1").outstanding());
    assertEquals(1, Traces.site(flow, "b+0x1").outstanding());
    assertEquals(1, flow.freesOfOlder());
  }

  /** Bulk frees have no event: the next owner of the pointer tells. */
  @Test
  void aFreeWithoutAnEventIsCountedWhenThePointerComesAgain() {
    KmemFlow flow =
        new Traces()
            .kmalloc(1, "a+0x1/0x9", 0x10, 64)
            .kmalloc(2, "b+0x1/0x9", 0x10, 64)
            .kmalloc(3, "b+0x1/0x9", 0x20, 64)
            .flow();
    CallSite a = Traces.site(flow, "a+0x1");
    assertEquals(1, a.unseenFrees());
    assertEquals(1, a.frees());
    assertEquals(0, a.outstanding());
    assertEquals(2, Traces.site(flow, "b+0x1").outstanding());
  }

  @Test
  void kfreeTakesObjectsOfCachesAndPagesStandApart() {
    KmemFlow flow =
        new Traces()
            .cacheAlloc(1, "a+0x1/0x9", "filp", 0x10, 256)
            .pageAlloc(1.5, 0x10, 0)
            .kfree(2, 0x10)
            .pageFree(3, 0x11)
            .flow();
    assertEquals(0, Traces.site(flow, "a+0x1").outstanding());
    assertEquals(4096, flow.total().outstandingBytes());
  }

  @Test
  void aCacheIsNamedByTheFreesOfOthers() {
    KmemFlow flow =
        new Traces()
            .cacheAlloc(1, "a+0x1/0x9", null, 0x10, 256)
            .cacheAlloc(2, "a+0x1/0x9", null, 0x20, 256)
            .cacheFree(3, "filp", 0x10)
            .flow();
    assertEquals("filp", Traces.site(flow, "a+0x1").cache());
    assertEquals(256, Traces.site(flow, "a+0x1").outstandingBytes());
  }

  @Test
  void oneSiteTakesSeveralSizes() {
    KmemFlow flow =
        new Traces().kmalloc(1, "a+0x1/0x9", 0x10, 64).kmalloc(2, "a+0x1/0x9", 0x20, 128).flow();
    assertEquals(List.of(128L, 64L), flow.sites().stream().map(CallSite::bytesEach).toList());
  }

  @Test
  void survivorsAreOfTheFirstHalfAndAgesOfAllQuarters() {
    Traces traces = new Traces();
    for (int i = 0; i <= 40; i++) {
      traces.kmalloc(100 + i * 0.1, "leak+0x1/0x9", 0x1000 + i * 64, 64);
      traces.kmalloc(100 + i * 0.1 + 0.01, "brief+0x1/0x9", 0x9000, 64);
      if (i < 40) {
        traces.kfree(100 + i * 0.1 + 0.05, 0x9000);
      }
    }
    KmemFlow flow = traces.flow();
    CallSite leak = Traces.site(flow, "leak+0x1");
    // 4.01 s: the first half ends after the 21st, at 2.0 s.
    assertEquals(21, leak.survivors());
    assertEquals(21 * 64 / (4.01 / 2), flow.rate(leak), 0.01);
    assertEquals(41 * 64.0, leak.quarters().stream().mapToDouble(q -> q).sum());
    assertEquals(10 * 64, leak.quarters().get(1), 64);
    CallSite brief = Traces.site(flow, "brief+0x1");
    assertEquals(0, brief.survivors());
    assertEquals(List.of(0.0, 0.0, 0.0, 64.0), brief.quarters());
    // Courses are cumulative and end at the sums.
    List<Double> taken = leak.allocatedBy();
    assertEquals(leak.allocatedBytes(), taken.get(taken.size() - 1));
    assertTrue(taken.size() > 16 && taken.size() <= 64, taken.size() + "");
    assertEquals(0.5, taken.get(taken.size() / 2 - 1) / leak.allocatedBytes(), 0.05);
    List<Double> given = brief.freedBy();
    assertEquals(brief.freedBytes(), given.get(given.size() - 1));
  }

  @Test
  void afterALossAllBeginsAnewAndTheLongestStretchIsJudged() {
    Traces traces = new Traces();
    traces.kmalloc(1, "before+0x1/0x9", 0x10, 64);
    traces.kmalloc(3, "before+0x1/0x9", 0x20, 64);
    traces.lost(867);
    for (int i = 0; i < 50; i++) {
      traces.kmalloc(4 + i * 0.1, "within+0x1/0x9", 0x1000 + i * 64, 64);
    }
    traces.kfree(9, 0x10);
    traces.lost(3);
    traces.kmalloc(9.5, "after+0x1/0x9", 0x30, 64);
    KmemFlow flow = traces.flow();
    assertEquals(870, flow.lost());
    assertEquals(2, flow.losses());
    assertEquals(8.5, flow.span(), 1e-6);
    // From the last event before the loss: nobody knows when within the gap events were lost.
    assertEquals(6, flow.judged(), 1e-6);
    assertEquals(2, flow.from(), 1e-6);
    assertEquals(List.of("within+0x1"), flow.sites().stream().map(CallSite::name).toList());
    assertEquals(1, flow.freesOfOlder(), "the free of what was lost from sight");
  }

  @Test
  void lossesAreReadAsEachToolPrintsThem() {
    for (String line :
        List.of(
            "CPU:1 [LOST 5 EVENTS]",
            "CPU:12 [5 EVENTS DROPPED]",
            "         swapper     0 [001]     1.500000: PERF_RECORD_LOST lost 5")) {
      KmemFlow flow =
          new Traces().kmalloc(1, "a+0x1/0x9", 0x10, 64).line(line).kfree(2, 0x20).flow();
      assertEquals(5, flow.lost(), line);
      assertEquals(1, flow.losses(), line);
      assertEquals(0, flow.unreadable(), line);
    }
    KmemFlow unknown =
        new Traces().line("CPU:1 [LOST EVENTS]").kmalloc(1, "a+0x1/0x9", 0x10, 64).flow();
    assertEquals(1, unknown.losses());
    KmemFlow perf =
        new Traces()
            .kmalloc(1, "a+0x1/0x9", 0x10, 64)
            .line("Processed 343456 events and lost 3 chunks!")
            .flow();
    assertTrue(perf.lossUnplaced());
  }

  @Test
  void whoseAPageIsStandsInTheStackOfItsCpu() {
    KmemFlow flow =
        new Traces()
            .pageAlloc(1, 0x77, 2)
            .line(
                "             sh-9     [001] .....     1.000001: kmalloc: call_site=x+0x1/0x2"
                    + " ptr=0000000000000010 bytes_req=8 bytes_alloc=8 gfp_flags=GFP_KERNEL")
            .stack(1.000002, "__alloc_pages", "alloc_pages_mpol", "rx_ring_fill", "napi_poll")
            .pageAlloc(2, 0x78, 0)
            .pageFree(3, 0x78)
            .flow();
    assertEquals(16384, Traces.site(flow, "rx_ring_fill").outstandingBytes());
    assertTrue(Traces.site(flow, "rx_ring_fill").named());
    assertTrue(flow.sites().stream().anyMatch(s -> !s.named() && s.name().startsWith("order=0")));
  }

  /** Against a plain map, over millions of steps in which runs of slots close and wrap. */
  @Test
  void theTableIsAMap() {
    Random random = new Random(7);
    LiveTable table = new LiveTable();
    Map<Long, Integer> map = new HashMap<>();
    for (int i = 0; i < 2_000_000; i++) {
      long key = 1 + random.nextInt(i < 1_000_000 ? 60_000 : 300);
      boolean known = map.containsKey(key);
      assertEquals(known, table.remove(key));
      if (known) {
        assertEquals((int) map.remove(key), table.site);
        assertEquals((int) key, table.length);
      } else if (random.nextInt(10) > 0) {
        assertTrue(table.put(key, i, (int) key, i));
        map.put(key, i);
      }
    }
    Map<Long, Integer> rest = new HashMap<>();
    table.each((site, bytes, time) -> rest.put((long) bytes, site));
    assertEquals(map, rest);
    table.clear();
    table.each((site, bytes, time) -> fail("cleared, but " + bytes + " is in it"));
  }
}
