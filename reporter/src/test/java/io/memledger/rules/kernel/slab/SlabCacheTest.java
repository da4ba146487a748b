package io.memledger.rules.kernel.slab;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.rules.SlabText;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SlabCacheTest {
  private static final SlabCache RULE = new SlabCache();

  private static Scene growing(Scene s, String cache, double perSecond, double bytesEach) {
    Subject subject = Subject.named(Subject.Kind.SLAB_CACHE, cache);
    return s.line(Metric.S_UNRECLAIM, t -> Math.floor(perSecond * t) * bytesEach)
        .of(Metric.SLAB_BYTES, subject, t -> MIB + Math.floor(perSecond * t) * bytesEach)
        .of(Metric.SLAB_OBJECTS, subject, t -> MIB / bytesEach + Math.floor(perSecond * t));
  }

  @Test
  void namesTheCache() {
    Finding f =
        Asked.one(RULE, Scenes.messages(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals("msg_msg-4k", f.claim().culprit().subject().name());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(3600 * MIB, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
  }

  @Test
  void saysWhatTheCacheIsMergedWith() {
    Scene scene =
        growing(Scene.seconds(90), "signal_cache", 500, 1088)
            .mergeGroup("UNIX", "UNIX-STREAM", "signal_cache");
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertTrue(
        Asked.headline(f).contains("signal_cache (merged with UNIX, UNIX-STREAM)"),
        Asked.headline(f));
    assertEquals("signal_cache", f.claim().culprit().subject().name());
  }

  @Test
  void cachesOfOneThingAreOneFinding() {
    // Sockets whose holder is not known: filp, inode and socket in equal numbers.
    Scene scene = growing(Scene.seconds(90), "filp", 400, 256);
    growing(growing(scene, "TCP", 400, 2432), "skbuff_head_cache", 800, 256);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals("TCP", f.claim().culprit().subject().name());
    assertEquals(
        (400 * (256 + 2432) + 800 * 256) * 3600.0,
        f.claim().growth().rate(),
        0.05 * f.claim().growth().rate());
    assertEquals(36_000, Asked.evidence(f, "filp: new objects"), 1_500);
  }

  /** kmemleak keeps a note of each object, in a larger one than it watches. */
  @Test
  void notesOfDebugFeaturesAreBehindWhatTheyWatch() {
    Scene scene = growing(Scene.seconds(90), "kmalloc-64", 8000, 64);
    growing(scene, "kmemleak_object", 8200, 280);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals("kmalloc-64", f.claim().subject().name());
    // Tags of the objects of a slab lie in one vector.
    Scene tags = growing(Scene.seconds(90), "kmalloc-256", 8000, 256);
    growing(tags, "kmalloc-no-objext-256", 500, 256);
    assertEquals(1, Asked.all(RULE, tags.recording()).size());
    // Many more notes than objects are of something else; so are the objects of another cache.
    Scene more = growing(Scene.seconds(90), "kmalloc-64", 4000, 64);
    growing(more, "kmemleak_object", 20_000, 280);
    assertEquals(2, Asked.all(RULE, more.recording()).size());
    Scene other = growing(Scene.seconds(90), "kmalloc-256", 8000, 256);
    growing(other, "kmalloc-512", 500, 512);
    assertEquals(2, Asked.all(RULE, other.recording()).size());
  }

  /** Heads of packets in slab, their data in pages that no counter names. */
  @Test
  void packetsBringTheirData() {
    Finding f = packets(2048 * 1000, "skbuff_head_cache");
    double rate = 2048 * 1000 * 3600.0;
    assertEquals(rate, f.claim().company().brings().get(Category.UNACCOUNTED), 0.05 * rate);
    assertTrue(Asked.headline(f).contains("network packets"), Asked.headline(f));
    // More than a packet can hold, and objects that are no packets, bring nothing.
    assertTrue(packets(400 * MIB, "skbuff_head_cache").claim().company().brings().isEmpty());
    assertTrue(packets(2048 * 1000, "kmalloc-1k").claim().company().brings().isEmpty());
  }

  private static Finding packets(double hiddenPerSecond, String cache) {
    Scene scene = growing(Scene.seconds(90), cache, 1000, 256).hidden(t -> hiddenPerSecond * t);
    return Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
  }

  @Test
  void differentThingsAreDifferentFindings() {
    Scene scene = growing(growing(Scene.seconds(90), "filp", 4000, 256), "kmalloc-1k", 300, 1024);
    assertEquals(2, Asked.all(RULE, scene.recording()).size());
  }

  @Test
  void namesTheProcessThatHoldsTheObjects() {
    Finding fds =
        Asked.one(RULE, Scenes.descriptors(Scene.seconds(90)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, fds.claim().culprit().subject());
    Finding threads =
        Asked.one(RULE, Scenes.threads(Scene.seconds(120)).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, threads.claim().culprit().subject());
  }

  @Test
  void aReclaimableCacheIsNoBusinessOfThisRule() {
    Subject dentry = Subject.named(Subject.Kind.SLAB_CACHE, "dentry");
    Scene scene = Scene.seconds(90).of(Metric.SLAB_BYTES, dentry, t -> MIB + MIB * t);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void clearsWarmUpAndCacheOfFiles() {
    Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "kmalloc-512");
    Scene warm =
        Scene.seconds(90).of(Metric.SLAB_BYTES, cache, t -> 40 * MIB * (1 - Math.exp(-t / 10)));
    Asked.one(RULE, warm.recording(), Status.CLEARED);
    Scene files =
        Scene.seconds(90)
            .of(Metric.SLAB_BYTES, cache, t -> MIB + 0.2 * MIB * t)
            .line(Metric.INACTIVE_FILE, t -> 20 * MIB * t);
    Asked.one(RULE, files.recording(), Status.CLEARED);
  }

  /** 150 caches whose objects come and go: one accusation in 20 machines is the budget. */
  @Test
  @Tag("slow")
  void seldomAccusesBusyMachines() {
    int alarms = 0;
    for (int seed = 0; seed < 40; seed++) {
      int samples = seed % 2 == 0 ? 91 : 721;
      double interval = seed % 2 == 0 ? 1 : 10;
      Scene scene = Scene.of(samples, interval, seed);
      Random random = new Random(seed);
      for (int c = 0; c < 150; c++) {
        double[] walk = new double[samples + 1];
        for (int i = 1; i < walk.length; i++) {
          walk[i] = walk[i - 1] + random.nextGaussian() * 0.3 * MIB;
        }
        Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "cache" + c);
        scene
            .of(Metric.SLAB_BYTES, cache, t -> 50 * MIB + walk[(int) Math.round(t / interval)])
            .line(Metric.S_UNRECLAIM, t -> walk[(int) Math.round(t / interval)]);
      }
      alarms += Asked.outcome(RULE, scene.recording()) == Outcome.CLEAR ? 0 : 1;
    }
    assertTrue(alarms <= 2, alarms + " of 40");
  }

  @Test
  void isNotEvaluatedWithoutSlabinfo() {
    Asked.needs(RULE, Scenes.messages(Scene.seconds(90)), Metric.SLAB_BYTES);
    assertEquals(
        Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scenes.messages(Scene.seconds(5)).recording()));
  }

  @Test
  void namesTheCacheOfRealCaptures() {
    List<Finding> lines = Asked.all(RULE, Captures.of("kernel-lines"));
    assertTrue(
        lines.stream().anyMatch(f -> f.claim().culprit().subject().name().equals("msg_msg-4k")),
        lines.toString());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }

  @Test
  void copiesOfOneCacheAddUp() {
    // 6.9 on ppc32 prints several caches named zspage; the sum grows by one slab a second.
    RealCapture real =
        RealCapture.repeated("6.9-ppc32", 40, 3, "proc/slabinfo")
            .with("proc/meminfo", RealCapture.read("6.1-cloud-x86_64", "proc/meminfo"))
            .moving("proc/meminfo", "SUnreclaim", t -> 400 * t)
            .moving("proc/meminfo", "MemFree", t -> -400 * t)
            .edit("proc/slabinfo", SlabText.growing("zspage", t -> 100 * t));
    Recording recording = real.recording();
    double slabs = 100 * 117 * 4096.0;
    assertEquals(
        slabs,
        recording
            .series(Metric.SLAB_BYTES, Subject.named(Subject.Kind.SLAB_CACHE, "zspage"))
            .orElseThrow()
            .change());
    Finding f = Asked.one(RULE, recording, Status.SUSPECTED_LEAK);
    assertEquals("zspage", f.claim().culprit().subject().name());
  }
}
