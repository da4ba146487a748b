package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class VmallocTest {
  private static final Vmalloc RULE = new Vmalloc();

  @Test
  void namesHolderAndCaller() {
    Finding f = Asked.one(RULE, Scenes.bpf(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
    Subject caller = Subject.named(Subject.Kind.VMALLOC_CALLER, "xt_alloc_table_info");
    Scene scene =
        Scene.seconds(90)
            .line(Metric.VMALLOC_USED, t -> MIB * t)
            .of(Metric.VMALLOC_BYTES, caller, t -> MIB * t);
    Finding byCaller = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(caller, byCaller.claim().culprit().subject());
  }

  @Test
  void judgesCallersWhereNobodyCountsAll() {
    Subject caller = Subject.named(Subject.Kind.VMALLOC_CALLER, "xt_alloc_table_info");
    Scene scene =
        Scene.seconds(90)
            .without(Metric.LEDGER_VMALLOC)
            .of(Metric.VMALLOC_BYTES, caller, t -> MIB * t);
    Finding found = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(caller, found.claim().culprit().subject());
    scene.of(Metric.VMALLOC_BYTES, caller, t -> 90 * MIB);
    Finding still = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("vmalloc.headline.still.parts", still.words().headline().key());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void chunksOfPerCpuMemoryAreItsBookkeeping() {
    assertTrue(ofCaller("pcpu_create_chunk").keeps().get(Category.PERCPU).has(2.1));
    assertTrue(ofCaller("htab_map_alloc").keeps().isEmpty());
    // Where the caller is not known: about as much for each processor.
    Scene plain = Scene.seconds(90).line(Metric.VMALLOC_USED, t -> MIB * t);
    Company nobody = Asked.one(RULE, plain.recording(), Status.SUSPECTED_LEAK).claim().company();
    assertTrue(nobody.keeps().get(Category.PERCPU).has(0.5));
    assertFalse(nobody.keeps().get(Category.PERCPU).has(0.1));
  }

  private static Company ofCaller(String name) {
    Subject caller = Subject.named(Subject.Kind.VMALLOC_CALLER, name);
    Scene scene =
        Scene.seconds(90)
            .line(Metric.VMALLOC_USED, t -> MIB * t)
            .of(Metric.VMALLOC_BYTES, caller, t -> MIB * t);
    return Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK).claim().company();
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_VMALLOC);
    Asked.wantsTime(RULE);
  }

  @Test
  void namesTheHolderOfARealCapture() {
    Finding f = Asked.one(RULE, Captures.of("kernel-lines"), Status.SUSPECTED_LEAK);
    assertEquals("tracerd", f.claim().culprit().subject().name());
    assertEquals(1000 * KIB * 3600, f.claim().growth().rate(), 0.1 * f.claim().growth().rate());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
