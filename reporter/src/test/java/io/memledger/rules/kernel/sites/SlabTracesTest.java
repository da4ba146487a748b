package io.memledger.rules.kernel.sites;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class SlabTracesTest {
  private static final SlabTraces RULE = new SlabTraces();
  private static final Subject LOAD =
      Subject.named(Subject.Kind.CALL_SITE, "alloc_msg < load_msg in msg_msg-4k");
  private static final Subject OTHER =
      Subject.named(Subject.Kind.CALL_SITE, "who_knows in nothing-known");

  private static Scene traces(Scene scene) {
    return scene
        .of(Metric.TRACED_OBJECTS, LOAD, t -> 300)
        .of(Metric.TRACED_OBJECTS, OTHER, t -> 5 + 900 * t);
  }

  @Test
  void namesWhoAllocatesObjects() {
    Scene scene =
        traces(Scenes.messages(Scene.seconds(90)))
            .of(Metric.TRACED_OBJECTS, LOAD, t -> 256 + 256 * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(LOAD, f.claim().culprit().subject());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(256 * 3600, f.claim().growth().rate(), 0.01 * f.claim().growth().rate());
    assertEquals(MIB * 3600, Asked.evidence(f, "explains-rate"), 0.05 * MIB * 3600);
    Analysis analysis = scene.analyse();
    Finding lead = analysis.findings().get(0);
    assertEquals("slab-traces", lead.rule().id());
    assertEquals(1, analysis.findings().stream().filter(one -> one.status().isLeak()).count());
  }

  /** By hand there are two readings, before and after. */
  @Test
  void comparesTwoReadings() {
    Scene pair = traces(Scene.of(2, 3600, 3)).of(Metric.TRACED_OBJECTS, LOAD, t -> 300 + 10 * t);
    Finding f = Asked.one(RULE, pair.recording(), Status.NOTICE);
    assertEquals(LOAD, f.claim().culprit().subject());
    assertEquals(36_000 * 4 * KIB, f.claim().growth().amount());
    assertEquals(36_000, Asked.evidence(f, LOAD.name() + ": new objects"));
    assertTrue(Double.isNaN(f.claim().growth().rate()));
  }

  @Test
  void staysClearWhereNothingGrows() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, traces(Scene.seconds(90)).recording()));
    Asked.clearsBusyMachines(RULE, SlabTracesTest::traces);
  }

  /** What reclaim can free fills memory by design. */
  @Test
  void leavesReclaimableCaches() {
    Subject dentries = Subject.named(Subject.Kind.CALL_SITE, "d_alloc in dentry");
    Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "dentry");
    Scene scene =
        traces(Scenes.pageCache(Scene.seconds(90)))
            .of(Metric.SLAB_BYTES, cache, t -> MIB * (1 + t))
            .of(Metric.SLAB_OBJECTS, cache, t -> 5000 * (1 + t))
            .of(Metric.TRACED_OBJECTS, dentries, t -> 5000 * (1 + t));
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void isNotEvaluatedWithoutTraces() {
    Asked.needs(RULE, traces(Scene.seconds(90)), Metric.TRACED_OBJECTS);
  }
}
