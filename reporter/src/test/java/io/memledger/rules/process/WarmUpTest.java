package io.memledger.rules.process;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Rule RULE = new WarmUp();

  @Test
  void clearsGrowthThatLevelsOff() {
    Finding found =
        Asked.one(RULE, Scenes.warmUp(Scene.hours(2), 7200).recording(), Status.CLEARED);
    assertEquals("warm-up.headline.saturating", found.words().headline().key());
    // 5 MiB and 200 MiB more in the end.
    assertEquals(205 * MIB, Asked.evidence(found, "levels-off-at"), 10 * MIB);
  }

  @Test
  void clearsASingleStep() {
    Finding found = Asked.one(RULE, Scenes.step(Scene.seconds(90), 90).recording(), Status.CLEARED);
    assertEquals("warm-up.headline.step", found.words().headline().key());
    assertEquals(200 * MIB, found.claim().growth().amount(), 2 * MIB);
  }

  @Test
  void clearsNoLeak() {
    Finding leak = Asked.one(RULE, Scenes.heap(Scene.seconds(90)).recording(), Status.CLEARED);
    assertEquals("warm-up.headline.still", leak.words().headline().key());
    Finding quiet = Asked.one(RULE, Scene.hours(2).recording(), Status.CLEARED);
    assertEquals("warm-up.headline.still", quiet.words().headline().key());
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_RSS);
    Asked.wantsTime(RULE);
  }

  /** The sample's redis loads 40 MiB once. */
  @Test
  void clearsARealStep() {
    Finding found = Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
    assertEquals("redis", found.claim().culprit().subject().name());
    assertEquals(40 * MIB, found.claim().growth().amount(), MIB);
  }

  @Test
  void readsTheProcessesOfARealKernel() {
    RealCapture warming =
        RealStats.of(91)
            .movingStat(
                RealStats.PROMETHEUS, RealStats.RESIDENT, t -> 50_000 * (1 - Math.exp(-t / 25)));
    Finding found = Asked.one(RULE, warming.recording(), Status.CLEARED);
    assertEquals("warm-up:prometheus:202", found.id());
    assertEquals("warm-up.headline.saturating", found.words().headline().key());
  }
}
