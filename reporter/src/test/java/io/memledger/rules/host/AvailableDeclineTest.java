package io.memledger.rules.host;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class AvailableDeclineTest {
  private static final Rule RULE = new AvailableDecline();

  @Test
  void findsALossOfHours() {
    Scene scene = Scene.hours(2).heap(Scenes.LEAKER, 300 * MIB, t -> 100 * KIB * t, 2 * MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals(100 * KIB * 3600, found.claim().growth().rate(), 10 * KIB * 3600);
    assertFalse(found.support().steps().isEmpty());
  }

  @Test
  void suspectsALossOfMinutes() {
    Asked.one(RULE, Scenes.heap(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void clearsCacheStepsAndBusyMachines() {
    Asked.one(RULE, Scenes.pageCache(Scene.seconds(90)).recording(), Status.CLEARED);
    Asked.one(RULE, Scenes.step(Scene.seconds(90), 90).recording(), Status.CLEARED);
    Asked.one(RULE, Scene.hours(2).recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.USED);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsTheCountersOfARealKernel() {
    RealCapture capture =
        RealCapture.repeated("5.4-x86_64", 91, 2, "proc/meminfo", "proc/zoneinfo");
    Asked.one(RULE, capture.recording(), Status.CLEARED);
    capture.moving("proc/meminfo", "MemAvailable", t -> -1000 * t);
    Finding found = Asked.one(RULE, capture.recording(), Status.SUSPECTED_LEAK);
    assertEquals(1000 * KIB * 3600, found.claim().growth().rate(), 50 * KIB * 3600);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
