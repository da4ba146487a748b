package io.memledger.corpus.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.TimeSeries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window of a table is the archive that somebody would make of it by hand. */
class FoundSeriesTest {
  private static final long EPOCH = 1_500_000_000;
  private static final Window WINDOW =
      new Window("w", "s", "1h", EPOCH + 60, EPOCH + 240, "no-leak");
  private static final double KIB = 1024;

  @TempDir Path folder;

  @Test
  void aWindowIsCutOut() throws IOException {
    TimeSeries available = available(0);
    assertEquals(3, available.samples(), "from its start, and not its end");
    assertEquals(500_001 * KIB, available.first().value());
    assertEquals(500_003 * KIB, available.last().value());
  }

  @Test
  void aLeakTakesFromWhatIsAvailable() throws IOException {
    // 60 MiB an hour for two minutes.
    TimeSeries available = available(60 * KIB * KIB);
    assertEquals(500_001 * KIB, available.first().value());
    assertEquals((500_003 - 2 * 1024) * KIB, available.last().value());
  }

  private TimeSeries available(double leak) throws IOException {
    Path csv = folder.resolve("s.csv.gz");
    StringBuilder text = new StringBuilder("time,MemTotal,MemFree,MemAvailable,Buffers,Cached\n");
    for (int i = 0; i < 6; i++) {
      text.append(EPOCH + 60 * i)
          .append(",1000000,100000,")
          .append(500_000 + i)
          .append(",,400000\n");
    }
    try (var out = new GZIPOutputStream(Files.newOutputStream(csv))) {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
    Path file = folder.resolve("w.tar");
    FoundSeries.read(csv).write(WINDOW, leak, file);
    Recording recording = Replay.run(file, Limits.defaults(), Progress.NONE);
    return recording.host(Metric.AVAILABLE).orElseThrow();
  }
}
