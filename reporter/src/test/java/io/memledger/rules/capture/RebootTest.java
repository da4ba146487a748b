package io.memledger.rules.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import org.junit.jupiter.api.Test;

class RebootTest {
  private static final Rule RULE = new Reboot();

  @Test
  void countsReboots() {
    Scene scene =
        Scene.seconds(90)
            .segment(-200, -100, "start")
            .segment(-90, -10, "reboot")
            .segment(0, 90, "reboot");
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals(2, Asked.evidence(found, "reboots"));
    assertTrue(Asked.headline(found).contains(Scene.START.toString()));
  }

  @Test
  void clearsGapsAndClockJumps() {
    Scene scene =
        Scene.seconds(90)
            .segment(0, 30, "start")
            .segment(40, 60, "gap")
            .segment(61, 90, "clock-jump");
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isAskedAboutAFewSecondsToo() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scene.seconds(5).recording()));
  }

  @Test
  void findsARebootOfARealHost() {
    RealCapture capture =
        RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo")
            .uptime(t -> t < 40 ? 90_000 + t : t - 30);
    Finding found = Asked.one(RULE, capture.recording(), Status.NOTICE);
    assertEquals(1, Asked.evidence(found, "reboots"));
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
