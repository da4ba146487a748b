package io.memledger.rules.capture;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class ProcessesUnseenTest {
  private static final ProcessesUnseen RULE = new ProcessesUnseen();

  @Test
  void saysFirstThatMostOfTheProcessesWereNotSeen() {
    Scene container = Scene.hours(2).line(Metric.ANON_PAGES, t -> 6 * GIB);
    Finding few = Asked.one(RULE, container.recording(), Status.NOTICE);
    assertTrue(few.leadsNotices());
    assertEquals(8 * GIB - 40 * MIB, Asked.evidence(few, "AnonPages"), 8 * MIB);
    assertEquals("verdict.led", container.analyse().verdict().headline().key());
  }

  @Test
  void isContentWithProcessesThatHoldMost() {
    Scene host = Scene.hours(2).heap(Scene.process("db", 77), 2 * GIB, t -> 0, MIB);
    Asked.one(RULE, host.recording(), Status.CLEARED);
  }

  @Test
  void isNotEvaluatedWithoutProcesses() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_RSS);
  }
}
