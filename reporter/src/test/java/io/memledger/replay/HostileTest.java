package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.archive.TarBytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is hostile input: it is read without harm, or refused in one sentence. */
class HostileTest {
  private static final Limits DEFAULTS = Limits.defaults();

  @TempDir Path folder;

  @Test
  void namesThatLeadOutAreSkippedAndCounted() {
    byte[] archive =
        Archives.capture(2)
            .file("../1795406585/proc/vmstat", "pgfault 1\n")
            .file(Archives.at(5) + "../../proc/vmstat", "pgfault 1\n")
            .file("/1795406585/proc/vmstat", "pgfault 1\n")
            .file(Archives.at(5) + "proc/" + "d/".repeat(60) + "x", "1\n")
            .file(Archives.at(5) + "proc/" + "n".repeat(2000), "1\n")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertTrue(recording.host(Metric.PGFAULT).isEmpty());
    assertEquals(5, Archives.warned(recording, Warning.Kind.UNSAFE_NAMES));
    assertEquals(2, recording.capture().snapshots());
  }

  @Test
  void linksDevicesAndUnknownTypesAreSkippedAndCounted() {
    byte[] archive =
        Archives.capture(2)
            .special(Archives.at(5) + "proc/vmstat", '2', "/etc/passwd")
            .special(Archives.at(5) + "proc/stat", '3', "")
            .special(Archives.at(5) + "proc/zoneinfo", '6', "")
            .special(Archives.at(5) + "proc/slabinfo", 'Z', "")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertEquals(4, Archives.warned(recording, Warning.Kind.NO_FILE_FOLDER_OR_LINK));
    assertTrue(recording.archive().complete());
  }

  @Test
  void hardLinksToMissingLaterOrOwnEntryAreSkipped() {
    byte[] archive =
        Archives.capture(2)
            .link(Archives.at(5) + "proc/vmstat", Archives.at(0) + "proc/vmstat")
            .link(Archives.at(5) + "proc/stat", Archives.at(5) + "proc/stat")
            .link(Archives.at(5) + "proc/slabinfo", Archives.at(10) + "proc/slabinfo")
            .link(Archives.at(5) + "proc/zoneinfo", "/etc/passwd")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertEquals(3, Archives.warned(recording, Warning.Kind.LINKS_TO_NOTHING));
    assertEquals(1, Archives.warned(recording, Warning.Kind.LINKS_OUT_OF_THE_ARCHIVE));
  }

  @Test
  void aBombIsStoppedByItsRatioAndByItsSize() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      zip.write(Archives.capture(1).open());
      byte[] big =
          new TarBytes()
              .header(
                  "x/y".getBytes(StandardCharsets.UTF_8), 200L << 20, '0', "", "ustar\00000", "")
              .open();
      zip.write(big);
      for (int i = 0; i < 200; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    Limits ratio = limits(DEFAULTS.entries(), DEFAULTS.unpackedBytes(), 500, 100_000);
    assertRefused("decompression bomb", bomb.toByteArray(), ratio);
    Limits size = limits(DEFAULTS.entries(), 10 << 20, 5_000, 100_000);
    assertRefused("unpacks to more than", bomb.toByteArray(), size);
  }

  @Test
  void aHugeDeclaredSizeTakesNoMemory() {
    byte[] archive =
        Archives.capture(2)
            .header(
                (Archives.at(5) + "proc/vmstat").getBytes(StandardCharsets.UTF_8),
                8L << 30,
                '0',
                "",
                "ustar\00000",
                "")
            .raw("pgfault 1\n".getBytes(StandardCharsets.UTF_8))
            .open();
    Recording recording = Archives.read(folder, archive);
    assertFalse(recording.archive().complete());
    assertTrue(Archives.warns(recording, Warning.Kind.LARGE_ENTRIES));
    assertEquals(2, recording.capture().snapshots());

    byte[] longName =
        Archives.capture(2)
            .header(
                "././@LongLink".getBytes(StandardCharsets.UTF_8),
                4L << 30,
                'L',
                "",
                "ustar  \0",
                "")
            .open();
    assertFalse(Archives.read(folder, longName).archive().complete());
  }

  @Test
  void tooManyEntriesAndSnapshotsAreRefused() {
    TarBytes tar = Archives.capture(1);
    for (int i = 0; i < 1000; i++) {
      tar.file("a/b/" + i, "");
    }
    byte[] archive = tar.gzip();
    assertRefused(
        "more than 500 entries",
        archive,
        limits(500, DEFAULTS.unpackedBytes(), DEFAULTS.ratio(), 100));
    assertRefused(
        "more than 3 snapshots",
        Archives.capture(5).gzip(),
        limits(500, DEFAULTS.unpackedBytes(), DEFAULTS.ratio(), 3));
  }

