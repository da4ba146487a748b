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
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class ClockJumpTest {
  private static final Rule RULE = new ClockJump();
  private static final String HOST = "5.4-x86_64";

  private static RealCapture capture() {
    return RealCapture.repeated(HOST, 61, 2, "proc/meminfo");
  }

  @Test
  void countsJumpsAndNamesTheLargest() {
    Scene scene =
        Scene.seconds(90)
            .segment(0, 30, "start")
            .segment(331, 360, "clock-jump")
            .segment(61, 90, "clock-jump");
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals(2, Asked.evidence(found, "clock-jumps"));
    // From 360 s back to 61 s, where 1 s would have passed; the first one was 300 s forward.
    assertTrue(Math.abs(Asked.evidence(found, "largest-jump")) >= 300);
  }

  @Test
  void clearsRebootsAndGaps() {
    Scene scene =
        Scene.seconds(90)
            .segment(-200, -100, "start")
            .segment(0, 40, "reboot")
            .segment(80, 90, "gap");
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isAskedAboutAFewSecondsToo() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scene.seconds(5).recording()));
  }

  @Test
  void findsAClockThatIsSetForwardOrBack() {
    Asked.one(RULE, capture().recording(), Status.CLEARED);
    Recording forward = capture().clock(t -> t < 60 ? t : t + 3600).recording();
    Finding found = Asked.one(RULE, forward, Status.NOTICE);
    assertEquals("clock-jump.headline.notice", found.words().headline().key());
    assertEquals(3600, Asked.evidence(found, "largest-jump"), 0.1);
    // Uptime went on: the capture still spans its two minutes.
    assertEquals(120, forward.span(), 0.1);
    Recording back = capture().clock(t -> t < 60 ? t : t - 3600).recording();
    assertEquals(-3600, Asked.evidence(Asked.one(RULE, back, Status.NOTICE), "largest-jump"), 0.1);
    Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
  }
}
