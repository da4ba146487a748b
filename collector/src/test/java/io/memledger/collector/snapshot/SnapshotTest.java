package io.memledger.collector.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot holds, and what it never holds. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SnapshotTest {
  @TempDir Path temp;
  private FakeRoot root;
  private SnapshotDriver snapshots;

  @BeforeEach
  void begin() throws Exception {
    root = new FakeRoot(temp.resolve("root"));
    snapshots = new SnapshotDriver(temp, root);
  }

  /** What walks all pages, or each object of a slab with interrupts off, is for hands only. */
  @Test
  void takesWhoAllocatedWhereThatIsSmall() throws IOException {
    String debug = "sys/kernel/debug/";
    List<String> small = List.of("proc/allocinfo", debug + "page_owner_stacks/show_stacks");
    for (String path : small) {
      root.file(path, "text of " + path + "\n");
    }
    root.file(debug + "page_owner", "must not be read\n");
    root.file(debug + "slab/filp/alloc_traces", "must not be read\n");
    snapshots.take();
    Map<String, String> only = snapshots.finish().snapshots().get(SnapshotDriver.FIRST);
    for (String path : small) {
      assertEquals("text of " + path + "\n", only.get(path));
    }
    assertTrue(only.values().stream().noneMatch(text -> text.contains("must not be read")));
  }

  /** Objects hold bytes of the machine, and a file with many of them has megabytes. */
  @Test
  void sumsKmemleakByBacktraceWhateverItsSize() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("unreferenced object 0xff1100000f").append(100_000 + i);
      text.append(" (size ").append(i % 2 == 0 ? 128 : 64).append("):\n");
      text.append("  comm \"canary\", pid 7, jiffies 4\n  hex dump (first 32 bytes):\n");
      text.append("    63 61 6e 61 72 79  canary\n  backtrace (crc ").append(i).append("):\n");
      text.append(
          "    [<ffffffff991ec485>] sk_alloc+0x36/0x760\n    rawsock_create+0x1/0x2 [nfc]\n");
    }
    assertTrue(text.length() > 4 << 20);
    root.file("sys/kernel/debug/kmemleak", text.toString());
    snapshots.take();
    Map<String, String> only = snapshots.finish().snapshots().get(SnapshotDriver.FIRST);
    String frames = "  backtrace:\n    sk_alloc+0x36/0x760\n    rawsock_create+0x1/0x2 [nfc]\n";
    assertEquals(
        "unreferenced object (size 128), 10000 times:\n"
            + frames
            + "unreferenced object (size 64), 10000 times:\n"
            + frames,
        only.get("sys/kernel/debug/kmemleak"));
  }

  @Test
  void holdsEachFileVerbatim() throws IOException {
    snapshots.take();
    Map<String, String> only = snapshots.finish().snapshots().get(SnapshotDriver.FIRST);
    assertEquals(FakeRoot.MEMINFO, only.get("proc/meminfo"));
    for (String path :
        List.of(
            "proc/zoneinfo",
            "proc/slabinfo",
            "proc/200/status",
            "proc/200/smaps_rollup",
            "proc/200/cgroup",
            "proc/sys/vm/swappiness",
            "proc/mounts",
            "sys/fs/cgroup/web.slice/memory.current",
            "sys/fs/cgroup/web.slice/memory.max")) {
      assertEquals(Files.readString(root.path.resolve(path)), only.get(path), path);
    }
    assertEquals("sockets: used 7\n", only.get("proc/net/sockstat"), "of the root's first process");
    assertTrue(only.get("derived/mounts").matches("\\d+ \\d+ - tmpfs /run/a\\\\040b\n"));
  }

  @Test
  void neverHoldsWhatIsNotOnTheList() throws IOException {
    snapshots.take();
    snapshots.take();
    for (String path : snapshots.finish().snapshots().get(SnapshotDriver.FIRST).keySet()) {
      assertFalse(
          path.contains("pagetypeinfo")
              || path.contains("kmem.slabinfo")
              || path.contains("stat_refresh")
              || path.contains("cmdline"),
          path);
    }
  }

  @Test
  void commandLinesOnlyIfAsked() throws Exception {
    snapshots = new SnapshotDriver(temp, root, "--cmdline");
    snapshots.take();
    assertEquals("secret\0--password\0", snapshots.finish().only("proc/200/cmdline"));
  }

  @Test
  void filesAndWatchesThatOnlyDescriptorsKeep() throws IOException {
    root.file("proc/mounts", "tmpfs " + root.path + "/shm tmpfs rw 0 0\n");
    Path deleted = root.path.resolve("shm/spool.log (deleted)");
    root.file("shm/spool.log (deleted)", "x".repeat(2 << 20));
    root.file("disk/big (deleted)", "x".repeat(3 << 20));
    root.link("proc/200/fd/1", deleted.toString());
    root.link("proc/200/fd/2", deleted.toString());
    root.link("proc/200/fd/3", root.path.resolve("disk/big (deleted)").toString());
    root.link("proc/200/fd/4", "anon_inode:inotify");
    String watch = "inotify wd:1 ino:2 sdev:3 mask:3ce ignored_mask:0 fhandle-bytes:8\n";
    root.file("proc/200/fdinfo/4", "pos:\t0\nflags:\t00\nmnt_id:\t15\n" + watch.repeat(3000));
    root.link("proc/1/fd/4", "anon_inode:inotify");
    root.file("proc/1/fdinfo/4", "pos:\t0\nflags:\t00\nmnt_id:\t15\n" + watch.repeat(20));
    // The search goes on from snapshot to snapshot, as its reading time allows.
    do {
      snapshots.take();
    } while (!snapshots.hasTaken("derived/held"));
    String folder = root.path + "/shm";
    assertEquals(
        "200 2097152 " + folder + "\n200 3000 anon_inode:inotify\n",
        snapshots.finish().only("derived/held"),
        "one file open twice, none on disk, and nobody with a few watches");
  }
}
