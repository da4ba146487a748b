package io.memledger.rules.kernel.lines;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemoryFragmentationTest {
  private static final MemoryFragmentation RULE = new MemoryFragmentation();

  private static Scene free(double free, double large) {
    return Scene.seconds(90)
        .set(Metric.BUDDY_FREE, t -> free)
        .set(Metric.BUDDY_HIGH_ORDER, t -> large);
  }

  @Test
  void noticesFreeMemoryInSmallPieces() {
    Finding f = Asked.one(RULE, free(4 * GIB, 40 * MIB).recording(), Status.NOTICE);
    assertEquals(0.01, Asked.evidence(f, "large-share"), 0.001);
  }

  @Test
  void clearsLargePiecesAndLittleFree() {
    Asked.one(RULE, free(4 * GIB, 3 * GIB).recording(), Status.CLEARED);
    Asked.one(RULE, free(100 * MIB, MIB).recording(), Status.CLEARED);
  }

  @Test
  void isNotEvaluatedWithoutBuddyinfo() {
    Asked.needs(RULE, free(GIB, GIB), Metric.BUDDY_FREE);
  }

  @Test
  void readsKernelText() {
    // 4,000 blocks of each of the smallest orders, and 30 of 64 KiB.
    String text = "Node 0, zone   Normal 400000 200000 100000 50000 30 0 0 0 0 0 0 \n";
    Recording pieces =
        RealCapture.repeated("5.4-x86_64", 1, 1).with("proc/buddyinfo", text).recording();
    Finding f = Asked.one(RULE, pieces, Status.NOTICE);
    assertEquals(30 * 16 * 4096.0, Asked.evidence(f, "free-in-large-blocks"));
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }

  @Test
  @Tag("shared")
  void readsAFoundCase() {
    // 3.9 GiB free, of which 73 MiB in blocks of order 4 and nothing above it.
    Recording pieces =
        RealCapture.repeated("shared/cases/fragmentation-hotsos/1", 1, 1, "proc/buddyinfo")
            .recording();
    Finding f = Asked.one(RULE, pieces, Status.NOTICE);
    assertEquals(1167 * 16 * 4096.0, Asked.evidence(f, "free-in-large-blocks"));
  }
}
