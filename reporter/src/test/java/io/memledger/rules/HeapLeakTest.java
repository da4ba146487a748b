package io.memledger.rules;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict;
import org.junit.jupiter.api.Test;

class HeapLeakTest {
  private static final Subject ORDERD = Scene.process("orderd", 4711);

  @Test
  void namesAHeapLeakOfNinetySeconds() {
    Analysis analysis =
        Scene.seconds(90).heap(ORDERD, 30 * MIB, t -> 1.5 * MIB * t, 50 * 1024).analyse();
    Finding first = analysis.findings().get(0);
    assertEquals("process-growth:orderd:4711", first.id());
    assertEquals(Status.SUSPECTED_LEAK, first.status());
    assertEquals(
        1.5 * MIB * 3600, first.claim().growth().rate(), 0.05 * first.claim().growth().rate());
    assertTrue(
        first.claim().growth().low() <= first.claim().growth().rate()
            && first.claim().growth().rate() <= first.claim().growth().high());
    assertEquals(Verdict.Status.SUSPECTED_LEAK, analysis.verdict().status());
    assertEquals(1, analysis.findings().stream().filter(f -> f.status().isLeak()).count());
  }

  @Test
  void callsItALeakAfterHours() {
    Analysis analysis =
        Scene.hours(3).heap(ORDERD, 300 * MIB, t -> 100 * 1024 * t, 2 * MIB).analyse();
    Finding first = analysis.findings().get(0);
    assertEquals(Status.LEAK, first.status());
    assertEquals(
        100 * 1024 * 3600, first.claim().growth().rate(), 0.05 * first.claim().growth().rate());
    assertEquals(Verdict.Status.LEAK, analysis.verdict().status());
  }
}
