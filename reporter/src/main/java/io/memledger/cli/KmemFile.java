package io.memledger.cli;

import io.memledger.archive.ArchiveException;
import io.memledger.series.KmemFlow;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import io.memledger.trace.KmemTraces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A trace of the kernel's allocations outside of the archive: text of tracefs or of {@code perf
 * script}, plain or packed with gzip.
 */
final class KmemFile {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private KmemFile() {}

  /**
   * The recording with the trace.
   *
   * @throws ArchiveException if the file holds no event
   */
  static Recording added(Recording recording, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ArchiveException("there is no file " + file + "; check --kmem-trace");
    }
    String name = file.getFileName().toString();
    KmemTraces traces = new KmemTraces();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      raw.mark(2);
      int magic = raw.read() << 8 | raw.read();
      raw.reset();
      InputStream text = magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER) : raw;
      traces.read(0, KmemTraces.PERF, name, recording.hostFacts().pageSize(), text);
    }
    Optional<KmemFlow> flow = traces.longest((stamp, clock) -> since(recording, clock));
    return recording.with(
        flow.orElseThrow(
            () ->
                new ArchiveException(
                    file
                        + " holds no kmem events; give the text of perf script, or of trace_pipe")));
  }

  /** Tracers count from the boot as uptime does; a trace of another boot has no place in it. */
  private static double since(Recording recording, double clock) {
    Optional<TimeSeries> uptime = recording.host(Metric.UPTIME);
    if (uptime.isEmpty()) {
      return Double.NaN;
    }
    TimeSeries.Sample first = uptime.get().first();
    double time = clock - first.value() + first.time();
    return time >= -recording.span() && time <= 2 * recording.span() ? time : Double.NaN;
  }
}
