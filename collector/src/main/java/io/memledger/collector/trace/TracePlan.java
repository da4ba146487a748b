package io.memledger.collector.trace;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.Sizes;
import io.memledger.collector.options.Options;
import io.memledger.collector.proc.ProcReader;
import java.io.File;

/** How large a trace may become on this machine; looks only, and changes nothing. */
final class TracePlan {
  private static final long MOST_BUFFER = 16L << 20;
  private static final long LEAST_BUFFER = 1 << 16;
  private static final long MOST_BUFFERS = 256L << 20;

  /** Buffers never take more than a part of the memory that is left. */
  private static final long SHARE_OF_AVAILABLE = 20;

  private static final long SHARE_IF_ASKED = 4;

  /** The trace may take this part of the archive. */
  private static final long SHARE_OF_ARCHIVE = 4;

  final long nanos;
  final long cpus;

  /** Of each CPU. */
  final long bufferBytes;

  /** What the packed text may take. */
  final long mostPacked;

  /**
   * @param instances the folder of tracefs that holds instances
   * @throws Failure if the buffers that were asked for would take too much
   */
  TracePlan(Options options, File instances) throws Failure {
    nanos = options.kmemNanos();
    String[] names = new File(instances.getParentFile(), "per_cpu").list();
    cpus = names == null ? 1 : Math.max(1, names.length);
    long available = available(options.root());
    long all = Math.min(MOST_BUFFERS, available / SHARE_OF_AVAILABLE);
    long fitting = Math.min(MOST_BUFFER, all / cpus / LEAST_BUFFER * LEAST_BUFFER);
    bufferBytes = options.kmemBuffer() < 0 ? Math.max(LEAST_BUFFER, fitting) : options.kmemBuffer();
    mostPacked = options.maxSize() / SHARE_OF_ARCHIVE;
    if (bufferBytes * cpus > available / SHARE_IF_ASKED) {
      throw Failure.of(
          cpus
              + " trace buffers of "
              + Sizes.text(bufferBytes)
              + " would take more than a quarter of the memory that is left; give a smaller"
              + " --kmem-buffer");
    }
  }

  private static long available(String root) {
    ProcReader proc = ProcReader.unwatched(root);
    long kib = proc.number("proc/meminfo", "MemAvailable:");
    // Kernels before 3.14 do not estimate it.
    kib = kib > 0 ? kib : proc.number("proc/meminfo", "MemFree:");
    return kib << 10;
  }

  /** What tracing will cost, in a sentence for the user. */
  String cost() {
    return "Tracing the kernel's allocations for "
        + nanos / 100_000_000 / 10.0
        + " s: "
        + cpus
        + " buffers of "
        + Sizes.text(bufferBytes)
        + " ("
        + Sizes.text(bufferBytes * cpus)
        + " of kernel memory, given back at the end), up to one CPU to read them, up to "
        + Sizes.text(mostPacked)
        + " of the archive; programs that keep the kernel busy may take twice as long meanwhile.";
  }
}
