package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that really leaks, the real collector, the real reporter: the verdict names it
 * first; sockets and workers that leak beside it, and slower, are named too.
 */
@Tag("live")
public class LiveLeakIT {
  private static final int SECONDS = 75;
  private static final int MARGIN_SECONDS = 60;

  /** More than those beside it take together. */
  private static final long RATE = 14 * 1024 * 1024;

  private static final List<ZooKind> BESIDE = List.of(ZooKind.of("socks"), ZooKind.of("workers"));

  @TempDir Path folder;

  @Test
  void theLeakingProcessIsNamedFirstWithItsRate() throws Exception {
    Process leak = LeakingProgram.start(RATE, SECONDS + MARGIN_SECONDS);
    try (Zoo zoo = Zoo.build(folder)) {
      for (ZooKind kind : BESIDE) {
        zoo.start(kind, SECONDS + MARGIN_SECONDS);
      }
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
      for (ZooKind kind : BESIDE) {
        LiveZooIT.assertNamed(ZooAnswer.of(kind, zoo.pid(kind), report));
      }
      Jars.assertLedgerSums(report);
    } finally {
      leak.destroyForcibly();
    }
  }
}
