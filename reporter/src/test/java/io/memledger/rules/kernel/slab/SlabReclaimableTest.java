package io.memledger.rules.kernel.slab;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

class SlabReclaimableTest {
  private static final SlabReclaimable RULE = new SlabReclaimable();
  private static final Subject DENTRY = Subject.named(Subject.Kind.SLAB_CACHE, "dentry");

  /** 5,000 names of 200 bytes a second. */
  private static Scene names(double inUse) {
    return Scene.seconds(90)
        .line(Metric.S_RECLAIMABLE, t -> MIB * t)
        .of(Metric.SLAB_BYTES, DENTRY, t -> 20 * MIB + MIB * t)
        .of(Metric.SLAB_OBJECTS, DENTRY, t -> 100_000 + 5_000 * t)
        .set(Metric.DENTRIES, t -> 100_000 + 5_000 * t)
        .set(Metric.DENTRIES_UNUSED, t -> 80_000 + (1 - inUse) * 5_000 * t);
  }

  @Test
  void clearsCachesThatNobodyHasAskedFor() {
    Finding f = Asked.one(RULE, names(0.1).recording(), Status.CLEARED);
    assertEquals(0, Asked.evidence(f, "slabs-scanned"));
    assertEquals(450_000, Asked.evidence(f, "dentries-growth"), 20_000);
  }

  @Test
  void findsWhatReclaimLookedAtInVain() {
    Scene scene = names(0.5).without(Metric.DENTRIES).set(Metric.SLABS_SCANNED, t -> 10_000 * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(DENTRY, f.claim().culprit().subject());
    assertEquals(Category.SLAB_RECLAIMABLE, f.claim().line());
  }

  @Test
  void findsNamesThatAreInUse() {
    Finding f = Asked.one(RULE, names(1).recording(), Status.SUSPECTED_LEAK);
    assertEquals(450_000, Asked.evidence(f, "dentries-in-use-growth"), 20_000);
    assertEquals("cat /proc/sys/fs/dentry-state", f.support().steps().get(0).command());
  }

  @Test
  void namesTheProcessThatPinsThem() {
    Scene scene =
        names(1)
            .rss(Scenes.LEAKER, t -> 3 * MIB, KIB)
            .of(Metric.PROC_FDS, Scenes.LEAKER, t -> 4 + 5_000 * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
  }

  @Test
  void clearsWhatReclaimTakesBackOrScansAreTooFewFor() {
    Scene few = names(0.5).without(Metric.DENTRIES).set(Metric.SLABS_SCANNED, t -> 100 * t);
    Asked.one(RULE, few.recording(), Status.CLEARED);
    // Entries that wait on the list of the unused are no leak, however often they are looked at.
    Scene unused = names(0).set(Metric.SLABS_SCANNED, t -> 10_000 * t);
    Asked.one(RULE, unused.recording(), Status.CLEARED);
  }

  @Test
  void clearsAWalkThroughAllFilesThatEnds() {
    Scene scene =
        Scene.seconds(90)
            .line(Metric.S_RECLAIMABLE, t -> 4 * MIB * Math.max(0, t - 60))
            .set(Metric.SLABS_SCANNED, t -> 10_000 * t);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void findsACacheThatStaysWhenMemoryIsShort() {
    Scene scene =
        names(0.5).line(Metric.ANON_PAGES, t -> 20 * GIB).set(Metric.SLABS_SCANNED, t -> 100 * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    Wording first = (Wording) f.words().explanation().args().get("first");
    assertEquals(Wording.of("slab-reclaimable.pinned.short"), first.args().get("pinned"));
  }

  @Test
  void clearsWhatNobodyLookedAtThoughMemoryWasShort() {
    Scene scene = names(0.5).line(Metric.ANON_PAGES, t -> 20 * GIB);
    Finding f = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("slab-reclaimable.headline.growing", f.words().headline().key());
  }

  /** As after a boot: the caches fill, and only when memory is full does reclaim look at them. */
  @Test
  void clearsWhatGrewBeforeReclaimLooked() {
    Scene scene =
        names(0.5)
            .without(Metric.DENTRIES)
            .set(Metric.SLABS_SCANNED, t -> 100_000 * Math.max(0, t - 75));
    Finding f = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("slab-reclaimable.headline.growing.asked", f.words().headline().key());
  }

  /** Of a growth of 1 MiB a second, 100 entries a second are no half. */
  @Test
  void clearsWhatEntriesInUseAreTooFewFor() {
    Scene scene =
        names(0)
            .set(Metric.DENTRIES, t -> 100_000 + 100 * t)
            .set(Metric.DENTRIES_UNUSED, t -> 80_000);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void staysClearOnBusyMachines() {
    Asked.clearsBusyMachines(RULE);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, Scenes.pageCache(Scene.hours(2)).recording()));
  }

  @Test
  void isNotEvaluatedWithoutMeminfo() {
    Asked.needs(RULE, Scene.seconds(90), Metric.LEDGER_SLAB_RECLAIMABLE);
    Asked.wantsTime(RULE);
  }

  @Test
  void clearsARealMachineThatFillsItsCaches() {
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
    // 2.3 million negative names, growing by 1,000 kB a second: nobody asked for them.
    Recording names =
        RealCapture.repeated(
                "6.1-cloud-x86_64", 40, 3, "proc/meminfo", "proc/vmstat", "proc/zoneinfo")
            .with("proc/sys/fs/dentry-state", "2400000\t2390000\t45\t0\t2350000\t0\n")
            .moving("proc/meminfo", "SReclaimable", t -> 1_000 * t)
            .moving("proc/meminfo", "Slab", t -> 1_000 * t)
            .moving("proc/meminfo", "MemFree", t -> -1_000 * t)
            .recording();
    Asked.one(RULE, names, Status.CLEARED);
  }
}
