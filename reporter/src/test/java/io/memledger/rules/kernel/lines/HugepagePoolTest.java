package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class HugepagePoolTest {
  private static final HugepagePool RULE = new HugepagePool();

  private static Scene pool(double pages, double free) {
    return Scene.seconds(90)
        .line(Metric.HUGETLB, t -> pages * 2 * MIB)
        .set(Metric.HUGE_PAGES_TOTAL, t -> pages)
        .set(Metric.HUGE_PAGES_FREE, t -> free);
  }

  @Test
  void noticesAPoolThatNobodyUses() {
    Finding f = Asked.one(RULE, pool(2000, 1900).recording(), Status.NOTICE);
    assertEquals(0.95, Asked.evidence(f, "HugePages-unused"), 1e-9);
  }

  @Test
  void clearsAPoolInUseAndNoPool() {
    Asked.one(RULE, pool(2000, 100).recording(), Status.CLEARED);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_HUGETLB);
  }

  @Test
  void readsRealMachines() {
    Recording recording =
        RealCapture.repeated("6.1-cloud-x86_64", 40, 3, "proc/meminfo", "proc/zoneinfo")
            .moving("proc/meminfo", "HugePages_Total", t -> t >= 60 ? 100 : 0)
            .moving("proc/meminfo", "HugePages_Free", t -> t >= 60 ? 100 : 0)
            .moving("proc/meminfo", "Hugetlb", t -> t >= 60 ? 100 * 2048 : 0)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(200 * MIB, Asked.evidence(f, "Hugetlb-end"));
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
