package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What of tracing needs no kernel: the trace's way into the archive, and whose instances are whose.
 */
class KmemTest {
  private static final String TOP = "memledger-x/";

  @TempDir Path temp;

  private Archive archive(long maxSize) throws IOException {
    Path file = temp.resolve("a.tar.gz");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new Archive(file.toFile(), channel, maxSize);
  }

  private static Bytes header(String name, long size) {
    Bytes tar = new Bytes(1024);
    new TarHeader().file(tar, TOP + name, size);
    return tar;
  }

  private static void small(Archive archive, String name) throws IOException {
    Bytes tar = header(name, 5).append("hello");
    TarHeader.pad(tar, 5);
    archive.write(tar.data, 0, tar.length);
    archive.commit();
  }

  private Spool spool(byte[] text) throws IOException {
    File file = temp.resolve("a.tar.gz.kmem").toFile();
    Spool spool = new Spool(file);
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
      Spool spool = spool(text);
      assertEquals(length, spool.rawBytes());
      FileChannel member = spool.finish();
      archive.splice(header("trace/kmem.trace", length), member, length);
      member.close();
      small(archive, "after");
      archive.finish(header("footer.json", 0));
      Path file = archive.file().toPath();
      TarFile tar = TarFile.read(file);
      assertTrue(tar.whole);
      assertEquals("hello", tar.only("before"));
      assertEquals(new String(text, StandardCharsets.US_ASCII), tar.only("trace/kmem.trace"));
      assertEquals("hello", tar.only("after"));
      Process gnu = new ProcessBuilder("tar", "xzOf", file + "", TOP + "trace/kmem.trace").start();
      assertEquals(length, gnu.getInputStream().readAllBytes().length);
      assertEquals(0, gnu.waitFor());
      try (FileChannel channel = FileChannel.open(file)) {
        assertTrue(GzipMember.findEnding(channel, new Bytes(64)) > 0, "it can be appended to");
      }
      Files.delete(file);
    }
  }

  @Test
  void withoutRoomTheArchiveStaysWhole() throws Exception {
    Archive archive = archive(300_000);
    small(archive, "before");
    Spool spool = spool(text(2_000_000));
    FileChannel member = spool.finish();
    assertThrows(
        Archive.Full.class,
        () -> archive.splice(header("trace/kmem.trace", 2_000_000), member, 2_000_000));
    small(archive, "after");
    archive.finish(header("footer.json", 0));
    TarFile tar = TarFile.read(archive.file().toPath());
    assertTrue(tar.whole);
    assertEquals(3, tar.entries.size());
  }

  @Test
  void onlyOwnInstancesWhoseMakerIsGoneAreRemoved() {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    String instances = "sys/kernel/tracing/instances/";
    // FakeRoot's process 200 began at tick 20, and its name has a blank and a parenthesis.
    String[] kept = {
      "memledger-200-20", "memledger-x-1", "memledger-1", "memledger-1-2-3", "other-9999-1"
    };
    String[] gone = {"memledger-200-19", "memledger-9999-20"};
    for (String name : kept) {
      root.file(instances + name + "/tracing_on", "1\n");
      root.path.resolve(instances + name + "/tracing_on").toFile().delete();
    }
    for (String name : gone) {
      root.path.resolve(instances + name).toFile().mkdirs();
    }
    Tracefs.removeLeftovers(root.path + "");
    for (String name : kept) {
      assertTrue(Files.exists(root.path.resolve(instances + name)), name);
    }
    for (String name : gone) {
      assertFalse(Files.exists(root.path.resolve(instances + name)), name);
    }
    Tracefs.removeLeftovers(temp.resolve("nowhere") + "");
    assertNull(Tracefs.instances(temp.resolve("nowhere") + ""));
  }

  @Test
  void buffersThatWouldTakeTooMuchAreRefused() throws Exception {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    root.path.resolve("sys/kernel/tracing/instances").toFile().mkdirs();
    root.path.resolve("sys/kernel/tracing/per_cpu/cpu0").toFile().mkdirs();
    root.path.resolve("sys/kernel/tracing/per_cpu/cpu1").toFile().mkdirs();
    root.file("proc/self/x", "");
    root.file("proc/meminfo", "MemTotal: 2000000 kB\nMemFree: 1 kB\nMemAvailable: 1000000 kB\n");
    String[] args = {"--root", root.path + "", "--kmem", "30s", "--kmem-buffer", "200M"};
    Failure failure = assertThrows(Failure.class, () -> new KmemTrace(Options.parse(args)));
    assertTrue(failure.getMessage().contains("2 trace buffers of 200.0 MiB"), failure.getMessage());
    args[5] = "100M";
    String cost = new KmemTrace(Options.parse(args)).cost();
    assertTrue(cost.contains("2 buffers of 100.0 MiB (200.0 MiB of kernel memory"), cost);
    assertTrue(cost.contains("for 30.0 s"), cost);
    String[] fitting = {"--root", root.path + "", "--kmem", "30s"};
    // A twentieth of a million kB for two CPUs is 24.4 MiB: the default of 16 MiB fits.
    assertTrue(new KmemTrace(Options.parse(fitting)).cost().contains("2 buffers of 16.0 MiB"));
    root.file("proc/meminfo", "MemFree: 100000 kB\n");
    // A twentieth is 5,000 kB, 2,500 for each, in steps of 64.
    assertTrue(new KmemTrace(Options.parse(fitting)).cost().contains("2 buffers of 2.4 MiB"));
  }
}
