package io.memledger.rules.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class OomKillsTest {
  private static final Rule RULE = new OomKills();

  @Test
  void countsKillsDuringTheCapture() {
    Scene scene = Scene.seconds(90).set(Metric.OOM_KILL, t -> t > 40 ? 9 : 7);
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(2, Asked.evidence(found, "oom_kill"));
    assertTrue(found.severity() >= 90);
  }

  @Test
  void clearsKillsBeforeTheCapture() {
    Scene scene = Scene.seconds(90).set(Metric.OOM_KILL, t -> 7);
    Finding found = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertTrue(Asked.headline(found).contains("7 count before"));
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWhereTheKernelDoesNotCount() {
    Asked.needs(RULE, Scene.seconds(90), Metric.OOM_KILL);
    Asked.wantsTime(RULE);
    var old =
        RealCapture.repeated("3.10-el7-x86_64", 61, 2, "proc/meminfo", "proc/vmstat").recording();
    assertTrue(old.host(Metric.OOM_KILL).isEmpty());
    assertEquals("NOT_EVALUATED", Asked.outcome(RULE, old).name());
  }

  @Test
  void readsTheCounterOfARealKernel() {
    RealCapture capture = RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo", "proc/vmstat");
    Asked.one(RULE, capture.recording(), Status.CLEARED);
    capture.moving("proc/vmstat", "oom_kill", t -> t >= 60 ? 1 : 0);
    assertEquals(
        1, Asked.evidence(Asked.one(RULE, capture.recording(), Status.PRESSURE), "oom_kill"));
    // That machine had killed 514 processes before the sample was taken.
    Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
  }
}
