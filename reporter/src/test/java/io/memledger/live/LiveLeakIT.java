package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that really leaks, the real collector, the real reporter: the verdict names it.
 * And a healthy run in which nothing is named.
 */
class LiveLeakIT {
  private static final int SECONDS = 75;
  private static final long RATE = 2 * 1024 * 1024;
  private static final Path COLLECTOR = Path.of("../collector/target/memledger-collector.jar");
  private static final Path REPORTER = Path.of("target/memledger-reporter.jar");

  @TempDir Path folder;

  @Test
  void theLeakingProcessIsNamedFirstWithItsRate() throws Exception {
    Process leak = program(RATE);
    try {
      JsonNode report = report(capture());
      assertEquals("suspected-leak", report.at("/verdict/status").asText(), report.toString());
      JsonNode first = report.at("/findings/0");
      assertEquals(leak.pid(), first.at("/culprit/pid").asLong(), first.toString());
      assertEquals("process-growth", first.at("/rule").asText());
      assertEquals("anonymous", first.at("/category").asText());
      double hourly = RATE * 3600.0;
      assertEquals(hourly, first.at("/rate").asDouble(), 0.15 * hourly, "rate within 15 %");
      assertTrue(first.at("/rate_low").asDouble() <= first.at("/rate").asDouble());
      assertTrue(first.at("/rate_high").asDouble() >= first.at("/rate").asDouble());
      assertFalse(first.at("/next_steps").isEmpty());
      assertLedgerSums(report);
    } finally {
      leak.destroyForcibly();
    }
  }

  @Test
  void nothingIsNamedOnAHealthyRun() throws Exception {
    Process idle = program(0);
    try {
      JsonNode report = report(capture());
      for (JsonNode finding : report.at("/findings")) {
        assertFalse(finding.at("/status").asText().contains("leak"), finding.toString());
      }
      assertLedgerSums(report);
    } finally {
      idle.destroyForcibly();
    }
  }

  private static void assertLedgerSums(JsonNode report) {
    for (String end : List.of("start", "end")) {
      long sum = 0;
      for (JsonNode line : report.at("/ledger/lines")) {
        sum += line.at("/" + end).asLong();
      }
      assertEquals(report.at("/host/mem_total").asLong(), sum, "sum of the lines at the " + end);
    }
  }

  private Process program(long rate) throws IOException {
    Process program =
        new ProcessBuilder(
                java(),
                "-Xmx32m",
                "-XX:MaxDirectMemorySize=1g",
                "-cp",
                Path.of("target/test-classes").toString(),
                LeakingProgram.class.getName(),
                Long.toString(rate),
                Integer.toString(SECONDS + 30))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("begun", program.inputReader(StandardCharsets.UTF_8).readLine());
    return program;
  }

  private Path capture() throws Exception {
    assertTrue(Files.exists(COLLECTOR), "build the collector first: mvn -B verify at the top");
    File said = folder.resolve("collector.out").toFile();
    Process collector =
        new ProcessBuilder(
                java(),
                "-jar",
                COLLECTOR.toString(),
                "--interval",
                "1s",
                "--duration",
                SECONDS + "s",
                "--output",
                folder.resolve("live.tar.gz").toString())
            .redirectOutput(said)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertTrue(collector.waitFor(SECONDS + 60, TimeUnit.SECONDS), "the collector ends by itself");
    assertEquals(0, collector.exitValue());
    assertTrue(Files.readString(said.toPath()).contains("live.tar.gz"), "it says where it wrote");
    return folder.resolve("live.tar.gz");
  }

  private JsonNode report(Path archive) throws Exception {
    Path out = folder.resolve("report");
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-jar"));
    command.addAll(List.of(REPORTER.toString(), archive.toString(), "-o", out.toString()));
    Process reporter = new ProcessBuilder(command).inheritIO().start();
    assertTrue(reporter.waitFor(120, TimeUnit.SECONDS), "the reporter ends");
    assertEquals(0, reporter.exitValue());
    assertTrue(Files.size(out.resolve("report.html")) > 10_000);
    assertTrue(Files.size(out.resolve("report.pdf")) > 10_000);
    return new ObjectMapper().readTree(out.resolve("report.json").toFile());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
