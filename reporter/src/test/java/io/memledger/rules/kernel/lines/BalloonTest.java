package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.verdict.Verdict;
import org.junit.jupiter.api.Test;

class BalloonTest {
  private static final Balloon RULE = new Balloon();

  @Test
  void noticesWhatTheHypervisorTakes() {
    Scene counted = Scene.seconds(90).set(Metric.BALLOON, t -> 10 * MIB * t);
    Finding f = Asked.one(RULE, counted.recording(), Status.NOTICE);
    assertEquals(900 * MIB, f.claim().growth().amount(), 1);
    Scene pages =
        Scene.seconds(90)
            .set(Metric.BALLOON_INFLATE, t -> 3000 * t)
            .set(Metric.BALLOON_DEFLATE, t -> 0);
    assertEquals(
        3000 * 90 * 4096.0,
        Asked.one(RULE, pages.recording(), Status.NOTICE).claim().growth().amount());
    Scene total = Scene.seconds(90).set(Metric.MEM_TOTAL, t -> 24 * GIB - 10 * MIB * t);
    assertEquals(
        900 * MIB, Asked.one(RULE, total.recording(), Status.NOTICE).claim().growth().amount(), 1);
  }

  @Test
  void clearsWhatItGivesBackAndABalloonThatHolds() {
    Scene back = Scene.seconds(90).set(Metric.BALLOON, t -> GIB - 10 * MIB * t);
    Asked.one(RULE, back.recording(), Status.CLEARED);
    Scene holds = Scene.seconds(90).set(Metric.BALLOON, t -> GIB);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, holds.recording()));
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  /**
   * Memory that was unplugged or added is no balloon's where a balloon is counted and stood still.
   */
  @Test
  void tellsAPlugFromABalloon() {
    Scene gone =
        Scene.seconds(90)
            .set(Metric.MEM_TOTAL, t -> 24 * GIB - (t > 40 ? GIB : 0))
            .set(Metric.BALLOON_INFLATE, t -> 0)
            .set(Metric.BALLOON_DEFLATE, t -> 0);
    Finding f = Asked.one(RULE, gone.recording(), Status.NOTICE);
    assertEquals("balloon.headline.notice.plugged", f.words().headline().key());
    Scene added = gone.set(Metric.MEM_TOTAL, t -> 24 * GIB + (t > 40 ? GIB : 0));
    assertEquals(
        "balloon.headline.cleared.plugged",
        Asked.one(RULE, added.recording(), Status.CLEARED).words().headline().key());
  }

  /** Whoever asks where memory went reads it first. */
  @Test
  void leadsTheVerdict() {
    Scene taken =
        Scene.hours(2)
            .set(Metric.BALLOON, t -> 200 * KIB * t)
            .set(Metric.MEM_TOTAL, t -> 24 * GIB - 200 * KIB * t);
    Verdict verdict = taken.analyse().verdict();
    assertEquals("verdict.led", verdict.headline().key());
    assertEquals("balloon", taken.analyse().findings().get(0).rule().id());
    assertNotEquals("verdict.led", Scene.hours(2).analyse().verdict().headline().key());
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90).without(Metric.MEM_FREE), Metric.MEM_TOTAL);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsRealMachines() {
    // Hyper-V takes MemTotal down and counts nothing in vmstat.
    Recording recording =
        RealCapture.repeated("4.18-el8-x86_64", 40, 3, "proc/meminfo", "proc/vmstat")
            .moving("proc/meminfo", "MemTotal", t -> -4096 * t)
            .moving("proc/meminfo", "MemFree", t -> -4096 * t)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(117 * 4 * MIB, f.claim().growth().amount());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
