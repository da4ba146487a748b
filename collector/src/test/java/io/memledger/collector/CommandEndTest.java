package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.Await;
import io.memledger.collector.testing.Signals;
import io.memledger.collector.testing.TarFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which a capture ends, and what is kept each time. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CommandEndTest {
  @TempDir Path temp;
  private CommandRunner command;

  @BeforeEach
  void begin() {
    command = new CommandRunner(temp);
  }

  @Test
  void endsAfterTheDuration() throws Exception {
    long began = System.nanoTime();
    CommandRunner.Result result =
        command.capture("--duration", "0.5s", "--output", command.archive + "");
    assertEquals(0, result.status(), result.err());
    TarFile tar = TarFile.read(command.archive);
    // Snapshots that were missed are not made up for, so a busy machine takes fewer.
    int count = tar.stamps().size();
    assertTrue(count >= 2 && count <= 6, count + " snapshots, both ends included");
    assertTrue(System.nanoTime() - began >= 500_000_000, "it takes its time");
    assertTrue(tar.only("footer.json").contains("\"reason\": \"duration\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void aSignalEndsItCleanly(String signal) throws Exception {
    if (Signals.areIgnored(signal)) {
      staysDeafTo(signal);
      return;
    }
    Process process = command.startCapture("--output", command.archive + "", "--interval", "1h");
    Await.snapshots(1, command.archive, process);
    Signals.send(process, signal);
    CommandRunner.Result result = command.end(process);
    assertEquals(0, result.status(), result.err());
    TarFile tar = TarFile.read(command.archive);
    assertTrue(tar.whole);
    assertEquals(2, tar.stamps().size(), "a last one that holds everything");
    List<TarFile.Entry> entries = tar.entries;
    assertTrue(entries.stream().filter(e -> e.name().endsWith("proc/mounts")).count() == 2);
    assertTrue(tar.only("footer.json").contains("\"reason\": \"signal\""));
  }

  /** Whoever starts it under nohup wants it to go on. */
  private void staysDeafTo(String signal) throws Exception {
    Process process = command.startCapture("--output", command.archive + "");
    Await.snapshots(1, command.archive, process);
    Signals.send(process, signal);
    int now = TarFile.read(command.archive).stamps().size();
    Await.snapshots(now + 2, command.archive, process);
    process.destroyForcibly().waitFor();
  }

  @Test
  void killedItLeavesItsSnapshots() throws Exception {
    Process process = command.startCapture("--output", command.archive + "");
    Await.snapshots(4, command.archive, process);
    process.destroyForcibly().waitFor();
    TarFile tar = TarFile.read(command.archive);
    assertFalse(tar.whole);
    assertTrue(tar.stamps().size() > 3, tar.stamps() + "");
    Path out = Files.createDirectory(temp.resolve("unpacked"));
    String script =
        "gzip -dc '" + command.archive + "' 2>/dev/null | tar xf - -C '" + out + "' 2>/dev/null";
    new ProcessBuilder("sh", "-c", script).start().waitFor();
    try (var files = Files.walk(out)) {
      assertEquals(tar.stamps().size(), files.filter(f -> f.endsWith("proc/meminfo")).count());
    }
    command.capture("--once", "--append", command.archive + "").assertOneSentence(1);
  }

  @Test
  void aReadThatHangsCostsOneSource() throws Exception {
    Files.delete(command.root.path.resolve("proc/vmstat"));
    Files.delete(command.root.path.resolve("proc/200/status"));
    for (String fifo : List.of("proc/vmstat", "proc/200/status")) {
      assertEquals(
          0, new ProcessBuilder("mkfifo", command.root.path.resolve(fifo) + "").start().waitFor());
    }
    CommandRunner.Result result = command.capture("--count", "5", "--output", command.archive + "");
    assertEquals(0, result.status(), result.err());
    assertTrue(result.err().contains("proc/vmstat (took over 2 s; dropped)"), result.err());
    TarFile tar = TarFile.read(command.archive);
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
  void endsBeforeTheSizeLimit() throws Exception {
    CommandRunner.Result result =
        command.capture("--max-size", "30K", "--output", command.archive + "", "--interval=0.1s");
    assertEquals(0, result.status(), result.err());
    assertTrue(Files.size(command.archive) <= 30 << 10);
    TarFile tar = TarFile.read(command.archive);
    assertTrue(tar.whole);
    assertTrue(tar.only("footer.json").contains("\"reason\": \"size-limit\""));
    assertTrue(tar.stamps().size() > 3);
  }

  @Test
  void aLimitThatIsTooSmallIsSaid() throws Exception {
    CommandRunner.Result result =
        command.capture("--max-size", "10K", "--output", command.archive + "");
    assertEquals(1, result.status());
    assertTrue(result.err().contains("--max-size is too small"), result.err());
  }

  /** Only root can mount a small disk; a limit on the size of files is the same to a writer. */
  @Test
  void aFullDiskKeepsWhatWasCaptured() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    String mount = "mount -t tmpfs -o size=20k tmpfs '" + disk + "' 2>/dev/null";
    boolean mounted = new ProcessBuilder("sh", "-c", mount).start().waitFor() == 0;
    String limit = mounted ? "" : "ulimit -f 40; ";
    try {
      Path full = disk.resolve("a.tar.gz");
      List<String> limited = new ArrayList<>(List.of("sh", "-c", limit + "exec \"$@\"", "sh"));
      String[] args = command.ofRoot("--output", full + "", "--min-free", "0", "--rates", "all");
      limited.addAll(command.command(args));
      CommandRunner.Result result = command.end(command.start(limited));
      assertEquals(1, result.status(), result.err());
      String cause = mounted ? "No space left on device" : "File too large";
      assertTrue(result.err().contains(cause), result.err());
      TarFile tar = TarFile.read(full);
      assertTrue(tar.stamps().size() > 3);
      for (var one : tar.snapshots().values()) {
        assertTrue(one.containsKey("proc/meminfo") && one.containsKey("proc/pids/stat"));
      }
    } finally {
      assertTrue(!mounted || new ProcessBuilder("umount", disk + "").start().waitFor() == 0);
    }
  }
}
