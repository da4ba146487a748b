package io.memledger.collector.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.common.Failure;
import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.HandTar;
import io.memledger.collector.testing.TarFile;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished archive, redacted: nothing planted is left, and all numbers are. */
class RedactCommandTest {
  private static final String HOST = "canaryhost.example";

  @TempDir Path temp;
  private Path archive;

  @BeforeEach
  void plant() throws Exception {
    archive = PlantedNames.of(HOST).write(temp.resolve("a.tar.gz"));
  }

  private static Path redact(Path archive, Path key) throws Failure {
    return new RedactCommand(archive.toFile(), key == null ? null : key.toFile(), false)
        .run()
        .toPath();
  }

  private static List<String> left(TarFile tar) {
    List<String> left = new ArrayList<>();
    for (TarFile.Entry entry : tar.entries) {
      String all =
          entry.name()
              + "\n"
              + entry.link()
              + "\n"
              + new String(entry.content(), StandardCharsets.ISO_8859_1);
      for (String line : all.split("\n")) {
        boolean marked = line.toLowerCase(Locale.ROOT).contains(PlantedNames.MARK);
        for (String other : PlantedNames.OTHERS) {
          marked |= line.contains(other);
        }
        if (marked) {
          left.add(entry.name() + ": " + line);
        }
      }
    }
    return left;
  }

  @Test
  void nothingPlantedIsLeft() throws Exception {
    assertTrue(left(TarFile.read(archive)).size() > 60, "the names were planted");
    TarFile redacted = TarFile.read(redact(archive, null));
    assertTrue(redacted.whole);
    assertEquals(List.of(), left(redacted));
  }

  @Test
  void strictKeepsNoPrograms() throws Exception {
    File strict = new RedactCommand(archive.toFile(), null, true).run();
    String stat = TarFile.read(strict.toPath()).snapshots().get(first()).get("proc/pids/stat");
    assertFalse(stat.contains("java") || stat.contains("systemd"), stat);
    assertTrue(stat.contains("(kworker/u8:0-"), stat);
  }

  private static String first() {
    return PlantedNames.FIRST.replace("/", "");
  }

  @Test
  void publicNamesAndStructureStay() throws Exception {
    Map<String, String> first = TarFile.read(redact(archive, null)).snapshots().get(first());
    String stat = first.get("proc/pids/stat");
    assertTrue(stat.contains("1 (systemd) S ") && stat.contains("201 (java) S "), stat);
    assertTrue(stat.matches("(?s).*\n200 \\(proc-\\d+\\) S 0 0 .*"), stat);
    assertTrue(first.get("proc/slabinfo").contains("\nslab_1 1 1 64"), first.get("proc/slabinfo"));
    assertTrue(first.get("proc/slabinfo").contains("\nkmalloc-64 5 5 64"));
    assertTrue(first.get("proc/vmallocinfo").contains(" ext4_fill_super+0x1c/0x90 [ext4] pages=1"));
    assertTrue(
        first.get("proc/vmallocinfo").matches("(?s).* sym_\\d+\\+0x1c/0x90 \\[mod_1] pages=1.*"));
    String smaps = first.get("proc/200/smaps");
    assertTrue(smaps.contains("   [heap]\nRss: 8 kB"), smaps);
    assertTrue(smaps.matches("(?s).* /memfd:mem-[a-z]+-17 \\(deleted\\)\n.*"), smaps);
    assertTrue(smaps.matches("(?s).* /opt/[a-z]+-\\d+/lib/[a-z]+-\\d+\\.so\\.1\n.*"), smaps);
    assertTrue(first.get("proc/200/cgroup").matches("(?s).*/docker-[0-9a-f]{64}\\.scope\n"));
    assertTrue(first.get("proc/200/status").contains("\nUid:\t4000000001\t4000000001\t"));
    assertEquals("MemTotal: 1000 kB\nMemFree: 500 kB\n", first.get("proc/meminfo"));
    assertTrue(
        first.keySet().stream().anyMatch(p -> p.contains("/user-4000000001.slice/")), first + "");
  }

  @Test
  void everySnapshotAndFileIsThereWithItsNumbers() throws Exception {
    var before = TarFile.read(archive).snapshots();
    var after = TarFile.read(redact(archive, null)).snapshots();
    assertEquals(before.keySet(), after.keySet());
    before.get(first()).remove("proc/net/tcp");
    assertEquals(before.get(first()).size(), after.get(first()).size());
    String second = PlantedNames.SECOND.replace("/", "");
    assertEquals(
        before.get(second).get("proc/pids/stat").replaceAll("\\(.*\\)", "()"),
        after.get(second).get("proc/pids/stat").replaceAll("\\(.*\\)", "()"));
    assertEquals(before.get(second).get("proc/slabinfo"), after.get(second).get("proc/slabinfo"));
  }

