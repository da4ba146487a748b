package io.memledger.rules.host;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rule.Wording;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PinnedMemoryTest {
  private static final Rule RULE = new PinnedMemory();

  @Test
  void saysWhichLineTookWhatProcessesDidNot() {
    Finding pipes = Asked.one(RULE, Scenes.pipes(Scene.seconds(90)).recording(), Status.NOTICE);
    assertEquals(Category.UNACCOUNTED, pipes.claim().line());
    // 90 s of 1 MiB/s and the breath of the machine, between the ledger's two moments.
    assertEquals(90 * MIB, Asked.evidence(pipes, "available-fall"), 3 * MIB);
    assertTrue(pipes.claim().loss().shareOfLoss() > 0.9);
    assertFalse(pipes.support().steps().isEmpty());
    Finding tmpfs = Asked.one(RULE, Scenes.tmpfs(Scene.seconds(90)).recording(), Status.NOTICE);
    assertEquals(Category.SHMEM, tmpfs.claim().line());
  }

  @Test
  void isNoSecondLeakBesideTheCulprit() {
    var analysis = Scenes.pipes(Scene.seconds(90)).analyse();
    assertEquals(1, analysis.findings().stream().filter(f -> f.status().isLeak()).count());
    assertTrue(analysis.findings().stream().anyMatch(f -> f.id().equals("pinned-memory")));
  }

  @Test
  void clearsWhatProcessesExplain() {
    Finding heap = Asked.one(RULE, Scenes.heap(Scene.seconds(90)).recording(), Status.CLEARED);
    assertTrue(heap.claim().loss().shareOfLoss() > 0.95);
    assertTrue(Asked.evidence(heap, "AnonPages-growth") > 120 * MIB);
  }

  @Test
  void staysClearWhereCacheTookIt() {
    Finding cache =
        Asked.one(RULE, Scenes.pageCache(Scene.seconds(90)).recording(), Status.CLEARED);
    assertEquals("pinned-memory.headline.still", cache.words().headline().key());
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void knowsWhatZfsDoesNotGiveBack() {
    Scene scene =
        Scene.seconds(90)
            .hidden(t -> 2 * MIB * t)
            .set(Metric.ARC_SIZE, t -> 100 * MIB + 2 * MIB * t)
            .set(Metric.ARC_MAX, t -> 64 * MIB);
    Finding arc = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("pinned-memory.line.zfs-arc", line(arc));
    assertFalse(Asked.has(arc, "taken-unaccounted"));
  }

  @Test
  void seesLockedFilePages() {
    Scene scene = Scene.seconds(90).line(Metric.UNEVICTABLE, t -> 2 * MIB * t);
    Finding locked = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("pinned-memory.line.locked-cache", line(locked));
    assertTrue(locked.support().steps().get(0).command().contains("VmLck"));
  }

  /** MemAvailable falls and MemFree does not: the kernel keeps more in reserve. */
  @Test
  void namesNobodyWhereNoLineGrew() {
    RealCapture capture =
        RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo")
            .moving("proc/meminfo", "MemAvailable", t -> -2000 * t);
    Finding found = Asked.one(RULE, capture.recording(), Status.CLEARED);
    assertEquals("pinned-memory.headline.reserves", found.words().headline().key());
    assertNull(found.claim().line());
  }

  @Test
  void seesABalloon() {
    Scene scene =
        Scene.hours(1)
            .set(Metric.MEM_TOTAL, t -> 24 * GIB - 0.5 * MIB * t)
            .hidden(t -> 0.5 * MIB * t);
    Finding balloon = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("pinned-memory.line.mem-total", line(balloon));
    // 3,600 s of 0.5 MiB/s, between the ledger's two moments.
    assertEquals(1800 * MIB, Asked.evidence(balloon, "taken-mem-total"), MIB);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scenes.pipes(Scene.seconds(90)), Metric.USED);
    Asked.wantsTime(RULE);
  }

  /** Dying cgroups take slab and per-CPU memory from the cache, and no process grows. */
  @Test
  void findsTheLineThatTookTheCache() {
    double[] slab = {0, 900_000, 895_000};
    double[] percpu = {0, 300_000, 250_000};
    DoubleUnaryOperator taken = t -> -slab[(int) t / 3600] - percpu[(int) t / 3600];
    var recording =
        RealCapture.repeated("5.4-x86_64", 3, 3600, "proc/meminfo")
            .moving("proc/meminfo", "SUnreclaim", t -> slab[(int) t / 3600])
            .moving("proc/meminfo", "Slab", t -> slab[(int) t / 3600])
            .moving("proc/meminfo", "Percpu", t -> percpu[(int) t / 3600])
            .moving("proc/meminfo", "Inactive(file)", taken)
            .moving("proc/meminfo", "Cached", taken)
            .moving("proc/meminfo", "MemAvailable", taken)
            .recording();
    Finding found = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(Category.SLAB_UNRECLAIMABLE, found.claim().line());
    assertEquals(895_000 * 1024.0, found.claim().growth().amount(), 1);
    assertEquals(250_000 * 1024.0, Asked.evidence(found, "taken-percpu"), 1);
  }

  /** The same of a found case: 4.6 GB of slab and 1.7 GB of per-CPU memory. */
  @Test
  @Tag("shared")
  void findsTheLineOfAFieldCase() {
    var recording =
        RealCapture.steps(
                3600,
                "proc/meminfo",
                "shared/cases/memcg-zombie-5.7-rc2/1",
                "shared/cases/memcg-zombie-5.7-rc2/2",
                "shared/cases/memcg-zombie-5.7-rc2/3")
            .recording();
    Finding found = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(Category.SLAB_UNRECLAIMABLE, found.claim().line());
    assertEquals((5_127_620 - 506_172) * 1024.0, found.claim().growth().amount(), 1);
    assertEquals((1_379_840 - 80_896) * 1024.0, Asked.evidence(found, "taken-percpu"), 1);
  }

  @Test
  void clearsARealHeapLeak() {
    Finding heap = Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
    assertTrue(heap.claim().loss().shareOfLoss() > 0.9);
  }

  private static String line(Finding finding) {
    return ((Wording) finding.words().headline().args().get("line")).key();
  }
}
