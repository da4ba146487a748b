package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.memledger.collector.options.Usage;
import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.TarFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a user runs it, in a process of its own. */
@Timeout(60)
class CommandTest {
  @TempDir Path temp;
  private FakeRoot root;
  private Path archive;

  record Result(int status, String out, String err) {}

  @BeforeEach
  void begin() {
    root = new FakeRoot(temp.resolve("root"));
    archive = temp.resolve("a.tar.gz");
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toAbsolutePath().toString(),
                "io.memledger.collector.Main"));
    command.addAll(Arrays.asList(args));
    return new ProcessBuilder(command)
        .directory(temp.toFile())
        .redirectError(temp.resolve("err").toFile())
        .start();
  }

  private static void signal(Process process, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, process.pid() + "").start();
    assertEquals(0, kill.waitFor());
  }

  private Result end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return new Result(process.exitValue(), out, Files.readString(temp.resolve("err")));
  }

  private Result run(String... args) throws Exception {
    return end(start(args));
  }

  private Result capture(String... more) throws Exception {
    return end(startCapture(more));
  }

  private Process startCapture(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("--root", root.path + "", "--interval", "0.1s"));
    args.addAll(Arrays.asList(more));
    return start(args.toArray(new String[0]));
  }

  private void awaitSize(long bytes) throws Exception {
    while (!Files.exists(archive) || Files.size(archive) < bytes) {
      Thread.sleep(20);
    }
  }

  private static void assertOneSentence(Result result, int status) {
    assertEquals(status, result.status, result.err);
    assertTrue(result.err.matches("memledger-collector: [^\n]+\\.\n"), result.err);
    assertEquals("", result.out);
  }

  @Test
  void namesTheArchiveAfterTheHostOfTheRoot() throws Exception {
    Result result = capture("--count", "3", "--output", temp + "");
    assertEquals(0, result.status, result.err);
    Path file = Path.of(result.out.split(" ")[0]);
    assertEquals(result.out, file + " " + Files.size(file) + " bytes\n");
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
  void endsAfterTheDuration() throws Exception {
    Result result = capture("--duration", "0.5s", "--output", archive + "");
    assertEquals(0, result.status, result.err);
    TarFile tar = TarFile.read(archive);
    assertEquals(6, tar.stamps().size(), "both ends included");
    assertTrue(tar.only("footer.json").contains("\"reason\": \"duration\""));
  }

  @Test
  void withoutTracefsItCapturesAllTheSameAndSaysSo() throws Exception {
    Result result = capture("--once", "--kmem", "1s", "--output", archive + "");
    assertEquals(0, result.status, result.err);
    assertTrue(
        result.err.contains("memledger-collector: without kernel call sites: tracefs is not there"),
        result.err);
    TarFile tar = TarFile.read(archive);
    assertTrue(tar.whole);
    assertTrue(tar.only("footer.json").contains("\"path\": \"trace/kmem.trace\""));
  }

  @Test
  void neverOverwritesAndNeverFollowsALink() throws Exception {
    Files.writeString(archive, "precious");
    assertOneSentence(capture("--once", "--output", archive + ""), 1);
    assertEquals("precious", Files.readString(archive));
    Path link = temp.resolve("link");
    Files.createSymbolicLink(link, temp.resolve("elsewhere"));
    assertOneSentence(capture("--once", "--output", link + ""), 1);
    assertFalse(Files.exists(temp.resolve("elsewhere")));
    Files.createSymbolicLink(temp.resolve("to-archive"), archive);
    assertOneSentence(capture("--once", "--append", temp.resolve("to-archive") + ""), 1);
    assertEquals("precious", Files.readString(archive));
  }

  @Test
  void badUsageAndBadPlacesAreOneSentence() throws Exception {
    assertOneSentence(run("--colour"), 2);
    assertOneSentence(run("--interval", "soon"), 2);
    assertOneSentence(run("--once", "--root", temp.resolve("none") + ""), 1);
    assertOneSentence(capture("--once", "--output", temp.resolve("none/a.tar.gz") + ""), 1);
    assertOneSentence(capture("--once", "--output", archive + "", "--min-free", "99%"), 1);
    assertFalse(Files.exists(archive));
  }

  @Test
  void helpVersionAndListCaptureNothing() throws Exception {
    assertEquals(Usage.TEXT, run("--help").out);
    assertTrue(run("--version").out.startsWith("memledger-collector "));
    Result list = capture("--list");
    assertEquals(0, list.status, list.err);
    assertTrue(list.out.contains("proc/meminfo\tevery snapshot\t"), list.out);
    assertTrue(
        list.out.contains("proc/swaps\tevery 12th\t0.02 ms\tUNREADABLE: No such file or directory"),
        list.out);
    try (var files = Files.list(temp)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".gz")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void aSignalEndsItCleanly(String signal) throws Exception {
    assumeFalse(isIgnored(signal), "under nohup or in a script's background it is ignored");
    Process process = startCapture("--output", archive + "", "--interval", "1h");
    awaitSize(1000);
    signal(process, signal);
    Result result = end(process);
    assertEquals(0, result.status, result.err);
    TarFile tar = TarFile.read(archive);
    assertTrue(tar.whole);
    assertEquals(2, tar.stamps().size(), "a last one that holds everything");
    List<TarFile.Entry> entries = tar.entries;
    assertTrue(entries.stream().filter(e -> e.name().endsWith("proc/mounts")).count() == 2);
    assertTrue(tar.only("footer.json").contains("\"reason\": \"signal\""));
  }

  /** Children inherit that a signal is ignored; signal n is bit n - 1. */
  private static boolean isIgnored(String signal) throws IOException {
    int number = Map.of("HUP", 1, "INT", 2, "TERM", 15).get(signal);
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
        .anyMatch(ignored -> (ignored >> number - 1 & 1) == 1);
  }

  @Test
  void killedItLeavesItsSnapshots() throws Exception {
    Process process = startCapture("--output", archive + "");
    awaitSize(5000);
    process.destroyForcibly().waitFor();
    TarFile tar = TarFile.read(archive);
    assertFalse(tar.whole);
    assertTrue(tar.stamps().size() > 3, tar.stamps() + "");
    Path out = Files.createDirectory(temp.resolve("unpacked"));
    String script =
        "gzip -dc '" + archive + "' 2>/dev/null | tar xf - -C '" + out + "' 2>/dev/null";
    new ProcessBuilder("sh", "-c", script).start().waitFor();
    try (var files = Files.walk(out)) {
      assertEquals(tar.stamps().size(), files.filter(f -> f.endsWith("proc/meminfo")).count());
    }
    assertOneSentence(capture("--once", "--append", archive + ""), 1);
  }

  @Test
  void aReadThatHangsCostsOneSource() throws Exception {
    Files.delete(root.path.resolve("proc/vmstat"));
    Files.delete(root.path.resolve("proc/200/status"));
    for (String fifo : List.of("proc/vmstat", "proc/200/status")) {
      assertEquals(0, new ProcessBuilder("mkfifo", root.path.resolve(fifo) + "").start().waitFor());
    }
    Result result = capture("--count", "5", "--output", archive + "");
    assertEquals(0, result.status, result.err);
    assertTrue(result.err.contains("proc/vmstat (took over 2 s; dropped)"), result.err);
    TarFile tar = TarFile.read(archive);
    assertTrue(tar.whole);
    assertEquals(5, tar.stamps().size());
    for (String stamp : tar.stamps()) {
      assertTrue(tar.snapshots().get(stamp).containsKey("proc/meminfo"));
      assertTrue(tar.snapshots().get(stamp).containsKey("proc/pids/stat"));
      assertFalse(tar.snapshots().get(stamp).containsKey("proc/200/status"));
    }
    String footer = tar.only("footer.json");
    assertTrue(footer.contains("\"proc/200/status\",\n      \"error\": \"took over 2 s"), footer);
  }

  @Test
  void appendsUnderTheSameFolderAsOftenAsAsked() throws Exception {
    for (int run = 1; run <= 4; run++) {
      root.file("proc/meminfo", "MemTotal: " + run + " kB\n");
      Result result = capture("--once", "--append", archive + "");
      assertEquals(0, result.status, result.err);
      TarFile tar = TarFile.read(archive);
      assertTrue(tar.whole);
      assertEquals(run, tar.stamps().size());
      assertTrue(tar.only("footer.json").contains("\"snapshots\": " + run + ","));
      String last = tar.stamps().get(run - 1);
      assertEquals("MemTotal: " + run + " kB\n", tar.snapshots().get(last).get("proc/meminfo"));
      tar.only("manifest.json");
      assertEquals(1, tar.entries.stream().map(e -> e.name().split("/")[0]).distinct().count());
    }
    assertEquals(4, gnuTar(archive).lines().filter(n -> n.endsWith("/proc/meminfo")).count());
  }

  @Test
  void onlyOneCollectorWritesAnArchive() throws Exception {
    assertEquals(0, capture("--once", "--append", archive + "").status);
    Process process = startCapture("--append", archive + "", "--interval", "1h");
    long before = Files.size(archive);
    awaitSize(before + 100);
    Result second = capture("--once", "--append", archive + "");
    assertEquals(1, second.status);
    signal(process, "TERM");
    assertEquals(0, end(process).status);
    assertTrue(TarFile.read(archive).whole);
  }

  @Test
  void endsBeforeTheSizeLimit() throws Exception {
    Result result = capture("--max-size", "30K", "--output", archive + "", "--interval=0.1s");
    assertEquals(0, result.status, result.err);
    assertTrue(Files.size(archive) <= 30 << 10);
    TarFile tar = TarFile.read(archive);
    assertTrue(tar.whole);
    assertTrue(tar.only("footer.json").contains("\"reason\": \"size-limit\""));
    assertTrue(tar.stamps().size() > 3);
  }

  @Test
  void aLimitThatIsTooSmallIsSaid() throws Exception {
    Result result = capture("--max-size", "10K", "--output", archive + "");
    assertEquals(1, result.status);
    assertTrue(result.err.contains("--max-size is too small"), result.err);
  }

  @Test
  void aFullDiskKeepsWhatWasCaptured() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    String mount = "mount -t tmpfs -o size=20k tmpfs '" + disk + "'";
    if (new ProcessBuilder("sh", "-c", mount).start().waitFor() != 0) {
      org.junit.jupiter.api.Assumptions.abort("only root can mount a small disk");
    }
    try {
      Path full = disk.resolve("a.tar.gz");
      Result result = capture("--output", full + "", "--min-free", "0", "--rates", "all");
      assertEquals(1, result.status, result.err);
      assertTrue(result.err.contains("No space left on device"), result.err);
      TarFile tar = TarFile.read(full);
      assertTrue(tar.stamps().size() > 3);
      for (var one : tar.snapshots().values()) {
        assertTrue(one.containsKey("proc/meminfo") && one.containsKey("proc/pids/stat"));
      }
    } finally {
      assertEquals(0, new ProcessBuilder("umount", disk + "").start().waitFor());
    }
  }

  @Test
  void quietSaysNothingOnStderr() throws Exception {
    assertEquals("", capture("--once", "--quiet", "--output", archive + "").err);
  }
}