  @Test
  void oneKeyGivesTheSameNamesInTheNextArchive() throws Exception {
    Path key = temp.resolve("key");
    redact(archive, key);
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(key));
    assertEquals("rw-------", mode);
    HandTar other = new HandTar("memledger-" + HOST + "-20261124T040305Z");
    other.file(PlantedNames.FIRST + "proc/300/comm", "something-new\n");
    other.file(PlantedNames.FIRST + "proc/200/comm", "canary-two\n");
    Path next = redact(other.write(temp.resolve("b.tar")), key);
    String first =
        TarFile.read(redact(archive(), key)).snapshots().get(first()).get("proc/200/status");
    String again = TarFile.read(next).snapshots().get(first()).get("proc/200/comm").trim();
    assertTrue(first.startsWith("Name:\t" + again + "\n"), first + again);
    assertTrue(TarFile.read(next).entries.get(0).name().startsWith("memledger-host-1-"));
  }

  private Path archive() throws Exception {
    return PlantedNames.of(HOST).write(temp.resolve("c.tar.gz"));
  }

  @Test
  void theMapIsPrivateAndTellsAll() throws Exception {
    redact(archive, null);
    Path map = temp.resolve("a.redacted.names");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(map)));
    String text = Files.readString(map, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("\thost-1\t" + HOST + "\n"), text);
  }

  @Test
  void theHostIsNotInTheFilesName() throws Exception {
    Path named = PlantedNames.of(HOST).write(temp.resolve("memledger-" + HOST + "-1.tar.gz"));
    assertEquals("memledger-host-1-1.redacted.tar.gz", redact(named, null).getFileName() + "");
  }

  @Test
  void neverOverwrites() throws Exception {
    redact(archive, null);
    Failure failure = assertThrows(Failure.class, () -> redact(archive, null));
    assertTrue(failure.getMessage().contains("never overwritten"), failure.getMessage());
  }

  @Test
  void whatHoldsNoSnapshotIsRefused() throws Exception {
    Path empty = new HandTar("x").file("y", "z").write(temp.resolve("d.tar"));
    Failure failure = assertThrows(Failure.class, () -> redact(empty, null));
    assertTrue(failure.getMessage().contains("no snapshot"), failure.getMessage());
    try (var files = Files.list(temp)) {
      assertEquals(2, files.count());
    }
  }

  /** What many machines run under short names of their own, beside public names with these in. */
  @Test
  void commonWordsAreNoSurvivors() throws Exception {
    HandTar tar = new HandTar("memledger-state-20261123T040305Z");
    StringBuilder stat = new StringBuilder();
    String[] names = {
      "agent",
      "server",
      "memory",
      "free",
      "cache",
      "total",
      "anon",
      "file",
      "slab",
      "stack",
      "sleeping",
      "Threads",
      "proc",
      "manifest",
      "inode",
      "size",
      "kmalloc",
      "worker_thread",
      "host"
    };
    for (String name : names) {
      stat.append(FakeRoot.stat(100 + stat.length(), name, 5, 5));
    }
    tar.file(PlantedNames.FIRST + "proc/pids/stat", stat + FakeRoot.stat(9, "ssh-agent", 5, 5));
    tar.file(
        PlantedNames.FIRST + "proc/300/status", "Name:\tx\nState:\tS (sleeping)\nThreads:\t1\n");
    tar.file(PlantedNames.FIRST + "proc/300/limits", "Max open files 1024 4096 files\n");
    tar.file(PlantedNames.FIRST + "proc/300/comm", "redis-server\n");
    tar.file(PlantedNames.FIRST + "proc/meminfo", "total: 5 kB\nfree: 1 kB\n");
    tar.file(
        PlantedNames.FIRST + "proc/vmallocinfo", "0x0-0x1 4096 worker_thread+0x1/0x2 pages=1\n");
    String text = TarFile.read(redact(tar.write(temp.resolve("f.tar")), null)).snapshots() + "";
    assertTrue(text.contains("(ssh-agent)") && text.contains("redis-server"), text);
    assertFalse(text.contains("(agent)") || text.contains("(worker_thread)"), text);
  }

  @Test
  void aSurvivorRefusesTheArchive() throws Exception {
    // The kernel's own files are taken as they are: a name in one is found by the scan alone.
    HandTar tar = new HandTar("memledger-" + HOST + "-1");
    tar.file(PlantedNames.FIRST + "proc/300/comm", "Canary-Shop-9\n");
    tar.file(PlantedNames.FIRST + "proc/meminfo", "Canary-Shop-9: 5 kB\n");
    Path file = tar.write(temp.resolve("e.tar"));
    Failure failure = assertThrows(Failure.class, () -> redact(file, null));
    assertTrue(failure.getMessage().contains("Canary-Shop-9"), failure.getMessage());
    assertEquals(1, failure.status);
    assertFalse(Files.exists(temp.resolve("e.redacted.tar.gz")));
    assertFalse(Files.exists(temp.resolve("e.redacted.names")));
  }
}
