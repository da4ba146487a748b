package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.memledger.archive.ArchiveException;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.archive.TarBytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Warning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

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
  void readsEveryContainer() throws IOException {
    byte[] tar = Archives.capture(4).tar();
    byte[] xz = pack(tar, out -> new XZOutputStream(out, new LZMA2Options(1)));
    byte[] bzip2 = pack(tar, BZip2CompressorOutputStream::new);
    for (byte[] one : new byte[][] {tar, TarBytes.gzip(tar), Zstd.compress(tar), xz, bzip2}) {
      Recording recording = Archives.read(folder, one);
      assertEquals(4, recording.capture().snapshots());
      assertTrue(recording.archive().complete());
      assertEquals(4, Archives.host(recording, Metric.MEM_FREE).samples());
    }
  }

  @Test
  void everyContainerCutOffGivesWhatCameBefore() throws IOException {
    java.util.Random random = new java.util.Random(7);
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 150; i++) {
      byte[] noise = new byte[30_000];
      random.nextBytes(noise);
      tar.file(Archives.at(i * 5) + "proc/meminfo", Archives.meminfo(1000 + i));
      tar.entry(Archives.at(i * 5) + "proc/modules", noise, '0', "");
    }
    byte[] plain = tar.tar();
    byte[] xz = pack(plain, out -> new XZOutputStream(out, new LZMA2Options(1)));
    byte[] bzip2 = pack(plain, BZip2CompressorOutputStream::new);
    for (byte[] one : new byte[][] {plain, TarBytes.gzip(plain), Zstd.compress(plain), xz, bzip2}) {
      Recording cut = Archives.read(folder, Arrays.copyOf(one, one.length / 2));
      assertFalse(cut.archive().complete());
      // bzip2 packs blocks of 900,000 bytes, 30 snapshots; the others far smaller ones.
      int least = one == bzip2 ? 44 : 70;
      int snapshots = cut.capture().snapshots();
      assertTrue(snapshots >= least && snapshots <= 76, snapshots + " of 75 snapshots");
    }
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] pack(byte[] bytes, Packer packer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = packer.over(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void readsGzipOfManyMembersAndJoinedTars() {
    byte[] first = Archives.capture(2).tar();
    byte[] second =
        new TarBytes()
            .file(Archives.at(10) + "proc/meminfo", Archives.meminfo(400_000))
            .file(Archives.at(10) + "proc/uptime", Archives.uptime(1010))
            .tar();
    byte[] half = Arrays.copyOf(first, 700);
    byte[] rest = Arrays.copyOfRange(first, 700, first.length);
    byte[] members =
        new TarBytes()
            .raw(TarBytes.gzip(half))
            .raw(TarBytes.gzip(new byte[0]))
            .raw(TarBytes.gzip(rest))
            .raw(TarBytes.gzip(second))
            .open();
    Recording recording = Archives.read(folder, members);
    assertEquals(3, recording.capture().snapshots());
    assertTrue(recording.archive().complete());
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
  void readsWhatOtherTarsWrite() throws IOException {
    String deep = "sys/fs/cgroup/" + "a-slice-with-a-long-name.slice/".repeat(6) + "memory.current";
    for (int mode :
        new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
        tar.setLongFileMode(mode);
        put(tar, "./" + Archives.at(0) + "proc/meminfo", Archives.meminfo(5));
        put(tar, "./" + Archives.at(0) + deep, "4096\n");
      }
      Recording recording = Archives.read(folder, bytes.toByteArray());
      assertEquals(1, recording.all(Metric.CG_CURRENT, Subject.Kind.CGROUP).size());
      assertEquals(1, recording.capture().snapshots());
    }
  }

  private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  @Test
  void readsUstarPrefix() {
    byte[] meminfo = Archives.meminfo(5).getBytes(StandardCharsets.UTF_8);
    byte[] tar =
        new TarBytes()
            .header(
                "proc/meminfo".getBytes(StandardCharsets.UTF_8),
                meminfo.length,
                '0',
                "",
                "ustar\00000",
                "top/1795406585")
            .raw(meminfo)
            .raw(new byte[512 - meminfo.length % 512])
            .tar();
    assertEquals(1, Archives.read(folder, tar).capture().snapshots());
  }

  @Test
  void everyCutIsReadUpToItsLastWholeEntryOrRefusedInOneSentence() {
    byte[] whole = Archives.capture(3).gzip();
    int recordings = 0;
    int most = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        Recording cut = Archives.read(folder, Arrays.copyOf(whole, length));
        assertFalse(cut.archive().complete(), "cut at " + length);
        assertFalse(cut.archive().warnings().isEmpty());
        assertEquals(length, cut.archive().bytes());
        int snapshots = cut.capture().snapshots();
        assertTrue(snapshots >= most && snapshots <= 3, "cut at " + length);
        most = snapshots;
        recordings++;
      } catch (ArchiveException e) {
        assertEquals(0, most, "after a snapshot was readable: cut at " + length);
        assertFalse(e.getMessage().isBlank());
      }
    }
    assertTrue(recordings > 10, recordings + " cuts were readable");
    assertEquals(3, most);
    assertTrue(Archives.read(folder, whole).archive().complete());
  }

  @Test
  void everyCutOfAPlainTar() {
    byte[] whole = Archives.capture(2).tar();
    for (int length = 600; length < whole.length - 1024; length += 7) {
      try {
        Recording cut = Archives.read(folder, Arrays.copyOf(whole, length));
        assertFalse(cut.archive().complete(), "cut at " + length);
        assertTrue(cut.capture().snapshots() <= 2);
      } catch (ArchiveException e) {
        assertTrue(length < 1024 + 512, "cut at " + length + ": " + e.getMessage());
      }
    }
  }

  @Test
  void damageAndGarbageAreSaid() {
    byte[] whole = Archives.capture(3).gzip();
    byte[] checksum = whole.clone();
    checksum[whole.length - 5] ^= 1;
    Recording wrong = Archives.read(folder, checksum);
    assertFalse(wrong.archive().complete());
    assertTrue(
        wrong
            .archive()
            .warnings()
            .contains(Warning.of(Warning.Kind.DAMAGED, Warning.of(Warning.Kind.GZIP_CHECKSUM))));
    assertEquals(3, wrong.capture().snapshots());

    byte[] garbage = Arrays.copyOf(whole, whole.length + 100);
    Arrays.fill(garbage, whole.length, garbage.length, (byte) 'x');
    Recording followed = Archives.read(folder, garbage);
    assertFalse(followed.archive().complete());
    assertEquals(3, followed.capture().snapshots());
    assertEquals(garbage.length, followed.archive().bytes());

    byte[] tar = Archives.capture(3).tar();
    byte[] afterEnd = Arrays.copyOf(tar, tar.length + 2000);
    Arrays.fill(afterEnd, tar.length, afterEnd.length, (byte) 'x');
    assertFalse(Archives.read(folder, afterEnd).archive().complete());
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Path missing = folder.resolve("missing.tar.gz");
    assertRefused("no file", missing);
    assertRefused("is empty", Archives.write(folder, new byte[0]));
    byte[] text = "This is no archive.\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    assertRefused("not a snapshot archive", Archives.write(folder, text));
    assertRefused("no snapshots", Archives.write(folder, new TarBytes().tar()));
    assertRefused("no snapshots", Archives.write(folder, new TarBytes().file("a/b/c", "x").gzip()));
    Path none = Files.createDirectory(folder.resolve("none"));
    assertRefused("no snapshots", none);
  }

  private static void assertRefused(String reason, Path path) {
    ArchiveException refused =
        assertThrows(
            ArchiveException.class, () -> Replay.run(path, Limits.defaults(), Progress.NONE));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
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
