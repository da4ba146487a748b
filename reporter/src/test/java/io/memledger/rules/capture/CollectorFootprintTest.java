package io.memledger.rules.capture;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class CollectorFootprintTest {
  private static final Rule RULE = new CollectorFootprint();

  private static Scene using(double bytes) {
    return Scene.seconds(90).set(Metric.COLLECTOR_RSS, t -> bytes);
  }

  @Test
  void noticesACollectorThatIsABurden() {
    Finding found = Asked.one(RULE, using(300 * MIB).recording(), Status.NOTICE);
    assertEquals(300 * MIB, Asked.evidence(found, "collector-rss"));
    Scene slow = using(40 * MIB).collectorCpu(0.08);
    Finding cpu = Asked.one(RULE, slow.recording(), Status.NOTICE);
    assertEquals("collector-footprint.headline.cpu", cpu.words().headline().key());
    assertEquals(0.08, Asked.evidence(cpu, "collector-cpu"));
  }

  @Test
  void clearsOneThatIsNot() {
    Finding found = Asked.one(RULE, using(40 * MIB).recording(), Status.CLEARED);
    assertEquals(0.001, Asked.evidence(found, "collector-cpu"), 1e-9);
    Asked.clearsBusyMachines(RULE, s -> s.set(Metric.COLLECTOR_RSS, t -> 40 * MIB));
  }

  @Test
  void isNotEvaluatedWhereNoCollectorTellsOfItself() {
    Asked.needs(RULE, using(40 * MIB), Metric.COLLECTOR_RSS);
    assertEquals(
        Outcome.CLEAR,
        Asked.outcome(RULE, Scene.seconds(5).set(Metric.COLLECTOR_RSS, t -> 40 * MIB).recording()));
  }

  @Test
  void judgesARealCapture() {
    Finding found = Asked.one(RULE, RealCapture.sample("socket-leak"), Status.CLEARED);
    assertTrue(Asked.evidence(found, "collector-rss") < 64 * MIB);
    assertTrue(Asked.evidence(found, "collector-cpu") < 0.05);
    RealCapture heavy =
        RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo")
            .with("derived/collector", "25000 300000000 4000 2048\n");
    Asked.one(RULE, heavy.recording(), Status.NOTICE);
  }
}
