package io.memledger.collector.trace;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.common.Failure;
import io.memledger.collector.options.Options;
import io.memledger.collector.testing.FakeRoot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trace may take of a machine. */
class TracePlanTest {
  @TempDir Path temp;

  @Test
  void buffersThatWouldTakeTooMuchAreRefused() throws Exception {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    root.path.resolve("sys/kernel/tracing/instances").toFile().mkdirs();
    root.path.resolve("sys/kernel/tracing/per_cpu/cpu0").toFile().mkdirs();
    root.path.resolve("sys/kernel/tracing/per_cpu/cpu1").toFile().mkdirs();
    root.file("proc/self/x", "");
    root.file("proc/meminfo", "MemTotal: 2000000 kB\nMemFree: 1 kB\nMemAvailable: 1000000 kB\n");
    String[] args = {"--root", root.path + "", "--kmem", "30s", "--kmem-buffer", "200M"};
    Failure failure = assertThrows(Failure.class, () -> new TraceSession(Options.parse(args)));
    assertTrue(failure.getMessage().contains("2 trace buffers of 200.0 MiB"), failure.getMessage());
    args[5] = "100M";
    String cost = new TraceSession(Options.parse(args)).cost();
    assertTrue(cost.contains("2 buffers of 100.0 MiB (200.0 MiB of kernel memory"), cost);
    assertTrue(cost.contains("for 30.0 s"), cost);
    String[] fitting = {"--root", root.path + "", "--kmem", "30s"};
    // A twentieth of a million kB for two CPUs is 24.4 MiB: the default of 16 MiB fits.
    assertTrue(new TraceSession(Options.parse(fitting)).cost().contains("2 buffers of 16.0 MiB"));
    root.file("proc/meminfo", "MemFree: 100000 kB\n");
    // A twentieth is 5,000 kB, 2,500 for each, in steps of 64.
    assertTrue(new TraceSession(Options.parse(fitting)).cost().contains("2 buffers of 2.4 MiB"));
  }
}
