package io.memledger.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import io.memledger.series.KmemFlow.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One story as each family of kernels prints it: eight objects of 64 bytes at one call site, one
 * freed; a file that comes and goes eight times; pages of which one pair stays.
 */
class KmemFormatsTest {
  @ParameterizedTest
  @CsvSource({
    "tracefs-2.6.32.txt, ffffffffa02c71f4,",
    "tracefs-3.10.txt, ffffffffa02c71f4,",
    "tracefs-4.19.txt, ffffffffa02c71f4,",
    "tracefs-5.15.txt, nf_leak_hook+0x24 [nf_leak], filp",
    "tracefs-6.1.txt, nf_leak_hook+0x24 [nf_leak], filp",
    "tracefs-6.18.txt, nf_leak_hook+0x24 [nf_leak], filp",
    "perf-3.10.txt, ffffffffa02c71f4,",
    "perf-6.1.txt, nf_leak_hook+0x24, filp"
  })
  void readsEachFamily(String file, String leak, String cache) {
    KmemFlow flow = Traces.flow(Traces.file(file));
    CallSite left = Traces.site(flow, leak);
    assertEquals(Kind.KMALLOC, left.kind());
    assertEquals(8, left.allocations());
    assertEquals(1, left.frees());
    assertEquals(7, left.outstanding());
    assertEquals(7 * 64, left.outstandingBytes());
    // At 0, 1, 3 s of 7.5: the third is freed, the fifth comes at 4 s, after half time.
    assertEquals(3, left.survivors());
    CallSite cached =
        flow.sites().stream().filter(s -> s.kind() == Kind.CACHE).findFirst().orElseThrow();
    assertEquals(8, cached.allocations());
    assertEquals(0, cached.outstanding());
    assertEquals(cache, cached.cache());
    CallSite pages =
        flow.sites().stream().filter(s -> s.outstandingBytes() == 8192).findFirst().orElseThrow();
    assertEquals(Kind.PAGES, pages.kind());
    assertEquals(1, pages.outstanding());
    assertEquals(0, flow.unreadable());
    assertEquals(0, flow.lost());
    // 8 kmalloc, 8 and 8 of the cache, 1 and 8 (of null) kfree, 8 and 7 of pages
    assertEquals(48, flow.events());
    assertEquals(7.5, flow.span(), 1e-6);
    assertEquals(7.5, flow.judged(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tracefs-3.10.txt", "tracefs-4.19.txt", "perf-3.10.txt"})
  void namesAddressesBySymbolsWhicheverComesFirst(String file) {
    for (boolean symbolsFirst : new boolean[] {true, false}) {
      KmemTraces traces = new KmemTraces();
      if (symbolsFirst) {
        Traces.read(traces, "kallsyms", Traces.file("kallsyms"));
      }
      Traces.read(traces, KmemTraces.TRACEFS, Traces.file(file));
      if (!symbolsFirst) {
        Traces.read(traces, "kallsyms", Traces.file("kallsyms"));
      }
      KmemFlow flow = traces.longest((stamp, clock) -> 0.0).orElseThrow();
      assertEquals(7, Traces.site(flow, "nf_leak_hook+0x24 [nf_leak]").outstanding());
      assertEquals(8, Traces.site(flow, "alloc_empty_file+0x3c").frees());
    }
  }

  /** Real lines of a 6.18 kernel: events, stacks of pages, a loss. */
  @Test
  void readsARealTrace() {
    KmemFlow flow = Traces.flow(Traces.file("real-6.18.txt"));
    assertEquals(0, flow.unreadable());
    assertEquals(1, flow.losses());
    assertEquals(202, flow.lost());
    assertTrue(flow.events() > 180, flow.events() + "");
    CallSite table = Traces.site(flow, "pgd_alloc");
    assertEquals(Kind.PAGES, table.kind());
    assertTrue(table.named());
    assertTrue(flow.sites().stream().anyMatch(s -> "names_cache".equals(s.cache())));
  }

  /** Real output of perf script 6.1 on a 6.18 kernel. */
  @Test
  void readsRealPerf() {
    KmemFlow flow = Traces.flow(Traces.file("real-perf-6.1.txt"));
    assertEquals(0, flow.unreadable());
    assertEquals(6, Traces.site(flow, "load_msg+0x41").outstanding());
    assertEquals(6 * 4096, Traces.site(flow, "load_msg+0x41").outstandingBytes());
    assertNull(Traces.site(flow, "load_msg+0x41").cache());
  }

  @Test
  void readsStacksOfPerfAndTheFieldsOfTraceCmd() {
    String perf =
        "sh 77 [002] 10.000001: kmem:mm_page_alloc: page=0xffffea00 pfn=0x77 order=3"
            + " migratetype=0 gfp_flags=GFP_KERNEL\n"
            + "\tffffffff811a0001 __alloc_pages_nodemask+0x12 ([kernel.kallsyms])\n"
            + "\tffffffff811a0002 alloc_pages_current+0x3c ([kernel.kallsyms])\n"
            + "\tffffffff811a0003 rx_ring_fill+0x51 ([mynic])\n"
            + "\n"
            + "sh 77 [002] 10.000003: kmem:kmalloc: call_site=a+0x1 ptr=0x10 bytes_req=8"
            + " bytes_alloc=8 gfp_flags=GFP_KERNEL\n"
            + "\tffffffff811a0003 __kmalloc+0x51 ([kernel.kallsyms])\n";
    KmemFlow flow = Traces.flow(perf);
    assertEquals(0, flow.unreadable());
    assertEquals(32768, Traces.site(flow, "rx_ring_fill").outstandingBytes());
    assertEquals(1, Traces.site(flow, "rx_ring_fill").allocations());
    String traceCmd =
        "              sh-77    [002]    10.000001: kmalloc:              (f+0x1a) call_site=b+0x2"
            + " ptr=0x10 bytes_req=8 bytes_alloc=8 gfp_flags=GFP_KERNEL\n";
    assertEquals(1, Traces.site(Traces.flow(traceCmd), "b+0x2").outstanding());
  }

  /** Where no loss is marked, the kernel's counters still tell of it. */
  @Test
  void countersTellOfLossesThatTheTextDoesNotMark() {
    KmemTraces traces = new KmemTraces();
    Traces.read(traces, KmemTraces.TRACEFS, Traces.file("tracefs-6.18.txt"));
    Traces.read(
        traces,
        "lost",
        new java.io.ByteArrayInputStream("0 100 0 0\n1 100 40 2\nnonsense\n".getBytes()));
    KmemFlow flow = traces.longest((stamp, clock) -> 0.0).orElseThrow();
    assertEquals(42, flow.lost());
    assertTrue(flow.lossUnplaced());
  }
}
