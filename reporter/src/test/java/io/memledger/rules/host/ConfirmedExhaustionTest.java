package io.memledger.rules.host;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class ConfirmedExhaustionTest {
  private static final Rule RULE = new ConfirmedExhaustion();

  /** From the 40th second on 400 MiB of 24 GiB are available: under 3 %. */
  private static Scene full() {
    return Scene.seconds(90)
        .line(Metric.INACTIVE_FILE, t -> t > 40 ? -4 * GIB : 0)
        .line(Metric.ANON_PAGES, t -> t > 40 ? 20.9 * GIB - 300 * MIB : 0)
        .line(Metric.ACTIVE_FILE, t -> t > 40 ? -1 * GIB : 0);
  }

  private static double after(double t, double perSecond) {
    return perSecond * Math.max(0, t - 40);
  }

  @Test
  void findsAllSignsTogether() {
    Scene scene =
        full()
            .set(Metric.SWAP_TOTAL, t -> 8 * GIB)
            .set(Metric.SWAP_FREE, t -> 6 * GIB)
            .set(Metric.PGSCAN, t -> after(t, 8000))
            .set(Metric.PSWPOUT, t -> after(t, 600));
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals("confirmed-exhaustion.headline.pressure", found.words().headline().key());
    assertTrue(found.claim().certainty().confidence() >= 0.95);
    assertEquals(0.5, Asked.evidence(found, "exhausted-share"), 0.1);
  }

  @Test
  void needsNoSwappingWhereThereIsNoSwapOrNoneLeft() {
    Scene none = full().set(Metric.PGSCAN, t -> after(t, 8000));
    Finding found = Asked.one(RULE, none.recording(), Status.PRESSURE);
    assertEquals("confirmed-exhaustion.headline.no-swap", found.words().headline().key());
    Scene used =
        full()
            .set(Metric.SWAP_TOTAL, t -> 8 * GIB)
            .set(Metric.SWAP_FREE, t -> 0.1 * GIB)
            .set(Metric.PGSCAN, t -> after(t, 8000));
    Asked.one(RULE, used.recording(), Status.PRESSURE);
  }

  @Test
  void namesWhoHoldsMostOfIt() {
    Scene scene =
        full()
            .set(Metric.PGSCAN, t -> after(t, 8000))
            .rss(Scenes.OTHER, t -> 1 * GIB, MIB)
            .rss(Scenes.LEAKER, t -> t > 40 ? 20 * GIB : 1 * GIB, MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(Scenes.LEAKER, found.claim().subject());
    assertEquals("pressure.holder.filled", found.words().headline().key());
    assertEquals(20 * GIB, Asked.evidence(found, "holder-held"), 10 * MIB);
    assertEquals(19 * GIB, Asked.evidence(found, "holder-grown"), 10 * MIB);
    Scene always = full().set(Metric.PGSCAN, t -> after(t, 8000));
    always.rss(Scenes.LEAKER, t -> 20 * GIB, MIB);
    assertEquals(
        "pressure.holder",
        Asked.one(RULE, always.recording(), Status.PRESSURE).words().headline().key());
    // Killed for it: who held it is gone, and so is what it held.
    Scene killed = full().set(Metric.PGSCAN, t -> after(t, 8000));
    killed
        .set(Metric.ACTIVE_FILE, t -> t > 70 ? 8 * GIB : t > 40 ? 0 : 1 * GIB)
        .rss(Scenes.LEAKER, t -> t > 40 ? 20 * GIB : 1 * GIB, MIB)
        .endedAt(Scenes.LEAKER, 71);
    Finding ended = Asked.one(RULE, killed.recording(), Status.PRESSURE);
    assertEquals("pressure.holder.filled.ended", ended.words().headline().key());
    assertEquals(Scenes.LEAKER, ended.claim().subject());
  }

  @Test
  void namesNobodyWhereNobodyHoldsHalf() {
    Scene scene = full().set(Metric.PGSCAN, t -> after(t, 8000));
    scene.rss(Scenes.LEAKER, t -> 10 * GIB, MIB).rss(Scenes.OTHER, t -> 9 * GIB, MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(Subject.HOST, found.claim().subject());
  }

  @Test
  void clearsEachSignAlone() {
    Asked.one(RULE, full().recording(), Status.CLEARED);
    Scene scanning =
        Scene.seconds(90)
            .set(Metric.PGSCAN, t -> 8000 * t)
            .set(Metric.PSWPOUT, t -> 600 * t)
            .set(Metric.PSWPIN, t -> 600 * t);
    Asked.one(RULE, scanning.recording(), Status.CLEARED);
    // Scanning was over before memory became short.
    Scene apart = full().set(Metric.PGSCAN, t -> 8000 * Math.min(t, 38));
    Asked.one(RULE, apart.recording(), Status.CLEARED);
    Scene unused =
        full()
            .set(Metric.SWAP_TOTAL, t -> 8 * GIB)
            .set(Metric.SWAP_FREE, t -> 8 * GIB)
            .set(Metric.PGSCAN, t -> after(t, 8000));
    Asked.one(RULE, unused.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PGSCAN);
    Asked.wantsTime(RULE);
  }

  /** A node without swap; 3 % of its 4,030,108 kB are 120,903 kB. */
  @Test
  void readsTheCountersOfARealKernel() {
    RealCapture capture = RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo", "proc/vmstat");
    Asked.one(RULE, capture.recording(), Status.CLEARED);
    capture
        .moving("proc/meminfo", "MemAvailable", t -> -2_260_000)
        .moving("proc/vmstat", "pgscan_kswapd", t -> 5000 * t);
    Finding found = Asked.one(RULE, capture.recording(), Status.PRESSURE);
    assertEquals("confirmed-exhaustion.headline.no-swap", found.words().headline().key());
    assertEquals(73_417 * 1024.0, Asked.evidence(found, "MemAvailable-least"));
  }
}
