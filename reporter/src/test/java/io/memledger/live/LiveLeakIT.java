package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that really leaks, the real collector, the real reporter: the verdict names it
 * first; sockets that leak beside it, and slower, are named too.
 */
@Tag("slow")
class LiveLeakIT {
  private static final int SECONDS = 75;
  private static final int MARGIN_SECONDS = 60;
  private static final long RATE = 2 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  void theLeakingProcessIsNamedFirstWithItsRate() throws Exception {
    Process leak = LeakingProgram.start(RATE, SECONDS + MARGIN_SECONDS);
    ZooKind sockets = ZooKind.of("socks");
    try (Zoo zoo = Zoo.build(folder)) {
      zoo.start(sockets, SECONDS + MARGIN_SECONDS);
      Path archive = Jars.capture(folder.resolve("live.tar.gz"), SECONDS);
      JsonNode report = Jars.report(archive, folder.resolve("out"));
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
      LiveZooIT.assertNamed(ZooAnswer.of(sockets, zoo.pid(sockets), report));
      Jars.assertLedgerSums(report);
    } finally {
      leak.destroyForcibly();
    }
  }
}
