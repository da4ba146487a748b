package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.Await;
import io.memledger.collector.testing.FakeRoot;
import io.memledger.collector.testing.FlatJson;
import io.memledger.collector.testing.Signals;
import io.memledger.collector.testing.TarFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which a capture in plain sh ends, and what is kept each time. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlainShEndIT {
  @TempDir Path temp;
  private JarRunner jar;

  @BeforeEach
  void begin() throws IOException {
    jar = new JarRunner(temp);
  }

  /** JUnit would warn of each link that leads out of its folder. */
  @AfterEach
  void dropLinks() throws IOException {
    jar.dropLinks();
  }

  @Test
  void limitsEndTheCapture() throws Exception {
    JarRunner.Ran ran =
        jar.run(
            "MEMLEDGER_SH=1",
            JarRunner.JAR,
            "--interval",
            "1s",
            "--max-size",
            "2K",
            "--output",
            jar.out);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(Files.size(ran.archive()) < 2048);
    FlatJson.check(jar.unpack(ran.archive()).resolve("footer.json"), "\"reason\": \"size-limit\"");
    Files.delete(ran.archive());
    ran = jar.run("MEMLEDGER_SH=1", JarRunner.JAR, "--min-free", "99999G", "--output", jar.out);
    FlatJson.check(jar.unpack(ran.archive()).resolve("footer.json"), "\"reason\": \"disk-low\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void signalEndsCleanly(String signal) throws Exception {
    if (Signals.areIgnored(signal)) {
      staysDeafTo(signal);
      return;
    }
    Path archive = jar.out.resolve("a.tar.gz");
    Process process = start(archive, "1h");
    Await.until(() -> isBetweenSnapshots(archive), process);
    Signals.send(process, signal);
    assertEquals(0, process.waitFor());
    assertEquals(List.of(archive), JarRunner.list(jar.out), "the work folder is gone");
    FlatJson.check(jar.unpack(archive).resolve("footer.json"), "\"reason\": \"signal\"");
  }

  /** Whoever starts it under nohup wants it to go on. */
  private void staysDeafTo(String signal) throws Exception {
    Path archive = jar.out.resolve("a.tar.gz");
    Process process = start(archive, "1s");
    Await.snapshots(1, archive, process);
    Signals.send(process, signal);
    Await.snapshots(TarFile.read(archive).stamps().size() + 2, archive, process);
    kill(process);
  }

  @Test
  void killedCaptureKeepsItsSnapshots() throws Exception {
    Path archive = jar.out.resolve("a.tar.gz");
    Process process = start(archive, "1h");
    Await.until(() -> isBetweenSnapshots(archive), process);
    kill(process);
    assertTrue(jar.names(archive).stream().anyMatch(n -> n.endsWith("Z/proc/meminfo")));
  }

  /** A capture of a small root. */
  private Process start(Path archive, String interval) throws IOException {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    return jar.builder(
            "MEMLEDGER_SH=1",
            JarRunner.JAR,
            "--root",
            root.path,
            "--interval",
            interval,
            "--output",
            archive)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Whether a snapshot is in the archive, and its folder is gone from the work folder. */
  private static boolean isBetweenSnapshots(Path archive) throws IOException {
    if (!Files.exists(archive) || TarFile.read(archive).stamps().isEmpty()) {
      return false;
    }
    Path work = Path.of(archive + ".work");
    try (Stream<Path> files = Files.walk(work, 2)) {
      return files.noneMatch(path -> path.getFileName().toString().matches("\\d{8}T\\d{6}Z"));
    } catch (UncheckedIOException e) {
      // It went away while we looked.
      return false;
    }
  }

  /** With the sleep that it waits for, which would stay for an hour. */
  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
