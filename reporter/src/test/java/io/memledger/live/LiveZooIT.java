package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real leaks of every kind on the running kernel, several at once: each is suspected on its line of
 * the ledger and its culprit named. What only looks like a leak is named by nobody. Of the kinds
 * that hold memory by descriptors one runs at a time, since who opens most is taken as the holder.
 *
 * <p>{@code -Dzoo=alone} runs every kind in a capture of its own instead, {@code
 * -Dzoo.kinds=heap,fds} some of them, and writes the answers as a table to target/zoo/alone.md.
 * Archives stay in target/zoo.
 */
@Tag("live")
public class LiveZooIT {
  private static final int SECONDS = 75;

  /** The programs run before the capture begins and after it has ended. */
  private static final int LEAD_SECONDS = 2;

  private static final int MARGIN_SECONDS = 60;

  /** A rate of bytes is known to this share after a minute on a machine that does other things. */
  private static final double RATE_TOLERANCE = 0.25;

  private static final Path KEPT = Path.of("target/zoo");

  @TempDir Path folder;

  @Test
  @DisabledIfSystemProperty(named = "zoo", matches = "alone")
  void kernelBuffersAndFiles() throws Exception {
    Run run = everyLeakIsNamed("maps", "bpf", "msgq", "tmpfs", "threads", "heap");
    assertRange(run, "heap", "[heap]: growth");
    assertRange(run, "threads", " x 256 KiB, guarded]: growth");
  }

  @Test
  @DisabledIfSystemProperty(named = "zoo", matches = "alone")
  void memoryFilesAndPageTables() throws Exception {
    everyLeakIsNamed("memfd", "memfd", "pgtab", "saw");
  }

  @Test
  @DisabledIfSystemProperty(named = "zoo", matches = "alone")
  void pipesWatchesTimersAndALimitedCgroup() throws Exception {
    everyLeakIsNamed("pipes", "pipes", "cgroup", "inotify", "timers");
  }

  @Test
  @DisabledIfSystemProperty(named = "zoo", matches = "alone")
  void descriptorsZombiesAndADeletedFile() throws Exception {
    everyLeakIsNamed("fds", "fds", "deleted", "zombies");
  }

  @Test
  @DisabledIfSystemProperty(named = "zoo", matches = "alone")
  void whatIsNoLeakIsNotNamed() throws Exception {
    Process idle = LeakingProgram.start(0, SECONDS + MARGIN_SECONDS);
    Run run = run("benign", kinds("virt", "warmup", "step", "idle", "pgcache"));
    idle.destroyForcibly();
    List<String> named = new ArrayList<>();
    for (JsonNode finding : run.report().at("/findings")) {
      boolean ours =
          finding.at("/culprit/pid").asLong() == idle.pid()
              || run.pids().entrySet().stream()
                  .anyMatch(e -> ZooAnswer.names(e.getKey(), e.getValue(), finding));
      if (ZooAnswer.isLeak(finding) && (ours || isWholeMachine(finding))) {
        named.add(ZooAnswer.line(finding));
      }
    }
    assertEquals(List.of(), named);
    Jars.assertLedgerSums(run.report());
  }

  /** None of them unless asked for: each takes more than a minute. */
  @TestFactory
  Stream<DynamicTest> eachKindAlone() throws IOException {
    if (!"alone".equals(System.getProperty("zoo"))) {
      return Stream.empty();
    }
    Files.createDirectories(KEPT);
    Path table = KEPT.resolve("alone.md");
    Files.writeString(
        table,
        "| kind | status | category | culprit | rate a second | error | also said |\n"
            + "|---|---|---|---|---|---|---|\n");
    String wanted = System.getProperty("zoo.kinds", "");
    List<ZooKind> some = wanted.isEmpty() ? ZooKind.ALL : kinds(wanted.split(","));
    return some.stream().map(k -> DynamicTest.dynamicTest(k.name(), () -> alone(k, table)));
  }

  private void alone(ZooKind kind, Path table) throws Exception {
    Run run = run("alone-" + kind.name(), List.of(kind));
    ZooAnswer answer = run.answers().get(0);
    Files.writeString(table, answer.row() + "\n", java.nio.file.StandardOpenOption.APPEND);
    assertEquals(kind.leaks(), answer.isNamed(), String.join("\n", answer.said()));
  }

  /** The range of the address space that grew is told, by looks that were taken on suspicion. */
  private static void assertRange(Run run, String kind, String range) {
    ZooAnswer answer =
        run.answers().stream().filter(a -> a.kind().name().equals(kind)).findFirst().orElseThrow();
    List<String> told = new ArrayList<>();
    for (JsonNode evidence : answer.finding().at("/evidence")) {
      if (evidence.at("/source").asText().endsWith("/smaps")) {
        told.add(evidence.at("/name").asText());
      }
    }
    assertTrue(!told.isEmpty() && told.get(0).endsWith(range), kind + " grew in " + told);
  }

  private Run everyLeakIsNamed(String name, String... kinds) throws Exception {
    Run run = run(name, kinds(kinds));
    assertAll(run.answers().stream().map(answer -> () -> assertNamed(answer)));
    Jars.assertLedgerSums(run.report());
    return run;
  }

  static void assertNamed(ZooAnswer answer) {
    String kind = answer.kind().name();
    assertTrue(
        answer.isNamed(),
        () -> kind + " is not named as it should be; said:\n" + String.join("\n", answer.said()));
    if (!Double.isNaN(answer.rateError())) {
      assertEquals(
          0, answer.rateError(), RATE_TOLERANCE, kind + ": share by which the rate is off");
    }
    assertTrue(!answer.finding().at("/next_steps").isEmpty(), kind + " has a next step");
  }

  /**
   * A loss for which the host, a cgroup, a mount or a cache is named. Another process may well leak
   * on a machine that does other things: that is not ours to deny.
   */
  private static boolean isWholeMachine(JsonNode finding) {
    return !finding.at("/culprit/kind").asText().startsWith("process");
  }

  private static List<ZooKind> kinds(String... names) {
    return Stream.of(names).map(ZooKind::of).toList();
  }

  private record Run(Map<ZooKind, Long> pids, JsonNode report) {
    List<ZooAnswer> answers() {
      return pids.entrySet().stream()
          .map(e -> ZooAnswer.of(e.getKey(), e.getValue(), report))
          .toList();
    }
  }

  private Run run(String name, List<ZooKind> kinds) throws Exception {
    Files.createDirectories(KEPT);
    Path archive = KEPT.resolve(name + ".tar.gz").toAbsolutePath();
    Files.deleteIfExists(archive);
    Map<ZooKind, Long> pids = new LinkedHashMap<>();
    try (Zoo zoo = Zoo.build(folder)) {
      for (ZooKind kind : kinds) {
        zoo.start(kind, SECONDS + MARGIN_SECONDS);
        pids.put(kind, zoo.pid(kind));
      }
      Thread.sleep(LEAD_SECONDS * 1000L);
      Jars.capture(archive, SECONDS);
      for (ZooKind kind : kinds) {
        assertTrue(zoo.isRunning(kind), kind.name() + " leaks through the end of the capture");
      }
    }
    return new Run(pids, Jars.report(archive, folder.resolve(name)));
  }
}
