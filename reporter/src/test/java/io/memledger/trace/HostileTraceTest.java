package io.memledger.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.KmemFlow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a trace can hold is fatal, or takes more than its share of time and memory. */
class HostileTraceTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final String HEAD = "            prog-7     [000] .....     2.000000: ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kmalloc: call_site= ptr=",
        "kmalloc: call_site=a+0x1/0x2",
        "kmalloc: call_site=a+0x1/0x2 ptr=00000000000000zz bytes_req=8 bytes_alloc=8",
        "kmalloc: call_site=a+0x1/0x2 ptr=00000000000000000000010 bytes_req=8 bytes_alloc=8",
        "kmalloc: call_site=a+0x1/0x2 ptr=0000000000000010 bytes_req=8",
        "kmalloc: call_site=a+0x1/0x2 ptr=0000000000000010 bytes_req=-8 bytes_alloc=-8",
        "kmalloc: call_site=a+0x1/0x2 ptr=0000000000000010 bytes_alloc=8 bytes_req=8",
        "kmalloc: ",
        "kfree: ptr=0000000000000010",
        "mm_page_alloc: page=0000000000000040 pfn=-1 order=0",
        "mm_page_alloc: page=0000000000000040 pfn=0x1 order=99",
        "mm_page_alloc: page=0000000000000040 order=1",
        "mm_page_free: page=",
        "kmem_cache_alloc: call_site=a ptr=(",
        "kmem_cache_free: call_site=a ptr=0x"
      })
  void brokenEventsAreCounted(String event) {
    KmemFlow flow =
        new Traces()
            .kmalloc(1, "good+0x1/0x9", 0x10, 64)
            .line(HEAD + event)
            .kmalloc(3, "good+0x1/0x9", 0x20, 64)
            .flow();
    assertEquals(1, flow.unreadable());
    assertEquals(2, flow.events());
    assertEquals(2, Traces.site(flow, "good+0x1").outstanding());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "\u0000\u0001\u0002",
        "  not a frame",
        "CPU:1 [WON 5 EVENTS]",
        "a-1 [000] 99999999999999999999.0: kfree: call_site=a ptr=1",
        "a-1 [000] 5: kfree: call_site=a ptr=1",
        ": : : :"
      })
  void otherLinesAreCounted(String line) {
    KmemFlow flow = new Traces().kmalloc(1, "good+0x1/0x9", 0x10, 64).line(line).flow();
    assertEquals(1, flow.unreadable(), line);
    assertEquals(1, flow.events());
  }

  @Test
  void eventsOfOthersAreNoErrors() {
    KmemFlow flow =
        new Traces()
            .kmalloc(1, "good+0x1/0x9", 0x10, 64)
            .line(HEAD + "sched_switch: prev_comm=a prev_pid=1 ==> next_comm=b")
            .line(HEAD + "tracing_mark_write: hello")
            .line("# a remark")
            .line("")
            .flow();
    assertEquals(0, flow.unreadable());
    assertEquals(1, flow.events());
  }

  /** Commands of 15 letters that look like the head of a line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.9: kfree: cal",
        "9: kmalloc: pt",
        "[001] 9.9: kfre",
        "CPU:1 [LOST 9 E",
        " => evil",
        "#x",
        "kmem: kfree: a",
        "\t1.0: kmalloc: "
      })
  void commandNamesDoNotDeceive(String comm) {
    for (String format :
        new String[] {
          "%16s-7     [000] .....     2.000000: kmalloc: call_site=c+0x1/0x2 ptr=30 bytes_req=8"
              + " bytes_alloc=8 gfp_flags=GFP_KERNEL",
          "%16s     7 [000]     2.000000: kmem:kmalloc: call_site=c+0x1 ptr=0x30 bytes_req=8"
              + " bytes_alloc=8 gfp_flags=GFP_KERNEL"
        }) {
      KmemFlow flow =
          new Traces()
              .kmalloc(1, "good+0x1/0x9", 0x10, 64)
              .line(String.format(format, comm))
              .kmalloc(3, "good+0x1/0x9", 0x20, 64)
              .flow();
      assertEquals(0, flow.lost());
      assertEquals(3, flow.events(), comm);
      assertEquals(2, flow.span(), 1e-6, "time is not taken from a name");
      assertEquals(1, Traces.site(flow, "c+0x1").outstanding());
    }
  }

  @Test
  void timeThatJumpsIsBorne() {
    KmemFlow flow =
        new Traces()
            .kmalloc(5_000_000_000.0, "a+0x1/0x9", 0x10, 64)
            .kmalloc(1, "a+0x1/0x9", 0x20, 64)
            .kmalloc(9_000_000_000.0, "a+0x1/0x9", 0x30, 64)
            .flow();
    assertEquals(3, Traces.site(flow, "a+0x1").outstanding());
    assertEquals(4e9, flow.span(), 1);
  }

  @Test
  void callSitesAreBounded() {
    Traces traces = new Traces();
    for (int i = 0; i < 40_000; i++) {
      traces.kmalloc(1 + i * 1e-4, "site" + i + "+0x1/0x9", 0x1000 + i * 64L, 64);
    }
    KmemFlow flow = traces.flow();
    assertEquals(200, flow.sites().size());
    assertEquals(40_000 * 64.0, flow.total().outstandingBytes());
    assertEquals("(other)", flow.sites().get(0).name());
    assertTrue(!flow.sites().get(0).named());
  }

  @Test
  void liveEntriesAreBounded() {
    Outstanding live = new Outstanding();
    byte[] name = "a".getBytes(StandardCharsets.US_ASCII);
    int site =
        live.sites().of(name, 0, 1, true, io.memledger.series.KmemFlow.Kind.KMALLOC, -1, -1, 64);
    for (long i = 1; i <= LiveTable.MOST + 1000; i++) {
      live.time(i);
      live.allocated(site, i * 64, 64);
    }
    assertEquals(1000, live.finish().untracked());
  }

  @Test
  void endlessLinesAndLossesTakeNoTime() {
    String longLine = "x".repeat(3_000_000) + "\n";
    KmemFlow flow =
        Traces.flow(longLine + new Traces().kmalloc(1, "a+0x1/0x9", 0x10, 64).text() + longLine);
    assertEquals(2, flow.unreadable());
    assertEquals(1, flow.events());
    // Ten times the losses take about ten times as long; where each looked at all before, hundred.
    double few = Math.min(cpuWithLosses(30_000), cpuWithLosses(30_000));
    double many = Math.min(cpuWithLosses(300_000), cpuWithLosses(300_000));
    assertTrue(many < 40 * few, "more losses take longer out of proportion");
  }

  /** CPU time of this thread, which other programs do not stretch. */
  private static double cpuWithLosses(int count) {
    String one =
        HEAD
            + "kmalloc: call_site=s+0x1/0x2 ptr=10 bytes_req=8 bytes_alloc=8\n"
            + "CPU:1 [LOST 1 EVENTS]\n";
    String text = one.repeat(count);
    long begun = THREADS.getCurrentThreadCpuTime();
    assertEquals(count, Traces.flow(text).losses());
    return THREADS.getCurrentThreadCpuTime() - begun;
  }

  /** Whatever bytes come, reading ends well; and a cut trace keeps what came before. */
  @Test
  void noiseAndCutsAreBorne() throws IOException {
    byte[] real = Traces.file("real-6.18.txt").readAllBytes();
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      byte[] noisy = real.clone();
      for (int i = 0; i < 200; i++) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
      }
      KmemTraces traces = new KmemTraces();
      Traces.read(traces, KmemTraces.TRACEFS, new ByteArrayInputStream(noisy));
      Optional<KmemFlow> flow = traces.longest((stamp, clock) -> 0.0);
      assertTrue(flow.isPresent());
      assertTrue(flow.get().events() > 50);
    }
    KmemTraces cut = new KmemTraces();
    InputStream broken =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(real, 0, real.length / 2),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("cut");
              }
            });
    try {
      cut.read(0, KmemTraces.TRACEFS, "trace", 4096, broken);
      throw new AssertionError("the error comes out");
    } catch (IOException e) {
      assertTrue(cut.longest((stamp, clock) -> 0.0).orElseThrow().events() > 50);
    }
  }
}
