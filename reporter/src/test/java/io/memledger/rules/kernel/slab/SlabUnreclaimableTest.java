package io.memledger.rules.kernel.slab;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Clearing;
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
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SlabUnreclaimableTest {
  private static final SlabUnreclaimable RULE = new SlabUnreclaimable();

  @Test
  void findsGrowthThatNobodyHolds() {
    Recording recording = Scene.seconds(90).line(Metric.S_UNRECLAIM, t -> MIB * t).recording();
    Finding f = Asked.one(RULE, recording, Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, f.claim().culprit().subject());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(3600 * MIB, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void namesWhoHoldsTheObjects() {
    Finding descriptors =
        Asked.one(RULE, Scenes.descriptors(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, descriptors.claim().culprit().subject());
    Finding threads =
        Asked.one(RULE, Scenes.threads(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, threads.claim().culprit().subject());
  }

  @Test
  void clearsWhatTheCacheOfZfsOrOfFilesTook() {
    Scene zfs =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> MIB * t)
            .hidden(t -> MIB * t)
            .set(Metric.ARC_SIZE, t -> GIB + 2 * MIB * t);
    Finding f = Asked.one(RULE, zfs.recording(), Status.CLEARED);
    assertEquals(180 * MIB, Asked.evidence(f, "ZFS-cache-growth"), 20 * MIB);
    Scene files =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> 0.2 * MIB * t)
            .line(Metric.INACTIVE_FILE, t -> 20 * MIB * t);
    Asked.one(RULE, files.recording(), Status.CLEARED);
  }

  /** An archive is unpacked in fits and starts; what describes its pages comes a little later. */
  @Test
  void clearsTheIndexOfCachedFiles() {
    DoubleUnaryOperator unpacked = t -> 70 * MIB * (t + 25 * Math.sin(t / 9));
    Scene unpacking =
        Scene.seconds(90)
            .line(Metric.INACTIVE_FILE, unpacked)
            .line(Metric.S_UNRECLAIM, t -> 0.1 * MIB * t);
    Finding f = Asked.one(RULE, unpacking.recording(), Status.CLEARED);
    assertEquals(Clearing.PAGE_CACHE, f.clearing());
    // A hundredth that does not follow is no index.
    Scene beside =
        Scene.seconds(90)
            .line(Metric.INACTIVE_FILE, unpacked)
            .line(Metric.S_UNRECLAIM, t -> 1.4 * MIB * t);
    Asked.one(RULE, beside.recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void clearsWhatIsKeptForInodes() {
    Scene walk =
        Scene.seconds(90)
            .line(Metric.S_RECLAIMABLE, t -> 3 * MIB * t)
            .line(Metric.S_UNRECLAIM, t -> 0.3 * MIB * t);
    assertEquals(Clearing.INODES, Asked.one(RULE, walk.recording(), Status.CLEARED).clearing());
    Scene half =
        Scene.seconds(90)
            .line(Metric.S_RECLAIMABLE, t -> 3 * MIB * Math.min(t, 45))
            .line(Metric.S_UNRECLAIM, t -> 0.2 * MIB * t);
    Asked.one(RULE, half.recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_SLAB_UNRECLAIMABLE);
    Asked.wantsTime(RULE);
  }

  @Test
  void namesTheLeakerOfARealCapture() {
    Finding f = Asked.one(RULE, RealCapture.sample("socket-leak"), Status.SUSPECTED_LEAK);
    assertEquals("sessiond", f.claim().culprit().subject().name());
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