  @Test
  void namesWithNulOrInvalidUtf8AreHarmless() {
    byte[] nul = (Archives.at(5) + "proc/vmstat\0/../x").getBytes(StandardCharsets.ISO_8859_1);
    byte[] invalid = (Archives.at(5) + "proc/\u00ff\u00fe").getBytes(StandardCharsets.ISO_8859_1);
    byte[] pax = "30 path=1795406585/proc/\u0000stat\n".getBytes(StandardCharsets.UTF_8);
    byte[] archive =
        Archives.capture(2)
            .header(nul, 0, '0', "", "ustar\00000", "")
            .header(invalid, 0, '0', "", "ustar\00000", "")
            .entry("pax", pax, 'x', "")
            .file("ignored", "")
            .entry("pax", "999999999999 path=x\n".getBytes(StandardCharsets.UTF_8), 'x', "")
            .file("unknown", "")
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertTrue(recording.archive().complete());
    assertEquals(2, recording.capture().snapshots());
    assertTrue(
        recording.archive().warnings().stream().noneMatch(w -> w.toString().indexOf(0) >= 0));
  }

  @Test
  void nestedArchivesAreNotOpened() {
    byte[] inner = Archives.capture(3).gzip();
    byte[] archive =
        Archives.capture(1).entry(Archives.at(5) + "inner.tar.gz", inner, '0', "").gzip();
    assertEquals(1, Archives.read(folder, archive).capture().snapshots());
  }

  @Test
  void numbersOfTheManifestAreNotTrusted() {
    byte[] archive =
        new TarBytes()
            .file(
                Archives.TOP + "manifest.json",
                "{\"page_size\":-1,\"clock_ticks\":0,\"host\":[1],\"unreadable\":{\"a\":1},"
                    + "\"kernel\":7}")
            .file(Archives.TOP + "footer.json", "[".repeat(100_000))
            .raw(Archives.capture(2).open())
            .gzip();
    Recording recording = Archives.read(folder, archive);
    assertEquals(4096, recording.hostFacts().pageSize());
    assertEquals(100, recording.hostFacts().clockTicks());
    assertEquals("box", recording.hostFacts().name());
  }

  @Test
  void shortLivedProcessesWithoutEndStayInBounds() {
    TarBytes tar = new TarBytes();
    int pid = 1;
    for (int i = 0; i < 400; i++) {
      StringBuilder stat = new StringBuilder(Archives.process(1, "init", 1, 100 + i));
      for (int j = 0; j < 50; j++) {
        pid++;
        stat.append(Archives.process(pid, "worker" + pid % 3, 1000 + i, 10));
      }
      tar.file(Archives.at(i * 5) + "proc/meminfo", Archives.meminfo(1000));
      tar.file(Archives.at(i * 5) + "proc/pids/stat", stat.toString());
    }
    Limits few = new Limits(1 << 20, 1 << 20, 1 << 30, 2000, 1000, 40, 1000, 3_000, 1 << 20);
    Recording recording = Archives.read(folder, tar.gzip(), few);
    int kept = Archives.processes(recording, Metric.PROC_RSS).size();
    assertTrue(kept > 10 && kept < 4_200, kept + " processes kept of 20,000");
    assertTrue(
        Archives.processes(recording, Metric.PROC_RSS).stream()
            .anyMatch(s -> s.subject().name().equals("init") && s.samples() == 400),
        "the one that grew is kept whole");
    double workers =
        recording.all(Metric.PROC_COUNT, io.memledger.series.Subject.Kind.PROCESS_GROUP).stream()
            .filter(s -> s.subject().name().startsWith("worker"))
            .mapToDouble(s -> s.samples() * s.last().value())
            .sum();
    assertTrue(workers > 0, "groups outlive their members");
    assertTrue(Archives.warns(recording, Warning.Kind.SMALL_GROWERS_LEFT_OUT));
  }

  private void assertRefused(String reason, byte[] archive, Limits limits) {
    ArchiveException refused =
        assertThrows(ArchiveException.class, () -> Archives.read(folder, archive, limits));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    assertFalse(refused.getMessage().toLowerCase(Locale.ROOT).contains("exception"));
  }

  private static Limits limits(long entries, long unpacked, long ratio, int snapshots) {
    return new Limits(
        DEFAULTS.entryBytes(), entries, unpacked, ratio, 1024, 48, snapshots, 1000, 1 << 20);
  }
}
