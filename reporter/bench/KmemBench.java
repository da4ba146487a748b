import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import io.memledger.trace.KmemTraces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads a trace of the kernel's allocations and says how long that took. Beside it measure what
 * unpacking alone takes:
 *
 * <pre>
 * java -cp reporter/target/classes reporter/bench/KmemBench.java kmem.trace.gz
 * time gzip -dc kmem.trace.gz > /dev/null
 * </pre>
 *
 * A name that does not end in .gz is read as plain text. Where no trace is at hand,
 * {@code KmemBench.java make 10000000 kmem.trace} writes one of so many events: 2,000 call sites,
 * every hundredth allocation never freed.
 */
public final class KmemBench {
  private KmemBench() {}

  public static void main(String[] args) throws IOException {
    if (args[0].equals("make")) {
      make(Long.parseLong(args[1]), Path.of(args[2]));
      return;
    }
    for (int round = 1; round <= 3; round++) {
      long begun = System.nanoTime();
      KmemTraces traces = new KmemTraces();
      try (InputStream file = Files.newInputStream(Path.of(args[0]));
          InputStream in =
              args[0].endsWith(".gz")
                  ? new GZIPInputStream(file, 1 << 16)
                  : new BufferedInputStream(file, 1 << 18)) {
        traces.read(0, KmemTraces.TRACEFS, args[0], 4096, in);
      }
      KmemFlow flow = traces.longest((stamp, clock) -> 0.0).orElseThrow();
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "%.2f s, %d events, %.2f million a second; judged %.3f of %.3f s, lost %d in %d places,"
              + " %d unreadable%n",
          seconds,
          flow.events(),
          flow.events() / seconds / 1e6,
          flow.judged(),
          flow.span(),
          flow.lost(),
          flow.losses(),
          flow.unreadable());
      for (CallSite site : flow.sites().subList(0, Math.min(12, flow.sites().size()))) {
        System.out.printf(
            "  %-44s %-20s %,14.0f outstanding, %,14.0f survive, %,d unseen %s%n",
            site.name(),
            site.cache(),
            site.outstandingBytes(),
            site.survivorBytes(),
            site.unseenFrees(),
            site.quarters());
      }
    }
  }

  private static void make(long events, Path to) throws IOException {
    try (var out = Files.newBufferedWriter(to)) {
      long[] live = new long[4096];
      for (long i = 0; i < events; i++) {
        double time = 100 + i / 1e6;
        int slot = (int) (i * 2_654_435_761L >>> 7 & 4095);
        String head =
            String.format("         program-4711    [%03d] ..... %12.6f: ", i % 2, time);
        if (live[slot] != 0 && i % 100 != 0) {
          out.write(
              head
                  + String.format(
                      "kfree: call_site=free_%d+0x1c/0x40 ptr=%016x%n", slot % 2000, live[slot]));
          live[slot] = 0;
        } else {
          live[slot] = i + 1;
          out.write(
              head
                  + String.format(
                      "kmalloc: call_site=make_%d+0x38/0x1f0 ptr=%016x bytes_req=60 bytes_alloc=64"
                          + " gfp_flags=GFP_KERNEL|__GFP_ZERO node=-1 accounted=false%n",
                      slot % 2000, live[slot]));
        }
      }
    }
  }
}
