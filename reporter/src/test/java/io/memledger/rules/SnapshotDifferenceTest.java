package io.memledger.rules;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleEngine;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.host.SnapshotDifference;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Where memory went between a few snapshots; real ones are judged by FieldCasesTest. */
class SnapshotDifferenceTest {
  private static final Bundle BUNDLE = new Bundle();
  private static final double HOUR = 3600;

  private static Scene pair() {
    return Scene.of(2, HOUR, 3);
  }

  private static double later(double time, double bytes) {
    return time > 0 ? bytes : 0;
  }

  private static Finding check(Scene scene) {
    var rule = new SnapshotDifference();
    var recording = scene.recording();
    var ledger = io.memledger.ledger.LedgerBuilder.build(recording).orElse(null);
    var found = rule.check(new io.memledger.rule.RuleInput(recording, ledger));
    assertEquals(1, found.size());
    BUNDLE.render(found.get(0).words().headline());
    return found.get(0);
  }

  @Test
  void namesTheLineThatMemoryWentTo() {
    Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "msg_msg");
    Finding finding =
        check(
            pair()
                .line(Metric.S_UNRECLAIM, t -> later(t, 2 * GIB))
                .line(Metric.ANON_PAGES, t -> later(t, 600 * MIB))
                .of(Metric.SLAB_BYTES, cache, t -> MIB + later(t, 2 * GIB)));
    assertEquals(Status.NOTICE, finding.status());
    assertEquals(Category.SLAB_UNRECLAIMABLE, finding.claim().line());
    assertEquals(2 * GIB, finding.claim().growth().amount(), MIB);
    assertEquals(2 * GIB / (2 * GIB + 600 * MIB), finding.claim().loss().shareOfLoss(), 0.01);
    assertTrue(Double.isNaN(finding.claim().growth().rate()), "two points have no rate");
    assertEquals(600 * MIB, evidence(finding, "anonymous-change"), 2 * MIB);
    assertEquals(2 * GIB, evidence(finding, "msg_msg: growth"), MIB);
    assertEquals(1, finding.support().steps().size());
  }

  @Test
  void namesTheRemainder() {
    Finding finding = check(pair().hidden(t -> later(t, GIB)));
    assertEquals(Status.NOTICE, finding.status());
    assertEquals(Category.UNACCOUNTED, finding.claim().line());
  }

  /** The cache of ZFS shrank for a program: memory that it held and that no counter names. */
  @Test
  void zfsGivesItsCacheBack() {
    Finding finding =
        check(
            pair()
                .set(Metric.ARC_SIZE, t -> t > 0 ? 6 * GIB : 14 * GIB)
                .set(Metric.ARC_YIELDS, t -> t > 0 ? 5 * GIB : 13 * GIB)
                .hidden(t -> t > 0 ? 6 * GIB : 14 * GIB)
                .line(Metric.ANON_PAGES, t -> later(t, 9 * GIB)));
    assertEquals(Category.ANONYMOUS, finding.claim().line());
    assertEquals("snapshot-difference.headline.notice.arc", finding.words().headline().key());
    assertEquals(-8 * GIB, evidence(finding, "ZFS-cache-growth"), MIB);
    assertEquals(9 * GIB, finding.claim().growth().amount(), 10 * MIB);
    assertTrue(evidence(finding, "MemAvailable-change") > -1.1 * GIB);
  }

  @Test
  void clearsWhatCachesTook() {
    Finding finding =
        check(
            pair()
                .line(Metric.INACTIVE_FILE, t -> later(t, 8 * GIB))
                .line(Metric.S_UNRECLAIM, t -> later(t, 200 * MIB)));
    assertEquals(Status.CLEARED, finding.status());
    assertEquals(Category.PAGE_CACHE, finding.claim().line());
  }

  @Test
  void clearsWhatHeld() {
    Finding finding = check(pair().line(Metric.ANON_PAGES, t -> later(t, 30 * MIB)));
    assertEquals(Status.CLEARED, finding.status());
    assertNull(finding.claim().line());
  }

  @Test
  void tellsALineWithoutABalance() {
    Scene cut = pair().line(Metric.S_UNRECLAIM, t -> later(t, 500 * MIB)).without(Metric.MEM_FREE);
    Finding finding = check(cut);
    assertEquals(Status.NOTICE, finding.status());
    assertEquals(Category.SLAB_UNRECLAIMABLE, finding.claim().line());
    assertEquals(500 * MIB, finding.claim().growth().amount(), 2 * MIB);
  }

  @Test
  void saysWhenThereIsNothingToCompare() {
    Finding single = check(Scene.of(1, HOUR, 3));
    assertEquals(Status.CLEARED, single.status());
    assertEquals("snapshot-difference.headline.nothing", single.words().headline().key());
  }

  @Test
  void leavesEnoughSnapshotsToTheRulesOnTrends() {
    Finding long1 = check(Scenes.pipes(Scene.seconds(90)));
    assertEquals("snapshot-difference.headline.still", long1.words().headline().key());
  }

  @Test
  void theVerdictStaysInconclusive() {
    var engine = new RuleEngine(Rules.all());
    var analysis = engine.analyse(pair().hidden(t -> later(t, 4 * GIB)).recording());
    assertEquals(Verdict.Status.INCONCLUSIVE, analysis.verdict().status());
    assertEquals("snapshot-difference", analysis.findings().get(0).id());
  }

  private static double evidence(Finding finding, String name) {
    return finding.support().evidence().stream()
        .filter(e -> e.name().equals(name))
        .mapToDouble(Evidence::value)
        .findFirst()
        .orElseThrow();
  }
}
