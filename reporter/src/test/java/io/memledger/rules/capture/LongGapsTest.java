package io.memledger.rules.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class LongGapsTest {
  private static final Rule RULE = new LongGaps();
  private static final String HOST = "5.4-x86_64";

  @Test
  void clearsACaptureWithoutGaps() {
    Finding found = Asked.one(RULE, Scene.seconds(90).recording(), Status.CLEARED);
    assertEquals(1, Asked.evidence(found, "longest-gap"), 1e-9);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isAskedAboutAFewSecondsToo() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scene.seconds(5).recording()));
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scene.seconds(0).recording()));
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.MEM_FREE);
  }

  @Test
  void findsAGapInARealCapture() {
    RealCapture whole = RealCapture.repeated(HOST, 61, 2, "proc/meminfo");
    Asked.one(RULE, whole.recording(), Status.CLEARED);
    Finding found = Asked.one(RULE, whole.without(40, 90).recording(), Status.NOTICE);
    assertEquals(52, Asked.evidence(found, "longest-gap"), 0.1);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }

  @Test
  void clearsAShortGapInALongCapture() {
    RealCapture hour = RealCapture.repeated(HOST, 361, 10, "proc/meminfo").without(1000, 1300);
    Asked.one(RULE, hour.recording(), Status.CLEARED);
  }
}
