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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes are looked at, and how closely. */
class ProcessFilesTest {
  @TempDir Path temp;
  private FakeRoot root;
  private SnapshotDriver snapshots;

  @BeforeEach
  void begin() throws Exception {
    root = new FakeRoot(temp.resolve("root"));
    snapshots = new SnapshotDriver(temp, root);
  }

  @Test
  void bundlesOneLineForEachProcess() throws IOException {
    snapshots.take();
    assertEquals(
        FakeRoot.stat(1, "init", 100, 10) + FakeRoot.stat(200, "odd) (na?me", 5000, 20),
        snapshots.finish().only("proc/pids/stat"));
  }

  @Test
  void whoOpensManyIsLookedAtClosely() throws Exception {
    snapshots = new SnapshotDriver(temp, root, "--top", "2");
    root.process(300, "opener", 9000, 30);
    root.file("proc/300/limits", "Max open files            1024    4096    files\n");
    snapshots.take();
    for (int fd = 0; fd < 40; fd++) {
      root.link("proc/300/fd/" + fd, "socket:[" + fd + "]");
    }
    snapshots.take();
    root.process(300, "opener", 1, 30);
    snapshots.take();
    List<Map<String, String>> all = List.copyOf(snapshots.finish().snapshots().values());
    assertEquals(
        "Max open files            1024    4096    files\n", all.get(0).get("proc/300/limits"));
    assertEquals("40 socket\n", all.get(2).get("derived/fdtypes/300"));
    assertTrue(all.get(2).containsKey("proc/300/status"), "though two are larger");
  }

  @Test
  void aProcessThatEndsAndAPidThatReturns() throws IOException {
    snapshots.take();
    Files.delete(root.path.resolve("proc/200/stat"));
    snapshots.take();
    root.process(200, "another", 7000, 99);
    root.process(30, "new", 50, 77);
    snapshots.take();
    List<Map<String, String>> all = List.copyOf(snapshots.finish().snapshots().values());
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
    snapshots.take();
    long pages = 5000;
    int looks = 0;
    for (int i = 0; i < 100; i++) {
      pages += 100;
      root.process(200, "leaks", pages, 20);
      snapshots.take();
    }
    for (Map<String, String> one : snapshots.finish().snapshots().values()) {
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
      snapshots.take();
    }
    for (int i = 1; i <= 20; i++) {
      root.process(300, "job", 1000 * i, 30);
      snapshots.take();
    }
    int looks = 0;
    for (Map<String, String> one : snapshots.finish().snapshots().values()) {
      looks += one.containsKey("proc/300/smaps") ? 1 : 0;
    }
    // First seen in sampling 81 of 100: an eighth of the capture is over from 93 on.
    assertTrue(looks >= 1 && looks <= 3, looks + " looks");
  }

  @Test
  void theLastLookAtAddressRangesIsAtTheEnd() throws IOException {
    snapshots.take();
    root.process(200, "leaks", 6000, 20);
    snapshots.take();
    root.process(200, "leaks", 6010, 20);
    snapshots.take();
    snapshots.takeLast();
    Map<String, Map<String, String>> all = snapshots.finish().snapshots();
    assertFalse(all.get(SnapshotDriver.THIRD).containsKey("proc/200/smaps"));
    String last = all.get("20261123T040308.000Z").get("proc/200/smaps");
    assertEquals("00400000-00452000 rw-p 0 0:0 0 [heap]\nRss: 6010 kB\n", last);
  }
}
