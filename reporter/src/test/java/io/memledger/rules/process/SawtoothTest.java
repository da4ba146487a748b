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

class SawtoothTest {
  private static final Rule RULE = new Sawtooth();

  @Test
  void clearsTeethWithAFlatFloor() {
    Finding found =
        Asked.one(
            RULE, Scenes.teeth(Scene.hours(2), 400, 200 * MIB, 0).recording(), Status.CLEARED);
    assertEquals("sawtooth.headline.cyclic", found.words().headline().key());
    assertEquals("sawtooth:orderd:4711", found.id());
    assertEquals(400, Asked.evidence(found, "tooth"), 40);
  }

  @Test
  void clearsNoRisingFloor() {
    Finding found =
        Asked.one(
            RULE,
            Scenes.teeth(Scene.hours(2), 400, 200 * MIB, 60 * 1024).recording(),
            Status.CLEARED);
    assertEquals("sawtooth.headline.still", found.words().headline().key());
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_RSS);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsTheProcessesOfARealKernel() {
    RealCapture teeth =
        RealStats.of(121)
            .movingStat(RealStats.PROMETHEUS, RealStats.RESIDENT, t -> 1000 * (t % 20));
    Finding found = Asked.one(RULE, teeth.recording(), Status.CLEARED);
    assertEquals("sawtooth:prometheus:202", found.id());
    Finding real = Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
    assertEquals("sawtooth.headline.still", real.words().headline().key());
  }
}
