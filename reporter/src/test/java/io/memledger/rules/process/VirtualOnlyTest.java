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

class VirtualOnlyTest {
  private static final Rule RULE = new VirtualOnly();

  @Test
  void clearsAddressSpaceThatIsNotTouched() {
    Finding found = Asked.one(RULE, Scenes.virtual(Scene.seconds(90)).recording(), Status.CLEARED);
    assertEquals("virtual-only.headline.cleared", found.words().headline().key());
    assertEquals("virtual-only:orderd:4711", found.id());
  }

  @Test
  void clearsNothingWhereMemoryFollows() {
    Scene leak =
        Scene.seconds(90)
            .heap(Scenes.LEAKER, 3 * MIB, t -> 8 * MIB * t, MIB)
            .of(Metric.PROC_VSIZE, Scenes.LEAKER, t -> 100 * MIB + 16 * MIB * t);
    Finding found = Asked.one(RULE, leak.recording(), Status.CLEARED);
    assertEquals("virtual-only.headline.still", found.words().headline().key());
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_VSIZE);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsTheProcessesOfARealKernel() {
    RealCapture reserving =
        RealStats.of(61).movingStat(RealStats.PROMETHEUS, RealStats.SIZE, t -> 8 * MIB * t);
    Finding found = Asked.one(RULE, reserving.recording(), Status.CLEARED);
    assertEquals("virtual-only:prometheus:202", found.id());
    // 120 s, less the first fifth that may be warm-up.
    assertEquals(960 * MIB, found.claim().growth().amount(), 200 * MIB);
    Finding real = Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
    assertEquals("virtual-only.headline.still", real.words().headline().key());
  }
}
