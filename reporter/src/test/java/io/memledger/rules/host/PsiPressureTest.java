package io.memledger.rules.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class PsiPressureTest {
  private static final Rule RULE = new PsiPressure();

  @Test
  void findsTasksThatStandStill() {
    Scene some =
        Scene.seconds(90)
            .set(Metric.PSI_MEMORY_SOME, t -> 0.4 * t)
            .set(Metric.PSI_MEMORY_FULL, t -> 0.01 * t);
    Finding found = Asked.one(RULE, some.recording(), Status.PRESSURE);
    assertEquals(0.4, Asked.evidence(found, "psi-some"), 1e-9);
    assertFalse(found.support().steps().isEmpty());
    Scene full =
        Scene.seconds(90)
            .set(Metric.PSI_MEMORY_SOME, t -> 0.1 * t)
            .set(Metric.PSI_MEMORY_FULL, t -> 0.08 * t);
    Asked.one(RULE, full.recording(), Status.PRESSURE);
  }

  @Test
  void clearsShortStallsAndSaysHowBadTheyWere() {
    Scene burst =
        Scene.seconds(90).set(Metric.PSI_MEMORY_SOME, t -> 0.9 * Math.min(10, Math.max(0, t - 20)));
    Finding found = Asked.one(RULE, burst.recording(), Status.CLEARED);
    assertEquals(0.9, Asked.evidence(found, "psi-some-peak"), 1e-9);
    Scene always = Scene.seconds(90).set(Metric.PSI_MEMORY_SOME, t -> 0.02 * t);
    Asked.one(RULE, always.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedOnKernelsWithoutPsi() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PSI_MEMORY_SOME);
    Scene noFull = Scene.seconds(90).without(Metric.PSI_MEMORY_FULL);
    Finding found = Asked.one(RULE, noFull.recording(), Status.CLEARED);
    assertFalse(Asked.has(found, "psi-full"));
    Asked.wantsTime(RULE);
  }

  /** total= is in microseconds. */
  @Test
  void readsThePressureFileOfARealKernel() {
    String text = RealCapture.read("6.18-x86_64", "proc/pressure/memory");
    RealCapture capture =
        RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo")
            .with("proc/pressure/memory", text);
    Finding clear = Asked.one(RULE, capture.recording(), Status.CLEARED);
    assertEquals(0, Asked.evidence(clear, "psi-some"));
    capture.edit(
        "proc/pressure/memory",
        (t, lines) ->
            lines
                .replace("total=499081", "total=" + Math.round(499_081 + 300_000 * t))
                .replace("total=97737", "total=" + Math.round(97_737 + 100_000 * t)));
    Finding found = Asked.one(RULE, capture.recording(), Status.PRESSURE);
    assertEquals(0.3, Asked.evidence(found, "psi-some"), 0.001);
    assertEquals(0.1, Asked.evidence(found, "psi-full"), 0.001);
    Asked.one(RULE, RealCapture.sample("socket-leak"), Status.CLEARED);
  }

  /** Whoever waits at its own limit waits for that, however much memory the host has. */
  @Test
  void namesTheCgroupThatWaitsAtItsOwnLimit() {
    Finding pod = Asked.one(RULE, waiting(0.35, 100).recording(), Status.PRESSURE);
    assertEquals("/pods/pod1", pod.claim().subject().name());
    assertEquals(0.875, Asked.evidence(pod, "cgroup-stall-share"), 0.01);
    // A minor part of the waiting, or no limit that was met, is the host's.
    Finding minor = Asked.one(RULE, waiting(0.1, 100).recording(), Status.PRESSURE);
    assertEquals(Subject.HOST, minor.claim().subject());
    Finding unmet = Asked.one(RULE, waiting(0.35, 0).recording(), Status.PRESSURE);
    assertEquals(Subject.HOST, unmet.claim().subject());
  }

  private static Scene waiting(double perSecond, double hits) {
    Subject pods = Subject.named(Subject.Kind.CGROUP, "/pods");
    Subject pod = Subject.named(Subject.Kind.CGROUP, "/pods/pod1");
    return Scene.seconds(90)
        .set(Metric.PSI_MEMORY_SOME, t -> 0.4 * t)
        .of(Metric.CG_PSI_SOME, pods, t -> perSecond * t)
        .of(Metric.CG_CURRENT, pods, t -> 1.2e8)
        .of(Metric.CG_PSI_SOME, pod, t -> perSecond * t)
        .of(Metric.CG_CURRENT, pod, t -> 1e8)
        .of(Metric.CG_LIMIT, pod, t -> 1e8)
        .of(Metric.CG_MAX_EVENTS, pod, t -> hits * t);
  }
}
