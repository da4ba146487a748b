package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that really leaks, the real collector, the real reporter: the verdict names it.
 * And a healthy run in which nothing is named.
 */
class LiveLeakIT {
  private static final int SECONDS = 75;
  private static final long RATE = 2 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void theLeakingProcessIsNamedFirstWithItsRate() throws Exception {
    Process leak = program(RATE);
    try {
      JsonNode report = captured();
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
      Jars.assertLedgerSums(report);
    } finally {
      leak.destroyForcibly();
    }
  }

  @Test
  void nothingIsNamedOnAHealthyRun() throws Exception {
    Process idle = program(0);
    try {
      JsonNode report = captured();
      for (JsonNode finding : report.at("/findings")) {
        assertFalse(finding.at("/status").asText().contains("leak"), finding.toString());
      }
      Jars.assertLedgerSums(report);
    } finally {
      idle.destroyForcibly();
    }
  }

  private Process program(long rate) throws IOException {
    Process program =
        new ProcessBuilder(
                Jars.java(),
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

  private JsonNode captured() throws Exception {
    return Jars.report(Jars.capture(folder.resolve("live.tar.gz"), SECONDS), folder.resolve("out"));
  }
}
