package io.memledger.collector.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.archive.ArchiveFile;
import io.memledger.collector.archive.TarEntry;
import io.memledger.collector.common.Bytes;
import io.memledger.collector.redact.LiveRedaction;
import io.memledger.collector.testing.TarFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace's way through the spool into the archive. */
class TraceSpoolTest {
  private static final String TOP = "memledger-x/";
  private static final TarEntry ENTRY = new TarEntry("memledger-x");

  @TempDir Path temp;

  private Archive archive(long maxSize) throws IOException {
    Path file = temp.resolve("a.tar.gz");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new Archive(channel, maxSize);
  }

  private static void small(Archive archive, String name) throws IOException {
    Bytes tar = ENTRY.of(name, "hello");
    archive.write(tar.data, 0, tar.length);
    archive.commit();
  }

  private TraceSpool spool(byte[] text) throws IOException {
    File file = temp.resolve("a.tar.gz.kmem").toFile();
    TraceSpool spool = new TraceSpool(file, null);
    assertFalse(file.exists(), "it has no name that could be left behind");
    for (int at = 0; at < text.length; at += 4000) {
      byte[] part = java.util.Arrays.copyOfRange(text, at, Math.min(text.length, at + 4000));
      spool.write(part, part.length);
    }
    return spool;
  }

  /** Text that packs badly, so that buffers fill in the middle of writes. */
  private static byte[] text(int length) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append("kmalloc: ptr=").append(Long.toHexString(random.nextLong())).append('\n');
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aTraceIsAnEntryLikeOthers() throws Exception {
    for (int length : new int[] {0, 1, 512, 3_000_001}) {
      byte[] text = text(length);
      Archive archive = archive(64 << 20);
      small(archive, "before");
      TraceSpool spool = spool(text);
      assertEquals(length, spool.rawBytes());
      FileChannel member = spool.finish();
      archive.splice(ENTRY.header("trace/kmem.trace", length), member, length);
      member.close();
      small(archive, "after");
      archive.finish(ENTRY.header("footer.json", 0));
      Path file = temp.resolve("a.tar.gz");
      TarFile tar = TarFile.read(file);
      assertTrue(tar.whole);
      assertEquals("hello", tar.only("before"));
      assertEquals(new String(text, StandardCharsets.US_ASCII), tar.only("trace/kmem.trace"));
      assertEquals("hello", tar.only("after"));
      Process gnu = new ProcessBuilder("tar", "xzOf", file + "", TOP + "trace/kmem.trace").start();
      assertEquals(length, gnu.getInputStream().readAllBytes().length);
      assertEquals(0, gnu.waitFor());
      ArchiveFile again = ArchiveFile.open(file.toFile(), null, "memledger-y");
      assertEquals("memledger-x", again.top, "it can be appended to");
      again.channel.close();
      Files.delete(file);
    }
  }

  /** Whatever the borders of its parts are: what waits on the disk has no true names. */
  @Test
  void redactsLineByLineAsItComes() throws Exception {
    String line =
        "   canary-proc-77    [000] ..... 1.5: kmalloc: call_site=f+0x1 ptr=0 bytes_req=1\n";
    String text = line.repeat(100) + line.trim();
    File file = temp.resolve("a.tar.gz.kmem").toFile();
    LiveRedaction redaction = new LiveRedaction(null, null, false);
    TraceSpool spool = new TraceSpool(file, redaction);
    for (int at = 0; at < text.length(); at += 7) {
      String part = text.substring(at, Math.min(text.length(), at + 7));
      spool.write(part.getBytes(StandardCharsets.US_ASCII), part.length());
    }
    FileChannel member = spool.finish();
    InputStream packed = Channels.newInputStream(member);
    String redacted = new String(new GZIPInputStream(packed).readAllBytes());
    assertEquals(text.replace("canary-proc", "proc-1"), redacted);
    assertEquals(redacted.length(), spool.rawBytes());
    member.close();
    redaction.end();
  }

  @Test
  void withoutRoomTheArchiveStaysWhole() throws Exception {
    Archive archive = archive(300_000);
    small(archive, "before");
    TraceSpool spool = spool(text(2_000_000));
    FileChannel member = spool.finish();
    assertThrows(
        Archive.Full.class,
        () -> archive.splice(ENTRY.header("trace/kmem.trace", 2_000_000), member, 2_000_000));
    small(archive, "after");
    archive.finish(ENTRY.header("footer.json", 0));
    TarFile tar = TarFile.read(temp.resolve("a.tar.gz"));
    assertTrue(tar.whole);
    assertEquals(3, tar.entries.size());
  }
}
