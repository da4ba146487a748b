package io.memledger.rules.host;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Clearing;
import io.memledger.rule.Doubt;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AvailableDeclineTest {
  private static final Rule RULE = new AvailableDecline();

  private static Scene losing(double days, double perSecond, double swing) {
    double day = 86_400;
    return Scene.of((int) (days * 288), 300, 7)
        .of(
            Metric.USED,
            Subject.HOST,
            t -> 8 * GIB + perSecond * t - swing * Math.cos(2 * Math.PI * t / day));
  }

  @Test
  void ofHoursItIsATraceOfADayAndNoMore() {
    Scene scene = Scene.hours(2).heap(Scenes.LEAKER, 300 * MIB, t -> 100 * KIB * t, 2 * MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(100 * KIB * 3600, found.claim().growth().rate(), 10 * KIB * 3600);
    assertTrue(found.claim().certainty().doubts().contains(Doubt.HOST_ALONE));
    assertFalse(found.support().steps().isEmpty());
  }

  @Test
  void daysAreComparedHourByHour() {
    Finding three =
        Asked.one(RULE, losing(3, 3 * KIB, 300 * MIB).recording(), Status.SUSPECTED_LEAK);
    assertEquals(3 * KIB * 3600, three.claim().growth().rate(), 0.3 * 3 * KIB * 3600);
    assertEquals(0.6, three.claim().certainty().confidence(), 0.01);
    Asked.one(RULE, losing(3, 0, 300 * MIB).recording(), Status.CLEARED);
    Asked.one(RULE, losing(1.4, 0, 300 * MIB).recording(), Status.CLEARED);
  }

  private static Scene course(double days, DoubleUnaryOperator bytes) {
    return Scene.of((int) (days * 288), 300, 7)
        .of(Metric.USED, Subject.HOST, t -> 8 * GIB + bytes.applyAsDouble(t / (days * 86_400)));
  }

  @Test
  void aStepThatStandsStillIsNoRise() {
    for (double at : new double[] {0.52, 0.6}) {
      Asked.one(RULE, course(15, x -> x < at ? 0 : GIB).recording(), Status.CLEARED);
      Asked.one(RULE, course(3, x -> x < at ? 0 : GIB).recording(), Status.CLEARED);
    }
  }

  @Test
  void whatBeganLateLeavesTheVerdictOpen() {
    Scene late = course(15, x -> Math.max(0, x - 0.9) * 40 * GIB);
    assertEquals(Clearing.YOUNG, Asked.one(RULE, late.recording(), Status.CLEARED).clearing());
    Verdict verdict = late.analyse().verdict();
    assertEquals("verdict.unclear", verdict.headline().key());
  }

  @Test
  void afterTwoWeeksItIsALeak() {
    Finding weeks = Asked.one(RULE, losing(15, KIB, 300 * MIB).recording(), Status.LEAK);
    assertEquals(KIB * 3600, weeks.claim().growth().rate(), 0.2 * KIB * 3600);
  }

  @Test
  void suspectsALossOfMinutes() {
    Asked.one(RULE, Scenes.heap(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void clearsCacheStepsAndBusyMachines() {
    Asked.one(RULE, Scenes.pageCache(Scene.seconds(90)).recording(), Status.CLEARED);
    Asked.one(RULE, Scenes.step(Scene.seconds(90), 90).recording(), Status.CLEARED);
    Asked.one(RULE, Scene.hours(2).recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void whatZfsGivesBackIsNotLost() {
    Scene zfs =
        Scene.hours(2)
            .hidden(t -> GIB + MIB * t)
            .set(Metric.ARC_SIZE, t -> GIB + MIB * t)
            .set(Metric.ARC_MIN, t -> GIB);
    Finding cleared = Asked.one(RULE, zfs.recording(), Status.CLEARED);
    assertEquals(Clearing.ZFS_ARC, cleared.clearing());
    assertEquals(7200 * MIB, Asked.evidence(cleared, "ZFS-gives-back"), MIB);
    Verdict verdict = zfs.analyse().verdict();
    assertEquals(Verdict.Status.INCONCLUSIVE, verdict.status(), verdict.headline().toString());
    Scene pinned = zfs.set(Metric.ARC_MAX, t -> GIB);
    assertEquals(null, Asked.one(RULE, pinned.recording(), Status.SUSPECTED_LEAK).clearing());
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.USED);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsTheCountersOfARealKernel() {
    RealCapture capture =
        RealCapture.repeated("5.4-x86_64", 91, 2, "proc/meminfo", "proc/zoneinfo");
    Asked.one(RULE, capture.recording(), Status.CLEARED);
    capture.moving("proc/meminfo", "MemAvailable", t -> -1000 * t);
    Finding found = Asked.one(RULE, capture.recording(), Status.SUSPECTED_LEAK);
    assertEquals(1000 * KIB * 3600, found.claim().growth().rate(), 50 * KIB * 3600);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
