package io.memledger.rules.kernel.slab;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class LargeKmallocTest {
  private static final LargeKmalloc RULE = new LargeKmalloc();

  @Test
  void findsBuffersThatNoCacheShows() {
    Scene scene =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> MIB * t)
            .set(Metric.LARGE_KMALLOC, t -> 6 * MIB + MIB * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, f.claim().culprit().subject());
    // One leak is one finding: the line of slab leaves it to this rule.
    Asked.one(new SlabUnreclaimable(), scene.recording(), Status.CLEARED);
    assertEquals(3600 * MIB, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void clearsWhatTheLineDoesNotShow() {
    Scene scene = Scene.seconds(90).set(Metric.LARGE_KMALLOC, t -> 6 * MIB + MIB * t);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Scene still = Scene.seconds(90).set(Metric.LARGE_KMALLOC, t -> 6 * MIB);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, still.recording()));
  }

  @Test
  void isNotEvaluatedWithoutSlabinfo() {
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void readsRealMachines() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("socket-leak")));
    // 6.6: Slab grows by 800 kB a second and no cache does.
    Recording recording =
        RealCapture.repeated("6.6-x86_64", 40, 3, "proc/meminfo", "proc/slabinfo", "proc/vmstat")
            .moving("proc/meminfo", "Slab", t -> 800 * t)
            .moving("proc/meminfo", "SUnreclaim", t -> 800 * t)
            .moving("proc/meminfo", "MemFree", t -> -800 * t)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.SUSPECTED_LEAK);
    assertEquals(800 * KIB * 3600, f.claim().growth().rate(), 0.02 * f.claim().growth().rate());
  }
}
