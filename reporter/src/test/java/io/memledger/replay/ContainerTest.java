package io.memledger.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.memledger.archive.TarBytes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The containers that an archive may come in: compressed or not, joined, by other tars. */
class ContainerTest {
  @TempDir Path folder;

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
  @Tag("slow")
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
}
