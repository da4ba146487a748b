package io.memledger.rules.host;

import static io.memledger.rules.Scene.GIB;
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

class FreeIsNotAvailableTest {
  private static final Rule RULE = new FreeIsNotAvailable();
  private static final double KB = 1024;

  @Test
  void answersTheQuestionAboutLittleFree() {
    Scene scene = Scene.seconds(90).line(Metric.INACTIVE_FILE, t -> 15 * GIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("free-is-not-available.headline.cleared", found.words().headline().key());
    assertEquals(1 * GIB, Asked.evidence(found, "MemFree"), 0.1 * GIB);
    assertTrue(Asked.evidence(found, "MemAvailable") > 20 * GIB);
  }

  @Test
  void asksNothingWhereMuchIsFreeOrNothingIsAvailable() {
    Finding free = Asked.one(RULE, Scene.seconds(90).recording(), Status.CLEARED);
    assertEquals("free-is-not-available.headline.still", free.words().headline().key());
    Scene full = Scene.seconds(90).line(Metric.ANON_PAGES, t -> 15 * GIB);
    full.line(Metric.INACTIVE_FILE, t -> -4 * GIB).line(Metric.ANON_PAGES, t -> 4 * GIB);
    Finding little = Asked.one(RULE, full.recording(), Status.CLEARED);
    assertEquals("free-is-not-available.headline.still", little.words().headline().key());
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.AVAILABLE);
    Asked.wantsTime(RULE);
    Asked.clearsBusyMachines(RULE);
  }

  /** A node on 5.4: 133,849 kB free, 2,333,417 kB available, of 4,030,108 kB. */
  @Test
  void saysWhatEachVersionOfFreeWouldShowOnARealHost() {
    var recording = RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo").recording();
    Finding found = Asked.one(RULE, recording, Status.CLEARED);
    assertEquals("free-is-not-available.headline.cleared", found.words().headline().key());
    assertEquals((4_030_108 - 133_849) * KB, Asked.evidence(found, "used-procps-3.3.9"));
    assertEquals((4_030_108 - 2_333_417) * KB, Asked.evidence(found, "used-procps-4.0.1"));
    double used = 4_030_108 - 133_849 - 76_677 - 2_576_173 - 179_257;
    assertEquals(used * KB, Asked.evidence(found, "used-procps-3.3.12"));
  }
}
