package io.memledger.collector.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.archive.Archive;
import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.TarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots as they stand in the archive, whole, cut off and full. */
class SnapshotArchiveTest {
  @TempDir Path temp;
  private FakeRoot root;
  private SnapshotDriver snapshots;

  @BeforeEach
  void begin() throws Exception {
    root = new FakeRoot(temp.resolve("root"));
    snapshots = new SnapshotDriver(temp, root);
  }

  @Test
  void unchangedFilesAreHardLinksToEqualBytes() throws IOException {
    snapshots.take();
    snapshots.take();
    TarFile tar = snapshots.finish();
    TarFile.Entry second =
        tar.entries.stream()
            .filter(e -> e.name().equals("top/20261123T040306.000Z/proc/meminfo"))
            .findFirst()
            .orElseThrow();
    assertEquals('1', second.type());
    assertEquals("top/20261123T040305.000Z/proc/meminfo", second.link());
    assertEquals(FakeRoot.MEMINFO, tar.snapshots().get(SnapshotDriver.SECOND).get("proc/meminfo"));
  }

  @Test
  void deltasGiveBackTheOriginalAndAreFullNowAndThen() throws IOException {
    for (int i = 0; i < 130; i++) {
      root.file(
          "proc/slabinfo",
          "slabinfo - version: 2.1\n# name <active_objs>\nchanging "
              + i
              + "\n"
              + FakeRoot.lines("cache", i % 10 == 3 ? 61 : 60));
      root.file("proc/zoneinfo", "Node 0 a\nNode 0 b " + i + "\n" + FakeRoot.lines("free", 100));
      snapshots.take();
    }
    TarFile tar = snapshots.finish();
    int i = 0;
    for (Map<String, String> one : tar.snapshots().values()) {
      String slabs = one.get("proc/slabinfo");
      assertTrue(slabs.contains("\nchanging " + i + "\n"), "snapshot " + i);
      assertEquals(i % 10 == 3, slabs.contains("cache60 "), "snapshot " + i);
      assertTrue(one.get("proc/zoneinfo").contains("b " + i++ + "\n"));
    }
    assertEquals(130, i);
    long full = tar.entries.stream().filter(e -> e.name().endsWith("proc/slabinfo")).count();
    assertEquals(3, full, "at sampling 0, 60 and 120");
    assertFalse(tar.entries.stream().anyMatch(e -> e.name().endsWith("zoneinfo.delta")));
  }

  @Test
  void longNamesSurviveGnuTar() throws Exception {
    String group = "sys/fs/cgroup/" + "kubepods-burstable-pod01234567.slice/".repeat(6) + "x.scope";
    root.file(group + "/memory.current", "1\n");
    snapshots.take();
    snapshots.take();
    snapshots.finish();
    Path out = Files.createDirectory(temp.resolve("unpacked"));
    assertEquals(
        0, new ProcessBuilder("tar", "xzf", snapshots.file + "", "-C", out + "").start().waitFor());
    for (String stamp : List.of(SnapshotDriver.FIRST, SnapshotDriver.SECOND)) {
      assertEquals(
          "1\n", Files.readString(out.resolve("top/" + stamp + "/" + group + "/memory.current")));
      assertEquals(
          FakeRoot.MEMINFO, Files.readString(out.resolve("top/" + stamp + "/proc/meminfo")));
    }
  }

  @Test
  void everyCutLeavesTheSnapshotsBeforeItReadable() throws IOException {
    long[] ends = new long[4];
    for (int i = 0; i < 4; i++) {
      root.file("proc/meminfo", "MemTotal: " + i + " kB\n");
      snapshots.take();
      ends[i] = Files.size(snapshots.file);
      assertEquals(
          i + 1, TarFile.read(snapshots.file).snapshots().size(), "readable while it is written");
    }
    TarFile whole = snapshots.finish();
    assertTrue(whole.whole);
    byte[] bytes = Files.readAllBytes(snapshots.file);
    for (int cut = 0; cut < bytes.length; cut++) {
      TarFile tar = TarFile.read(Arrays.copyOf(bytes, cut));
      assertFalse(tar.whole);
      for (int i = 0; i < 4 && ends[i] <= cut; i++) {
        String stamp = whole.stamps().get(i);
        assertEquals(whole.snapshots().get(stamp), tar.snapshots().get(stamp), "cut at " + cut);
      }
    }
  }

  @Test
  void theSizeLimitTakesBackHalfASnapshot() throws Exception {
    snapshots = new SnapshotDriver(temp, root, "--max-size", "20K");
    int count = 0;
    try {
      for (; count < 1000; count++) {
        root.file("proc/meminfo", "MemTotal: " + new java.util.Random(count).nextLong() + " kB\n");
        snapshots.take();
      }
    } catch (Archive.Full e) {
      assertNull(e.getCause());
    }
    TarFile tar = snapshots.finish();
    assertTrue(tar.whole);
    assertEquals(count, tar.snapshots().size());
    assertTrue(count > 2 && count < 1000, count + " snapshots");
    assertTrue(Files.size(snapshots.file) <= 20 << 10);
  }
}
