package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.memledger.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real kernel memory that a real program leaves behind, traced by the collector: the reporter names
 * the call site and its bytes; the trace disturbs nobody and leaves nothing behind, even if killed.
 *
 * <p>Everything runs in a mount namespace of its own, in which tracefs is mounted if it is not.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag("live")
public class KmemIT {
  private static final int SECONDS = 62;
  private static final int TRACED = 58;

  /** Beyond the end of the capture, so that the growth does not end in it. */
  private static final int MAKING = 65;

  /** An archive that holds a snapshot. */
  private static final long SNAPSHOT_BYTES = 8192;

  private static final int MESSAGES = 70_000;
  private static final int MESSAGE_BYTES = 3_901;
  private static final String OTHER = "other-tracer-" + ProcessHandle.current().pid();

  /** A message with its head of 48 bytes; nobody else takes just so much. */
  private static final String FILTER = "bytes_req==" + (MESSAGE_BYTES + 48);

  private static final Path COLLECTOR = Path.of("../collector/target/memledger-collector.jar");
  private static final Path REPORTER = Path.of("target/memledger-reporter.jar");
  private static final String WITH_TRACEFS =
      "[ -d /sys/kernel/tracing/instances ] || mount -t tracefs nodev /sys/kernel/tracing || exit"
          + " 77; exec \"$@\"";

  @TempDir Path folder;

  @BeforeEach
  void needsTracefs() throws Exception {
    int status = traced("true").start().waitFor();
    assertEquals(0, status, "tracefs can be mounted: the live tests need a root shell");
  }

  @Test
  void theCallSiteIsNamedWithWhatItLeft() throws Exception {
    Path program = compiled();
    otherTracer();
    Process messages = null;
    try {
      Process collector =
          collector(
              "--duration",
              SECONDS + "s",
              "--kmem",
              TRACED + "s",
              "--kmem-buffer",
              "32M",
              "--kmem-filter",
              FILTER);
      awaitInstance(true);
      long traced = System.nanoTime();
      Process perf = perf();
      messages =
          new ProcessBuilder(program + "", MESSAGES + "", MESSAGE_BYTES + "", MAKING + "", "60")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      double lag = (System.nanoTime() - traced) / 1e9;
      assertEquals(0, collector.waitFor());
      assertEquals("", instances(), "the instance is gone");
      assertEquals("1 1 " + FILTER + " true", otherTracerNow(), "another tracer goes on");

      JsonNode found = callSite(report("own"));
      String name = found.at("/culprit/name").asText();
      assertTrue(name.startsWith("load_msg"), found.toString());
      double made = (TRACED - lag) / MAKING * MESSAGES * MESSAGE_BYTES;
      double left = 0;
      for (JsonNode evidence : found.at("/evidence")) {
        left =
            evidence.at("/name").asText().equals("kmem-outstanding")
                ? evidence.at("/value").asDouble()
                : left;
      }
      assertEquals(made, left, 0.1 * made, found.toString());

      JsonNode byPerf = callSite(report("perf", "--kmem-trace", script(perf) + ""));
      assertEquals(name, byPerf.at("/culprit/name").asText(), "perf names the same call site");
    } finally {
      if (messages != null) {
        messages.destroy();
      }
      shell("rmdir /sys/kernel/tracing/instances/" + OTHER);
    }
  }

  @Test
  void killedItIsTidiedUpAtTheNextStartAndSignalledAtOnce() throws Exception {
    Process killed = collector("--kmem", "60s");
    awaitInstance(true);
    killed.destroyForcibly().waitFor();
    assertFalse(instances().isEmpty(), "kill -9 leaves the instance");
    Process signalled = collector("--kmem", "60s");
    String own = "memledger-" + signalled.pid() + "-";
    while (!instances().startsWith(own) && signalled.isAlive()) {
      Thread.sleep(100);
    }
    assertEquals(1, instances().lines().count(), "the left-over is gone");
    Path archive = folder.resolve("2.tar.gz");
    while (!Files.exists(archive) || Files.size(archive) < SNAPSHOT_BYTES) {
      Thread.sleep(100);
    }
    signalled.destroy();
    signalled.waitFor();
    assertEquals(0, signalled.exitValue());
    assertEquals("", instances());
    String names = output(new ProcessBuilder("tar", "tzf", folder.resolve("2.tar.gz") + ""));
    assertTrue(names.contains("/kmem.trace\n"), names);
    assertTrue(names.contains("/lost\n"), names);
    assertTrue(names.endsWith("/footer.json\n"), names);
  }

