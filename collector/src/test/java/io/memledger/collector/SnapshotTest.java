package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes over a fake root, driven one by one in this thread, so that it can change in between. */
class SnapshotTest {
  @TempDir Path temp;
  private FakeRoot root;
  private Path file;
  private Archive archive;
  private Snapshot snapshot;
  private long taken;

  @BeforeEach
  void begin() throws Exception {
    root = new FakeRoot(temp.resolve("root"));
    start();
  }

  private void start(String... more) throws Exception {
    String[] args =
        Arrays.copyOf(new String[] {"--root", root.path + "", "--rates=all"}, 3 + more.length);
    System.arraycopy(more, 0, args, 3, more.length);
    Options options = Options.parse(args);
    ProcReader reader = new ProcReader(options.root());
    reader.ownedBy(Thread.currentThread());
    file = Files.createTempDirectory(temp, "out").resolve("a.tar.gz");
    ArchiveFile target =
        ArchiveFile.open(Options.parse(new String[] {"--output", file + ""}), "top");
    archive = new Archive(target.file, target.channel, options.maxSize());
    snapshot =
        new Snapshot(
            options,
            Targets.list(options.cmdline()),
            reader,
            archive,
            new Schedule(-1, options.intervalNanos(), true),
            new Unreadable(),
            new OwnCost(4096));
    taken = 0;
  }

  private void take() throws IOException {
    long ms = 1_795_406_585_000L + 1000 * taken;
    snapshot.begin("top/" + Stamp.compact(ms) + "/", ms, taken, taken == 0);
    snapshot.run();
    taken++;
  }

  private TarFile finish() throws IOException {
    archive.finish(new Bytes(16));
    return TarFile.read(file);
  }

  /** What walks all pages, or each object of a slab with interrupts off, is for hands only. */
  @Test
  void takesWhoAllocatedWhereThatIsSmall() throws IOException {
    String debug = "sys/kernel/debug/";
    List<String> small =
        List.of("proc/allocinfo", debug + "kmemleak", debug + "page_owner_stacks/show_stacks");
    for (String path : small) {
      root.file(path, "text of " + path + "\n");
    }
    root.file(debug + "page_owner", "must not be read\n");
    root.file(debug + "slab/filp/alloc_traces", "must not be read\n");
    take();
    Map<String, String> only = finish().snapshots().get("20261123T040305.000Z");
    for (String path : small) {
      assertEquals("text of " + path + "\n", only.get(path));
    }
    assertTrue(only.values().stream().noneMatch(text -> text.contains("must not be read")));
  }

  /** Debugfs is closed to all but root, and most kernels have none of these files. */
  @Test
  void nobodyMissesDebugFiles() {
    for (Target target : Targets.list(false)) {
      boolean debug = target.path.startsWith("sys/kernel/debug/");
      boolean absent = target.isMissed("No such file or directory");
      assertEquals(target.lacking != null, absent, target.path);
      assertEquals(!debug, target.isMissed("Permission denied"), target.path);
      assertTrue(target.isMissed("larger than 4194304 bytes"), target.path);
    }
  }

