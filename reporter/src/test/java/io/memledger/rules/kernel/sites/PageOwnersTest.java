package io.memledger.rules.kernel.sites;

import static io.memledger.rules.Scene.GIB;
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

class PageOwnersTest {
  private static final PageOwners RULE = new PageOwners();
  private static final Subject NIC =
      Subject.named(Subject.Kind.CALL_SITE, "nic_alloc_page (nic) < nic_rx (nic) < nic_poll (nic)");
  private static final Subject SLAB =
      Subject.named(Subject.Kind.CALL_SITE, "alloc_msg < load_msg < do_msgsnd (slab)");
  private static final Subject ANON =
      Subject.named(Subject.Kind.CALL_SITE, "do_anonymous_page < __handle_mm_fault");

  private static Scene stacks(Scene scene) {
    return scene
        .of(Metric.PAGE_OWNER_BYTES, NIC, t -> 10 * MIB)
        .of(Metric.PAGE_OWNER_BYTES, ANON, t -> GIB);
  }

  @Test
  void namesTheStackOfPagesThatNoCounterNames() {
    Scene scene =
        stacks(Scene.seconds(90).hidden(t -> MIB * t))
            .of(Metric.PAGE_OWNER_BYTES, NIC, t -> 10 * MIB + MIB * t);
    Analysis analysis = scene.analyse();
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(NIC, f.claim().culprit().subject());
    assertEquals(Category.UNACCOUNTED, f.claim().line());
    assertEquals("page-owner", analysis.findings().get(0).rule().id());
    assertEquals(
        1, analysis.findings().stream().filter(one -> one.status().isLeak()).count(), "one story");
  }

  @Test
  void knowsPagesOfSlabs() {
    Scene scene =
        stacks(Scenes.messages(Scene.seconds(90)))
            .of(Metric.PAGE_OWNER_BYTES, SLAB, t -> MIB + MIB * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertTrue(f.support().steps().stream().noneMatch(s -> s.command().contains("modinfo")));
  }

  @Test
  void leavesPagesOfProcesses() {
    Scene scene =
        stacks(Scenes.heap(Scene.seconds(90)))
            .of(Metric.PAGE_OWNER_BYTES, ANON, t -> GIB + 1.5 * MIB * t);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
    Asked.clearsBusyMachines(RULE, PageOwnersTest::stacks);
  }

  @Test
  void isNotEvaluatedWithoutPageOwner() {
    Asked.needs(RULE, stacks(Scene.seconds(90)), Metric.PAGE_OWNER_BYTES);
  }
}
