package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class ZfsArcTest {
  private static final ZfsArc RULE = new ZfsArc();

  private static Scene arc(double size) {
    return Scene.seconds(90)
        .set(Metric.ARC_SIZE, t -> size)
        .set(Metric.ARC_TARGET, t -> 8 * GIB)
        .set(Metric.ARC_MIN, t -> GIB)
        .set(Metric.ARC_MAX, t -> 8 * GIB);
  }

  @Test
  void clearsACacheWithinItsLimits() {
    Finding f = Asked.one(RULE, arc(6 * GIB).recording(), Status.CLEARED);
    assertEquals(6 * GIB, Asked.evidence(f, "size"));
    assertTrue(Asked.headline(f).contains(String.format("%.0f", 5 * GIB)), Asked.headline(f));
  }

  @Test
  void noticesACacheBeyondItsLimit() {
    Asked.one(RULE, arc(10 * GIB).recording(), Status.NOTICE);
  }

  @Test
  void livesWithoutLimits() {
    Scene scene = Scene.seconds(90).set(Metric.ARC_SIZE, t -> GIB);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void isNotEvaluatedWithoutZfs() {
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void readsARealArcstats() {
    Recording recording =
        RealCapture.repeated("5.4-x86_64", 1, 1, "proc/meminfo", "proc/spl/kstat/zfs/arcstats")
            .recording();
    Finding f = Asked.one(RULE, recording, Status.CLEARED);
    assertEquals(1_207_959_552, Asked.evidence(f, "size"));
    assertEquals(2_063_415_296.0, Asked.evidence(f, "c_max"));
  }
}
