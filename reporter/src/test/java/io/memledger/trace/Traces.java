package io.memledger.trace;

import io.memledger.series.KmemFlow;
import io.memledger.series.KmemFlow.CallSite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Traces for tests: from files in {@code kmem/}, and written line by line. */
final class Traces {
  private final StringBuilder text = new StringBuilder();

  static InputStream file(String name) {
    InputStream in = Traces.class.getResourceAsStream("/kmem/" + name);
    if (in == null) {
      throw new IllegalArgumentException("no fixture " + name);
    }
    return in;
  }

  Traces line(String line) {
    text.append(line).append('\n');
    return this;
  }

  private Traces event(double time, String event) {
    return line(
        String.format(Locale.ROOT, "            prog-7     [000] ..... %12.6f: %s", time, event));
  }

  Traces kmalloc(double time, String site, long pointer, long bytes) {
    return event(
        time,
        String.format(
            "kmalloc: call_site=%s ptr=%016x bytes_req=%d bytes_alloc=%d gfp_flags=GFP_KERNEL"
                + " node=-1 accounted=false",
            site, pointer, bytes, bytes));
  }

  Traces cacheAlloc(double time, String site, String cache, long pointer, long bytes) {
    String name = cache == null ? "" : " name=" + cache;
    return event(
        time,
        String.format(
            "kmem_cache_alloc: call_site=%s ptr=%016x%s bytes_req=%d bytes_alloc=%d"
                + " gfp_flags=GFP_KERNEL",
            site, pointer, name, bytes, bytes));
  }

  Traces cacheFree(double time, String cache, long pointer) {
    String name = cache == null ? "" : " name=" + cache;
    return event(
        time, String.format("kmem_cache_free: call_site=put+0x1/0x2 ptr=%016x%s", pointer, name));
  }

  Traces kfree(double time, long pointer) {
    return event(time, String.format("kfree: call_site=free+0x1/0x2 ptr=%016x", pointer));
  }

  Traces pageAlloc(double time, long pfn, int order) {
    return event(
        time,
        String.format(
            "mm_page_alloc: page=%016x pfn=0x%x order=%d migratetype=0 gfp_flags=GFP_KERNEL",
            pfn * 64, pfn, order));
  }

  Traces pageFree(double time, long pfn) {
    return event(time, String.format("mm_page_free: page=%016x pfn=0x%x order=0", pfn * 64, pfn));
  }

  Traces stack(double time, String... frames) {
    event(time, "<stack trace>");
    for (String frame : frames) {
      line(" => " + frame);
    }
    return this;
  }

  Traces lost(int events) {
    return line("CPU:1 [LOST " + events + " EVENTS]");
  }

  String text() {
    return text.toString();
  }

  KmemFlow flow() {
    return flow(text.toString());
  }

  static KmemFlow flow(String text) {
    return flow(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  static KmemFlow flow(InputStream in) {
    KmemTraces traces = new KmemTraces();
    read(traces, KmemTraces.TRACEFS, in);
    return traces.longest((stamp, clock) -> 0.0).orElseThrow();
  }

  static void read(KmemTraces traces, String name, InputStream in) {
    try {
      traces.read(0, name, "trace/" + name, 4096, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CallSite site(KmemFlow flow, String name) {
    List<CallSite> found = flow.sites().stream().filter(s -> s.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size()
              + " are called "
              + name
              + " of "
              + flow.sites().stream().map(CallSite::name).toList());
    }
    return found.get(0);
  }
}
