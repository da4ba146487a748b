package io.memledger.rules.process;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.verdict.Verdict;
import org.junit.jupiter.api.Test;

class DescriptorGrowthTest {
  private static final Rule RULE = new DescriptorGrowth();

  private static Scene opening(double perSecond) {
    return Scene.hours(2)
        .rss(Scenes.LEAKER, t -> 30 * MIB, MIB)
        .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 20 + Math.floor(perSecond * t));
  }

  @Test
  void namesDescriptorsThatAreNeverClosed() {
    Finding found = Asked.one(RULE, opening(0.1).recording(), Status.LEAK);
    assertEquals("descriptor-growth:orderd:4711", found.id());
    assertEquals(360, found.claim().growth().rate(), 18);
    assertEquals(3000, Asked.evidence(found, "files-open"));
    // 2.4 million are 277 days away, which two hours cannot foretell.
    assertFalse(Asked.has(found, "files-max-in"));
  }

  @Test
  void saysWhenTheHostsLimitIsReached() {
    Scene scene = opening(10).set(Metric.FILES_OPEN, t -> 3000 + 10 * t);
    Finding found =
        Asked.one(RULE, scene.set(Metric.FILES_MAX, t -> 111_000).recording(), Status.LEAK);
    // 111,000 - 3,000 - 72,000 left, 10 a second.
    assertEquals(3600, Asked.evidence(found, "files-max-in"), 180);
  }

  @Test
  void saysWhenTheProcessMayOpenNoMore() {
    Scene scene = opening(0.1).of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1024);
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals(1024, Asked.evidence(found, "descriptors-limit"));
    // 1,024 - 20 - 720 left, 0.1 a second.
    assertEquals(2840, Asked.evidence(found, "descriptors-limit-in"), 142);
    Verdict verdict = scene.analyse().verdict();
    assertEquals(Scenes.LEAKER, verdict.descriptors().process());
    assertEquals(2840, verdict.descriptors().seconds(), 142);
    assertEquals(1024, verdict.descriptors().most());
    assertEquals("outlook.descriptors", outlook(verdict));
  }

  @Test
  void aLimitThatIsFarIsNoEnd() {
    Scene scene = opening(0.1).of(Metric.PROC_FDS_LIMIT, Scenes.LEAKER, t -> 1_000_000);
    assertNull(scene.analyse().verdict().descriptors());
    assertEquals("outlook.far", outlook(scene.analyse().verdict()));
  }

  private static String outlook(Verdict verdict) {
    return ((Wording) verdict.headline().args().get("outlook")).key();
  }

  @Test
  void livesWithoutTheHostsLimit() {
    Scene scene = opening(0.1).without(Metric.FILES_OPEN);
    assertFalse(Asked.has(Asked.one(RULE, scene.recording(), Status.LEAK), "files-max"));
  }

  @Test
  void clearsConnectionsThatComeAndGo() {
    Scene scene =
        Scene.hours(2)
            .rss(Scenes.LEAKER, t -> 30 * MIB, MIB)
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> Math.floor(400 + 150 * Math.sin(t / 200)));
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_FDS);
    Asked.wantsTime(RULE);
  }

  @Test
  void namesTheProcessOfARealLeak() {
    Finding found = Asked.one(RULE, RealCapture.sample("socket-leak"), Status.SUSPECTED_LEAK);
    assertEquals("sessiond", found.claim().culprit().subject().name());
    // 100 sockets a second.
    assertEquals(360_000, found.claim().growth().rate(), 3_600);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
