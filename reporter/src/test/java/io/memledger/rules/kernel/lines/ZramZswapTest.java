package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class ZramZswapTest {
  private static final ZramZswap RULE = new ZramZswap();

  private static Scene pool(double start, double perSecond, double ratio) {
    return Scene.seconds(120)
        .set(Metric.NR_ZSPAGES, t -> 0)
        .line(Metric.NR_ZSPAGES, t -> start + perSecond * t)
        .set(Metric.ZRAM_ORIGINAL, t -> (start + perSecond * t) / ratio)
        .set(Metric.SWAP_TOTAL, t -> 16 * GIB)
        .set(Metric.SWAP_FREE, t -> 8 * GIB);
  }

  @Test
  void isPressureWhereThePoolGrowsAndLittleIsLeft() {
    Scene scene = pool(3 * GIB, 6 * MIB, 0.4).line(Metric.ANON_PAGES, t -> 16.8 * GIB);
    Finding f = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(Category.ZRAM_ZSWAP, f.claim().line());
  }

  @Test
  void noticesWhatDoesNotCompress() {
    Finding f = Asked.one(RULE, pool(2 * GIB, 0, 0.95).recording(), Status.NOTICE);
    assertEquals(0.95, Asked.evidence(f, "compressed-ratio"), 1e-9);
  }

  @Test
  void clearsCompressedSwapThatDoesItsWork() {
    Asked.one(RULE, pool(2 * GIB, 6 * MIB, 0.3).recording(), Status.CLEARED);
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_ZRAM_ZSWAP);
    Asked.wantsTime(RULE);
  }

  @Test
  void readsRealMachines() {
    // ChromeOS swaps to zram by design.
    Recording recording =
        RealCapture.repeated("6.6-x86_64", 40, 3, "proc/meminfo", "proc/vmstat", "proc/slabinfo")
            .recording();
    Asked.one(RULE, recording, Status.CLEARED);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
