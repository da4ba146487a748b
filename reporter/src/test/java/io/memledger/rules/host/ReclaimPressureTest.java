package io.memledger.rules.host;

import static io.memledger.rules.Scene.GIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class ReclaimPressureTest {
  private static final Rule RULE = new ReclaimPressure();
  private static final String HOST = "5.4-x86_64";

  /** 24 GiB of which 1.3 GiB are available. */
  private static Scene full() {
    return Scene.seconds(90)
        .line(Metric.ANON_PAGES, t -> 15 * GIB)
        .line(Metric.INACTIVE_FILE, t -> -4 * GIB)
        .line(Metric.ANON_PAGES, t -> 4.5 * GIB);
  }

  @Test
  void findsScanningWhileLittleIsAvailable() {
    Scene scene =
        full()
            .set(Metric.PGSCAN, t -> 5000 * t)
            .set(Metric.PGSTEAL, t -> 1000 * t)
            .set(Metric.ALLOCSTALL, t -> 3 * t);
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(5000, Asked.evidence(found, "pgscan"), 1e-6);
    assertEquals(0.2, Asked.evidence(found, "scan-efficiency"), 1e-9);
    assertEquals(270, Asked.evidence(found, "allocstall"), 1e-9);
    assertEquals("reclaim-pressure.explanation", found.words().explanation().key());
  }

  @Test
  void clearsScanningWithMuchAvailableAndLittleWithoutScanning() {
    Scene housekeeping = Scene.seconds(90).set(Metric.PGSCAN, t -> 5000 * t);
    Asked.one(RULE, housekeeping.recording(), Status.CLEARED);
    Finding quiet = Asked.one(RULE, full().recording(), Status.CLEARED);
    assertFalse(Asked.has(quiet, "scan-efficiency"));
    Scene burst = full().set(Metric.PGSCAN, t -> 9000 * Math.min(t, 20));
    Finding over = Asked.one(RULE, burst.recording(), Status.CLEARED);
    assertEquals(9000, Asked.evidence(over, "pgscan-peak"), 1e-6);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void livesWithoutCountersThatOldKernelsLack() {
    Scene scene =
        full()
            .set(Metric.PGSCAN, t -> 5000 * t)
            .without(Metric.PGSTEAL)
            .without(Metric.WORKINGSET_REFAULT);
    Finding found = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals("reclaim-pressure.meaning", found.words().explanation().key());
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PGSCAN);
    Asked.wantsTime(RULE);
  }

  /** Its vmstat has scanned 393,281 pages since boot; only what moves in the window counts. */
  @Test
  void readsTheCountersOfARealKernel() {
    RealCapture capture = RealCapture.repeated(HOST, 61, 2, "proc/meminfo", "proc/vmstat");
    Finding clear = Asked.one(RULE, capture.recording(), Status.CLEARED);
    assertEquals(0, Asked.evidence(clear, "pgscan"));
    Recording busy =
        capture
            .moving("proc/meminfo", "MemAvailable", t -> -2_060_000)
            .moving("proc/vmstat", "pgscan_kswapd", t -> 3000 * t)
            .moving("proc/vmstat", "pgscan_direct", t -> 1000 * t)
            .moving("proc/vmstat", "pgsteal_kswapd", t -> 2000 * t)
            .recording();
    Finding found = Asked.one(RULE, busy, Status.PRESSURE);
    assertEquals(4000, Asked.evidence(found, "pgscan"), 10);
    assertEquals(0.5, Asked.evidence(found, "scan-efficiency"), 0.01);
  }
}
