package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import org.junit.jupiter.api.Test;

class PercpuTest {
  private static final Percpu RULE = new Percpu();

  @Test
  void findsGrowth() {
    Scene scene = Scene.seconds(90).line(Metric.PERCPU, t -> MIB * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.PERCPU, f.claim().line());
    assertEquals(3600 * MIB, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_PERCPU);
    Asked.wantsTime(RULE);
  }

  @Test
  void findsARealLeakOfPerCpuMaps() {
    Finding f = Asked.one(RULE, Captures.of("containers"), Status.SUSPECTED_LEAK);
    // A map of 64 entries of 16 KiB on two processors each second.
    assertEquals(2 * MIB * 3600, f.claim().growth().rate(), 0.1 * f.claim().growth().rate());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
