package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.TarBytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives written straight from ARCHIVE-FORMAT, not by our collector. */
class FormatTest {
  @TempDir Path folder;

  @Test
  void readsValuesTimesAndFacts() throws Exception {
    byte[] archive =
        new TarBytes()
            .file(
                Archives.TOP + "manifest.json",
                "{\"format\":\"memledger-archive\",\"version\":1,\"host\":\"box\",\"kernel\":"
                    + "\"6.1.0-9-amd64\",\"machine\":\"x86_64\",\"page_size\":16384,"
                    + "\"clock_ticks\":250,\"boot_id\":\"b-1\",\"unreadable\":"
                    + "[{\"path\":\"proc/slabinfo\",\"error\":\"EACCES\"}]}")
            .raw(Archives.capture(3).open())
            .file(
                Archives.TOP + "footer.json",
                "{\"reason\":\"count\",\"collector_cpu_seconds\":0.5,"
                    + "\"collector_peak_rss_bytes\":42}")
            .gzip();
    Recording recording = Archives.read(folder, archive);

    TimeSeries free = Archives.host(recording, Metric.MEM_FREE);
    assertArrayEquals(new double[] {0, 5, 10}, free.times());
    assertArrayEquals(new double[] {512000000, 511897600, 511795200}, free.means());
    TimeSeries rss =
        recording.series(Metric.PROC_RSS, Subject.process("web", 7, 300)).orElseThrow();
    assertArrayEquals(new double[] {50 * 16384, 51 * 16384, 52 * 16384}, rss.means());
    assertEquals("box", recording.hostFacts().name());
    assertEquals("6.1.0-9-amd64", recording.hostFacts().kernel());
    assertEquals(16384, recording.hostFacts().pageSize());
    assertEquals(250, recording.hostFacts().clockTicks());
    assertEquals("b-1", recording.hostFacts().bootId());
    assertEquals(1_024_000_000, recording.hostFacts().memTotal());
    assertEquals(3, recording.capture().snapshots());
    assertEquals(5, recording.capture().intervalSeconds());
    assertEquals(10, recording.capture().spanSeconds());
    assertEquals(0.05, recording.capture().collectorCpuShare(), 1e-12);
    assertEquals(42, recording.capture().collectorPeakRss());
    assertEquals("count", recording.capture().reason());
    assertEquals(Instant.ofEpochSecond(Archives.EPOCH), recording.capture().start());
    assertTrue(
        recording.capture().missing().stream()
            .anyMatch(m -> m.path().equals("proc/slabinfo") && m.reason().equals("EACCES")));
    assertTrue(recording.archive().complete());
    assertEquals(archive.length, recording.archive().bytes());
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
    assertEquals(HexFormat.of().formatHex(hash), recording.archive().sha256());
    assertEquals(0, recording.first().orElseThrow().time());
    assertEquals(511795200, recording.last().orElseThrow().get(Metric.MEM_FREE).orElseThrow());
  }

  @Test
  void readsAnUnpackedFolderAndFollowsNoLink() throws IOException {
    for (int i = 0; i < 3; i++) {
      Path proc =
          folder.resolve("memledger-box-20261123T040305Z/2026112" + (3 + i) + "T000000Z/proc");
      Files.createDirectories(proc);
      Files.writeString(proc.resolve("meminfo"), Archives.meminfo(1000 + i));
    }
    Path secret = Files.writeString(folder.resolve("secret"), "MemTotal: 1 kB\n");
    Files.createSymbolicLink(
        folder.resolve("memledger-box-20261123T040305Z/20261123T000000Z/proc/vmstat"), secret);
    Recording recording = Replay.run(folder, Limits.defaults(), Progress.NONE);
    assertEquals(3, recording.capture().snapshots());
    assertEquals(2 * 86400, recording.span());
    assertNull(recording.archive().sha256());
    assertTrue(Archives.warns(recording, Warning.Kind.NO_FILE_OR_FOLDER));
    assertEquals("box", recordingName(recording));
  }

  private static String recordingName(Recording recording) {
    // The top folder lies below the folder that was named.
    return recording.hostFacts().name();
  }

  @Test
  void brokenJsonIsCountedAndAbsentManifestIsSaid() {
    byte[] archive =
        new TarBytes()
            .file(Archives.TOP + "manifest.json", "{\"host\":")
            .raw(Archives.capture(1).open())
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertTrue(Archives.warns(recording, Warning.Kind.BROKEN_JSON));
    assertTrue(Archives.warns(recording, Warning.Kind.NO_MANIFEST));
    assertEquals(4096, recording.hostFacts().pageSize());
    assertEquals("box", recording.hostFacts().name());
  }
}
