package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class PageTableGrowthTest {
  private static final PageTableGrowth RULE = new PageTableGrowth();

  @Test
  void namesTheProcessOfTheAddressSpace() {
    Finding f =
        Asked.one(RULE, Scenes.pageTables(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
    assertEquals(MIB / 2 * 3600, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  /** A program that goes to swap as fast as it grows: only its page tables show in memory. */
  @Test
  void clearsWhatMemoryOfProgramsNeeds() {
    Scene swapping =
        Scene.hours(1)
            .set(Metric.SWAP_TOTAL, t -> 64 * GIB)
            .set(Metric.SWAP_FREE, t -> 60 * GIB - 8 * MIB * t)
            .set(Metric.SWAP_USED, t -> 4 * GIB + 8 * MIB * t)
            .line(Metric.PAGE_TABLES, t -> 8 * MIB * t / 512);
    Finding f = Asked.one(RULE, swapping.recording(), Status.CLEARED);
    assertEquals(Clearing.MAPPED, f.clearing());
    assertEquals(8 * MIB * 3600, Asked.evidence(f, "mapped-growth"), 0.2 * 8 * MIB * 3600);
    // A tenth of what is mapped is no overhead.
    Scene sparse = Scene.hours(1).line(Metric.PAGE_TABLES, t -> 20 * KIB * t);
    sparse.line(Metric.ANON_PAGES, t -> 200 * KIB * t);
    Asked.one(RULE, sparse.recording(), Status.LEAK);
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_PAGE_TABLES);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsRealMachines() {
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
    Recording recording =
        RealCapture.repeated("6.1-cloud-x86_64", 40, 3, "proc/meminfo", "proc/zoneinfo")
            .moving("proc/meminfo", "PageTables", t -> 500 * t)
            .moving("proc/meminfo", "MemFree", t -> -500 * t)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.SUSPECTED_LEAK);
    assertEquals(500 * KIB * 3600, f.claim().growth().rate(), 0.02 * f.claim().growth().rate());
    assertEquals(Subject.HOST, f.claim().culprit().subject());
  }
}
