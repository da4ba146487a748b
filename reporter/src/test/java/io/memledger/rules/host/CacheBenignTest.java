package io.memledger.rules.host;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
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
import org.junit.jupiter.api.Test;

class CacheBenignTest {
  private static final Rule RULE = new CacheBenign();

  @Test
  void clearsCacheThatFillsByReading() {
    Scene scene = Scenes.pageCache(Scene.seconds(90)).set(Metric.PGPGIN, t -> 4 * MIB / KIB * t);
    Finding found = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("cache-benign.headline.cleared", found.words().headline().key());
    assertEquals("cache-benign.explanation.io", found.words().explanation().key());
    // 4,096 KiB a second, as vmstat shows it, in bytes an hour.
    assertEquals(4096.0 * 1024 * 3600, Asked.evidence(found, "bi"), 4e6);
    assertEquals(360 * MIB, Asked.evidence(found, "cache-change"), 20 * MIB);
  }

  @Test
  void claimsNoInputOutputThatWasNot() {
    Scene scene =
        Scenes.pageCache(Scene.seconds(90)).set(Metric.PGPGIN, t -> 0).set(Metric.PGPGOUT, t -> 0);
    Finding found = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("cache-benign.meaning", found.words().explanation().key());
  }

  @Test
  void clearsMuchCacheThatStays() {
    Scene scene = Scene.seconds(90).line(Metric.INACTIVE_FILE, t -> 10 * GIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("cache-benign.headline.high", found.words().headline().key());
    assertEquals(15 * GIB, Asked.evidence(found, "cache"), 0.1 * GIB);
  }

  @Test
  void clearsNothingWhereAvailableMemoryFalls() {
    Scene leak =
        Scenes.heap(Scene.seconds(90)).line(Metric.INACTIVE_FILE, t -> 10 * GIB + 0.1 * MIB * t);
    Finding found = Asked.one(RULE, leak.recording(), Status.CLEARED);
    assertEquals("cache-benign.headline.still", found.words().headline().key());
    assertTrue(found.support().evidence().isEmpty());
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.AVAILABLE);
    Asked.wantsTime(RULE);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void clearsARealCacheThatFillsByWriting() {
    Finding found = Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
    assertEquals("cache-benign.headline.cleared", found.words().headline().key());
    assertEquals("cache-benign.explanation.io", found.words().explanation().key());
    assertTrue(Asked.evidence(found, "bo") > 1000);
  }
}