  @Test
  void holdsEachFileVerbatim() throws IOException {
    take();
    Map<String, String> only = finish().snapshots().get("20261123T040305.000Z");
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
    take();
    take();
    for (String path : finish().snapshots().get("20261123T040305.000Z").keySet()) {
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
    start("--cmdline");
    take();
    assertEquals("secret\0--password\0", finish().only("proc/200/cmdline"));
  }

  @Test
  void bundlesOneLineForEachProcess() throws IOException {
    take();
    assertEquals(
        FakeRoot.stat(1, "init", 100, 10) + FakeRoot.stat(200, "odd) (na?me", 5000, 20),
        finish().only("proc/pids/stat"));
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
    take();
    String folder = root.path + "/shm";
    assertEquals(
        "200 2097152 " + folder + "\n200 3000 anon_inode:inotify\n",
        finish().only("derived/held"),
        "one file open twice, none on disk, and nobody with a few watches");
  }

  @Test
  void whoOpensManyIsLookedAtClosely() throws Exception {
    start("--top", "2");
    root.process(300, "opener", 9000, 30);
    root.file("proc/300/limits", "Max open files            1024    4096    files\n");
    take();
    for (int fd = 0; fd < 40; fd++) {
      root.link("proc/300/fd/" + fd, "socket:[" + fd + "]");
    }
    take();
    root.process(300, "opener", 1, 30);
    take();
    List<Map<String, String>> all = List.copyOf(finish().snapshots().values());
    assertEquals(
        "Max open files            1024    4096    files\n", all.get(0).get("proc/300/limits"));
    assertEquals("40 socket\n", all.get(2).get("derived/fdtypes/300"));
    assertTrue(all.get(2).containsKey("proc/300/status"), "though two are larger");
  }

  @Test
  void unchangedFilesAreHardLinksToEqualBytes() throws IOException {
    take();
    take();
    TarFile tar = finish();
    TarFile.Entry second =
        tar.entries.stream()
            .filter(e -> e.name().equals("top/20261123T040306.000Z/proc/meminfo"))
            .findFirst()
            .orElseThrow();
    assertEquals('1', second.type());
    assertEquals("top/20261123T040305.000Z/proc/meminfo", second.link());
    assertEquals(FakeRoot.MEMINFO, tar.snapshots().get("20261123T040306.000Z").get("proc/meminfo"));
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
      take();
    }
    TarFile tar = finish();
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
  void aProcessThatEndsAndAPidThatReturns() throws IOException {
    take();
    Files.delete(root.path.resolve("proc/200/stat"));
    take();
    root.process(200, "another", 7000, 99);
    root.process(30, "new", 50, 77);
    take();
    List<Map<String, String>> all = List.copyOf(finish().snapshots().values());
    assertEquals(FakeRoot.stat(1, "init", 100, 10), all.get(1).get("proc/pids/stat"));
    assertEquals(
        FakeRoot.stat(1, "init", 100, 10)
            + FakeRoot.stat(30, "new", 50, 77)
            + FakeRoot.stat(200, "another", 7000, 99),
        all.get(2).get("proc/pids/stat"));
    assertEquals("0::/web.slice\n", all.get(2).get("proc/200/cgroup"), "first sight again");
  }

  @Test
  void addressRangesOfWhatGrowsByStepsThatGrowWithIt() throws IOException {
    take();
    long pages = 5000;
    int looks = 0;
    for (int i = 0; i < 100; i++) {
      pages += 100;
      root.process(200, "leaks", pages, 20);
      take();
    }
    for (Map<String, String> one : finish().snapshots().values()) {
      assertFalse(one.containsKey("proc/1/smaps"), "what does not grow is left alone");
      looks += one.containsKey("proc/200/smaps") ? 1 : 0;
    }
    // At 5,600 pages, 2 MiB more than at first, then by a quarter each to 15,000: 7,000,
    // 8,800, 11,000, 13,800.
    assertEquals(5, looks);
  }

  @Test
  void jobsThatComeLatelyHaveToLastFirst() throws IOException {
    for (int i = 0; i < 80; i++) {
      take();
    }
    for (int i = 1; i <= 20; i++) {
      root.process(300, "job", 1000 * i, 30);
      take();
    }
    int looks = 0;
    for (Map<String, String> one : finish().snapshots().values()) {
      looks += one.containsKey("proc/300/smaps") ? 1 : 0;
    }
    // First seen in sampling 81 of 100: an eighth of the capture is over from 93 on.
    assertTrue(looks >= 1 && looks <= 3, looks + " looks");
  }

  @Test
  void theLastLookAtAddressRangesIsAtTheEnd() throws IOException {
    take();
    root.process(200, "leaks", 6000, 20);
    take();
    root.process(200, "leaks", 6010, 20);
    take();
    snapshot.begin("top/20261123T050000.000Z/", 1_795_410_000_000L, taken, true);
    snapshot.run();
    Map<String, Map<String, String>> all = finish().snapshots();
    assertFalse(all.get("20261123T040307.000Z").containsKey("proc/200/smaps"));
    String last = all.get("20261123T050000.000Z").get("proc/200/smaps");
    assertEquals("00400000-00452000 rw-p 0 0:0 0 [heap]\nRss: 6010 kB\n", last);
  }

  @Test
  void longNamesSurviveGnuTar() throws Exception {
    String group = "sys/fs/cgroup/" + "kubepods-burstable-pod01234567.slice/".repeat(6) + "x.scope";
    root.file(group + "/memory.current", "1\n");
    take();
    take();
    finish();
    Path out = Files.createDirectory(temp.resolve("unpacked"));
    assertEquals(0, new ProcessBuilder("tar", "xzf", file + "", "-C", out + "").start().waitFor());
    for (String stamp : List.of("20261123T040305.000Z", "20261123T040306.000Z")) {
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
      take();
      ends[i] = Files.size(file);
      assertEquals(i + 1, TarFile.read(file).snapshots().size(), "readable while it is written");
    }
    TarFile whole = finish();
    assertTrue(whole.whole);
    byte[] bytes = Files.readAllBytes(file);
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
    start("--max-size", "20K");
    int snapshots = 0;
    try {
      for (; snapshots < 1000; snapshots++) {
        root.file(
            "proc/meminfo", "MemTotal: " + new java.util.Random(snapshots).nextLong() + " kB\n");
        take();
      }
    } catch (Archive.Full e) {
      assertNull(e.getCause());
    }
    TarFile tar = finish();
    assertTrue(tar.whole);
    assertEquals(snapshots, tar.snapshots().size());
    assertTrue(snapshots > 2 && snapshots < 1000, snapshots + " snapshots");
    assertTrue(Files.size(file) <= 20 << 10);
  }
}