  @Test
  void aFilterThatTheKernelDoesNotKnowIsOneSentence() throws Exception {
    Process collector = collector("--once", "--kmem", "1s", "--kmem-filter", "colour==3");
    assertEquals(0, collector.waitFor(), "the capture goes on without");
    String said = Files.readString(folder.resolve("1.err"));
    assertTrue(
        said.matches(
            "(?s).*memledger-collector: without kernel call sites: [^\n]*colour==3[^\n]*\\.\n.*"),
        said);
    assertEquals("", instances());
  }

  /** A command that sees tracefs. */
  private ProcessBuilder traced(String... command) {
    List<String> all = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", WITH_TRACEFS, "sh"));
    all.addAll(Arrays.asList(command));
    return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private String shell(String script) throws IOException {
    return output(traced("sh", "-c", script));
  }

  private static String output(ProcessBuilder command) throws IOException {
    return new String(command.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String instances() throws IOException {
    return shell("ls /sys/kernel/tracing/instances | grep ^memledger-");
  }

  private void awaitInstance(boolean there) throws Exception {
    while (instances().isEmpty() == there) {
      Thread.sleep(100);
    }
  }

  private void otherTracer() throws IOException {
    shell(
        "cd /sys/kernel/tracing/instances && mkdir "
            + OTHER
            + " && cd "
            + OTHER
            + " && echo '"
            + FILTER
            + "' > events/kmem/kmalloc/filter"
            + " && echo 1 > events/kmem/kmalloc/enable");
  }

  /** Whether the other tracer is on, its event enabled, its filter, whether it has recorded. */
  private String otherTracerNow() throws IOException {
    return shell(
            "cd /sys/kernel/tracing/instances/"
                + OTHER
                + " && echo $(cat tracing_on events/kmem/kmalloc/enable events/kmem/kmalloc/filter)"
                + " $(grep -q load_msg trace && echo true)")
        .strip();
  }

  /** A second witness: perf records a part of the run. */
  private Process perf() throws IOException {
    Tools.need("perf");
    return traced(
            "perf",
            "record",
            "-q",
            "-o",
            folder.resolve("perf.data") + "",
            "-m",
            "4096",
            "-e",
            "kmem:kmalloc,kmem:kfree",
            "-a",
            "--",
            "sleep",
            "15")
        .start();
  }

  /** What perf saw of the same leak. */
  private Path script(Process perf) throws Exception {
    Path text = folder.resolve("perf-script.txt");
    assertEquals(0, perf.waitFor());
    int status =
        traced("perf", "script", "-i", folder.resolve("perf.data") + "")
            .redirectOutput(text.toFile())
            .start()
            .waitFor();
    assertEquals(0, status);
    return text;
  }

  private Path compiled() throws Exception {
    Path program = folder.resolve("messages");
    Process gcc =
        new ProcessBuilder("gcc", "-O1", "-o", program + "", "src/test/resources/live/messages.c")
            .inheritIO()
            .start();
    assertEquals(0, gcc.waitFor());
    return program;
  }

  private int captures;

  private Process collector(String... more) throws IOException {
    assertTrue(Files.exists(COLLECTOR), "build the collector first: mvn -B verify at the top");
    captures++;
    Path archive = folder.resolve(captures + ".tar.gz");
    List<String> command =
        new ArrayList<>(
            List.of(java(), "-jar", COLLECTOR + "", "--interval", "1s", "--output", archive + ""));
    command.addAll(Arrays.asList(more));
    return traced(command.toArray(String[]::new))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(folder.resolve(captures + ".err").toFile())
        .start();
  }

  private JsonNode report(String to, String... more) throws Exception {
    Path out = folder.resolve(to);
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-jar", REPORTER + ""));
    command.addAll(List.of(folder.resolve("1.tar.gz") + "", "-o", out + "", "-f", "json,html"));
    command.addAll(Arrays.asList(more));
    File said = folder.resolve(to + ".said").toFile();
    Process reporter =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    assertEquals(0, reporter.waitFor(), Files.readString(said.toPath()));
    return new ObjectMapper().readTree(out.resolve("report.json").toFile());
  }

  /** The story with a call site as its culprit. */
  private static JsonNode callSite(JsonNode report) {
    for (JsonNode finding : report.at("/findings")) {
      if (finding.at("/culprit/kind").asText().equals("call-site")
          && finding.at("/status").asText().contains("leak")) {
        return finding;
      }
    }
    throw new AssertionError("no call site is named: " + report.at("/findings"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
