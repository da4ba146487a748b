package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.options.Usage;
import io.memledger.collector.testing.Await;
import io.memledger.collector.testing.Signals;
import io.memledger.collector.testing.TarFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user runs it: what it writes where, and what it says. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CommandTest {
  @TempDir Path temp;
  private CommandRunner command;

  @BeforeEach
  void begin() {
    command = new CommandRunner(temp);
  }

  @Test
  void namesTheArchiveAfterTheHostOfTheRoot() throws Exception {
    CommandRunner.Result result = command.capture("--count", "3", "--output", temp + "");
    assertEquals(0, result.status(), result.err());
    Path file = Path.of(result.out().split(" ")[0]);
    assertEquals(result.out(), file + " " + Files.size(file) + " bytes\n");
    assertTrue(
        file.getFileName().toString().matches("memledger-shop_.._07__-\\d{8}T\\d{6}Z.tar.gz"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    TarFile tar = TarFile.read(file);
    assertTrue(tar.whole);
    String top = file.getFileName().toString().replace(".tar.gz", "/");
    assertEquals(top + "manifest.json", tar.entries.get(0).name());
    assertEquals(top + "footer.json", tar.entries.get(tar.entries.size() - 1).name());
    assertTrue(tar.entries.stream().allMatch(e -> e.name().startsWith(top)));
    assertEquals(3, tar.stamps().size());
    assertTrue(tar.only("footer.json").contains("\"reason\": \"count\",\n  \"snapshots\": 3,"));
    String manifest = tar.only("manifest.json");
    assertTrue(manifest.contains("\"kernel\": \"6.1.0-test\""), manifest);
    assertTrue(manifest.contains("\"boot_id\": \"aaaa-bbbb\""), manifest);
    assertTrue(manifest.contains("\"redaction\": [\n    \"proc/<pid>/cmdline\"\n  ]"), manifest);
    assertEquals(3, gnuTar(file).lines().filter(n -> n.endsWith("/proc/meminfo")).count());
  }

  private static String gnuTar(Path file) throws Exception {
    Process tar = new ProcessBuilder("tar", "tzf", file + "").start();
    String names = new String(tar.getInputStream().readAllBytes());
    assertEquals(0, tar.waitFor());
    return names;
  }

  @Test
  void withoutTracefsItCapturesAllTheSameAndSaysSo() throws Exception {
    CommandRunner.Result result =
        command.capture("--once", "--kmem", "1s", "--output", command.archive + "");
    assertEquals(0, result.status(), result.err());
    assertTrue(
        result
            .err()
            .contains("memledger-collector: without kernel call sites: tracefs is not there"),
        result.err());
    TarFile tar = TarFile.read(command.archive);
    assertTrue(tar.whole);
    assertTrue(tar.only("footer.json").contains("\"path\": \"trace/kmem.trace\""));
  }

  @Test
  void neverOverwritesAndNeverFollowsALink() throws Exception {
    Files.writeString(command.archive, "precious");
    command.capture("--once", "--output", command.archive + "").assertOneSentence(1);
    assertEquals("precious", Files.readString(command.archive));
    Path link = temp.resolve("link");
    Files.createSymbolicLink(link, temp.resolve("elsewhere"));
    command.capture("--once", "--output", link + "").assertOneSentence(1);
    assertFalse(Files.exists(temp.resolve("elsewhere")));
    Files.createSymbolicLink(temp.resolve("to-command.archive"), command.archive);
    command
        .capture("--once", "--append", temp.resolve("to-command.archive") + "")
        .assertOneSentence(1);
    assertEquals("precious", Files.readString(command.archive));
  }

  @Test
  void badUsageAndBadPlacesAreOneSentence() throws Exception {
    command.run("--colour").assertOneSentence(2);
    command.run("--interval", "soon").assertOneSentence(2);
    command.run("--once", "--root", temp.resolve("none") + "").assertOneSentence(1);
    command.capture("--once", "--output", temp.resolve("none/a.tar.gz") + "").assertOneSentence(1);
    command
        .capture("--once", "--output", command.archive + "", "--min-free", "99%")
        .assertOneSentence(1);
    assertFalse(Files.exists(command.archive));
  }

  @Test
  void helpVersionAndListCaptureNothing() throws Exception {
    assertEquals(Usage.TEXT, command.run("--help").out());
    assertTrue(command.run("--version").out().startsWith("memledger-collector "));
    CommandRunner.Result list = command.capture("--list");
    assertEquals(0, list.status(), list.err());
    assertTrue(list.out().contains("proc/meminfo\tevery snapshot\t"), list.out());
    assertTrue(
        list.out()
            .contains("proc/swaps\tevery 12th\t0.02 ms\tUNREADABLE: No such file or directory"),
        list.out());
    try (var files = Files.list(temp)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".gz")));
    }
  }

  @Test
  void appendsUnderTheSameFolderAsOftenAsAsked() throws Exception {
    for (int run = 1; run <= 4; run++) {
      command.root.file("proc/meminfo", "MemTotal: " + run + " kB\n");
      CommandRunner.Result result = command.capture("--once", "--append", command.archive + "");
      assertEquals(0, result.status(), result.err());
      TarFile tar = TarFile.read(command.archive);
      assertTrue(tar.whole);
      assertEquals(run, tar.stamps().size());
      assertTrue(tar.only("footer.json").contains("\"snapshots\": " + run + ","));
      String last = tar.stamps().get(run - 1);
      assertEquals("MemTotal: " + run + " kB\n", tar.snapshots().get(last).get("proc/meminfo"));
      tar.only("manifest.json");
      assertEquals(1, tar.entries.stream().map(e -> e.name().split("/")[0]).distinct().count());
    }
    assertEquals(
        4, gnuTar(command.archive).lines().filter(n -> n.endsWith("/proc/meminfo")).count());
  }

  @Test
  void onlyOneCollectorWritesAnArchive() throws Exception {
    assertEquals(0, command.capture("--once", "--append", command.archive + "").status());
    Process process = command.startCapture("--append", command.archive + "", "--interval", "1h");
    Await.snapshots(2, command.archive, process);
    CommandRunner.Result second = command.capture("--once", "--append", command.archive + "");
    assertEquals(1, second.status());
    Signals.send(process, "TERM");
    assertEquals(0, command.end(process).status());
    assertTrue(TarFile.read(command.archive).whole);
  }

  @Test
  void quietSaysNothingOnStderr() throws Exception {
    assertEquals("", command.capture("--once", "--quiet", "--output", command.archive + "").err());
  }
}
