package io.memledger.rules.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SwapPressureTest {
  private static final Rule RULE = new SwapPressure();
  private static final String HOST = "5.4-x86_64";

  private static Scene swapping(DoubleUnaryOperator in, DoubleUnaryOperator out) {
    return Scene.seconds(120).set(Metric.PSWPIN, in).set(Metric.PSWPOUT, out);
  }

  @Test
  void findsSwappingThatGoesOnInBothDirections() {
    Finding found =
        Asked.one(RULE, swapping(t -> 500 * t, t -> 700 * t).recording(), Status.PRESSURE);
    assertEquals(500, Asked.evidence(found, "pswpin"), 1e-6);
    assertEquals(700, Asked.evidence(found, "pswpout-peak"), 1e-6);
    assertFalse(found.support().steps().isEmpty());
  }

  @Test
  void findsSwappingThatBeganLateAndGoesOn() {
    DoubleUnaryOperator late = t -> 1000 * Math.max(0, t - 80);
    Asked.one(RULE, swapping(late, late).recording(), Status.PRESSURE);
  }

  @Test
  void clearsABurstThatIsOverAndSaysHowHighItWas() {
    DoubleUnaryOperator burst = t -> 2000 * Math.min(t, 45);
    Finding found = Asked.one(RULE, swapping(burst, burst).recording(), Status.CLEARED);
    assertEquals("swap-pressure.headline.burst", found.words().headline().key());
    assertEquals(2000, Asked.evidence(found, "pswpin-peak"), 1e-6);
  }

  @Test
  void clearsIdlePagesThatGoOutOnly() {
    Asked.one(RULE, swapping(t -> 0, t -> 900 * t).recording(), Status.CLEARED);
    Finding none = Asked.one(RULE, Scene.seconds(90).recording(), Status.CLEARED);
    assertEquals("swap-pressure.headline.cleared", none.words().headline().key());
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PSWPIN);
    Asked.needs(RULE, Scene.seconds(90), Metric.PSWPOUT);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsTheCountersOfARealKernel() {
    RealCapture capture = RealCapture.repeated(HOST, 61, 2, "proc/meminfo", "proc/vmstat");
    Asked.one(RULE, capture.recording(), Status.CLEARED);
    Recording storm =
        capture
            .moving("proc/vmstat", "pswpin", t -> 300 * t)
            .moving("proc/vmstat", "pswpout", t -> 400 * t)
            .recording();
    Finding found = Asked.one(RULE, storm, Status.PRESSURE);
    assertEquals(300, Asked.evidence(found, "pswpin"), 1);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
