package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PidStatmTest {
  private static final Subject PROCESS = Subject.process("", 77, 0);

  @Test
  void countsPages() {
    Collected values = Collected.read("proc/77/statm", "90000 5000 2000 100 0 60000 0\n");
    assertEquals(90_000 * 4096.0, values.of(Metric.PROC_VSIZE, PROCESS));
    assertEquals(5_000 * 4096.0, values.of(Metric.PROC_RSS, PROCESS));
  }

  @Test
  void whatIsCutOffIsAbsent() {
    assertTrue(Collected.read("proc/77/statm", "").values.isEmpty());
    Collected half = Collected.read("proc/77/statm", "90000");
    assertEquals(Double.NaN, half.of(Metric.PROC_RSS, PROCESS));
  }

  @Test
  void theCommandMayHoldBlanks() {
    assertEquals(
        Map.of(77L, "Web Content"), Collected.read("proc/77/comm", "Web Content\n").commands);
    assertEquals(Map.of(), Collected.read("proc/77/comm", "\n").commands);
  }
}
