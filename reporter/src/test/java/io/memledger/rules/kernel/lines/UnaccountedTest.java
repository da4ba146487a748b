package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class UnaccountedTest {
  private static final Unaccounted RULE = new Unaccounted();

  @Test
  void namesTheHolderOfPipes() {
    Finding f = Asked.one(RULE, Scenes.pipes(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
    assertEquals(Category.UNACCOUNTED, f.claim().line());
  }

  /** A buffer of a picture is larger than any pipe or socket; a descriptor of a file is not. */
  @Test
  void namesTheHolderOfBuffers() {
    Finding f = Asked.one(RULE, buffers("/dmabuf:"), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().subject());
    assertTrue(Asked.headline(f).contains("dma-buf"), Asked.headline(f));
    Finding socket = Asked.one(RULE, buffers("socket"), Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, socket.claim().subject());
  }

  private static Recording buffers(String type) {
    Subject opened = new Subject(Subject.Kind.DESCRIPTOR_CLASS, type, Scenes.LEAKER.id(), 0);
    return Scene.seconds(90)
        .rss(Scenes.LEAKER, t -> 40 * MIB, 0)
        .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 10 + Math.floor(t))
        .of(Metric.PROC_FDS_OF_CLASS, opened, t -> Math.floor(t))
        .hidden(t -> 14 * MIB * Math.floor(t))
        .recording();
  }

  @Test
  void clearsWhatBalloonSocketsOrZfsTook() {
    Scene hidden = Scene.seconds(90).hidden(t -> 4 * MIB * t);
    Asked.one(RULE, hidden.recording(), Status.SUSPECTED_LEAK);
    Scene balloon =
        Scene.seconds(90).hidden(t -> 4 * MIB * t).set(Metric.BALLOON, t -> 4 * MIB * t);
    Asked.one(RULE, balloon.recording(), Status.CLEARED);
    Scene sockets =
        Scene.seconds(90).hidden(t -> 4 * MIB * t).set(Metric.TCP_MEM, t -> 4 * MIB * t);
    Asked.one(RULE, sockets.recording(), Status.CLEARED);
    Scene zfs = Scene.seconds(90).hidden(t -> 4 * MIB * t).set(Metric.ARC_SIZE, t -> 4 * MIB * t);
    Asked.one(RULE, zfs.recording(), Status.CLEARED);
  }

  @Test
  void aBalloonThatLowersMemTotalHidesNothing() {
    Scene scene =
        Scene.seconds(90)
            .hidden(t -> 4 * MIB * t)
            .set(Metric.BALLOON_INFLATE, t -> 1000 * t)
            .set(Metric.MEM_TOTAL, t -> 24 * GIB - 1000 * 4096 * t)
            .line(Metric.MEM_FREE, t -> 0)
            .hidden(t -> 1000 * 4096 * t);
    Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_UNACCOUNTED);
    Asked.wantsTime(RULE);
  }

  @Test
  void namesTheHolderOfARealCapture() {
    Finding f = Asked.one(RULE, RealCapture.sample("hidden-pipes"), Status.SUSPECTED_LEAK);
    assertEquals("logrelay", f.claim().culprit().subject().name());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }
}
