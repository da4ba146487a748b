package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
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

class SocketMemoryTest {
  private static final SocketMemory RULE = new SocketMemory();

  private static Scene sockets() {
    return Scene.seconds(90)
        .hidden(t -> 4 * MIB * t)
        .set(Metric.TCP_MEM, t -> MIB + 4 * MIB * t)
        .set(Metric.UDP_MEM, t -> MIB);
  }

  @Test
  void findsUnreadData() {
    Finding f = Asked.one(RULE, sockets().recording(), Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, f.claim().culprit().subject());
    assertEquals(Category.UNACCOUNTED, f.claim().line());
    assertEquals(4 * MIB * 3600, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void namesTheHolderOfTheSockets() {
    Scene scene =
        sockets()
            .rss(Scenes.LEAKER, t -> 3 * MIB, KIB)
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 4 + 8 * Math.floor(t));
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
  }

  @Test
  void clearsWhatLiesInSlab() {
    Scene scene =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> 4 * MIB * t)
            .set(Metric.TCP_MEM, t -> 4 * MIB * t);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void clearsABurst() {
    Scene scene = Scene.seconds(90).set(Metric.TCP_MEM, t -> t > 30 && t < 50 ? 300 * MIB : MIB);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void isNotEvaluatedWithoutSockstat() {
    Asked.needs(RULE, sockets(), Metric.TCP_MEM);
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void namesTheHolderOfARealCapture() {
    Finding f = Asked.one(RULE, Captures.of("containers"), Status.SUSPECTED_LEAK);
    assertEquals("relayd", f.claim().culprit().subject().name());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
