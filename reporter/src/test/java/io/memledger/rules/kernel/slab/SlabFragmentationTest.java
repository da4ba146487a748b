package io.memledger.rules.kernel.slab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SlabFragmentationTest {
  private static final SlabFragmentation RULE = new SlabFragmentation();

  private static Scene caches(double activeOfMany) {
    Scene scene = Scene.seconds(90);
    cache(scene, "filp", 40_000, 40_000, 256);
    return cache(scene, "xfs_inode", activeOfMany, 2_000_000, 1024);
  }

  private static Scene cache(Scene scene, String name, double active, double objects, double each) {
    Subject subject = Subject.named(Subject.Kind.SLAB_CACHE, name);
    return scene
        .of(Metric.SLAB_BYTES, subject, t -> objects * each)
        .of(Metric.SLAB_OBJECTS, subject, t -> objects)
        .of(Metric.SLAB_ACTIVE_OBJECTS, subject, t -> active);
  }

  @Test
  void noticesSlabsKeptForFewObjects() {
    Finding f = Asked.one(RULE, caches(500_000).recording(), Status.NOTICE);
    assertEquals("xfs_inode", f.claim().culprit().subject().name());
    assertEquals(1_500_000 * 1024.0, Asked.evidence(f, "slab-unused-bytes"));
  }

  @Test
  void clearsDenseCachesWithTheirNumbers() {
    Finding f = Asked.one(RULE, caches(1_900_000).recording(), Status.CLEARED);
    assertEquals(100_000 * 1024.0, Asked.evidence(f, "slab-unused-bytes"), 1);
    assertEquals(2_000_000 * 1024.0 + 40_000 * 256, Asked.evidence(f, "slab-bytes"));
  }

  @Test
  void isNotEvaluatedWithoutSlabinfo() {
    Asked.needs(RULE, caches(500_000), Metric.SLAB_OBJECTS);
  }

  @Test
  void readsKernelText() {
    // A third of 3 million inodes in use on 5.4.
    String text =
        "slabinfo - version: 2.1\n# name <active_objs> ...\n"
            + "xfs_inode 1000000 3000000 960 17 4 : tunables 0 0 0 : slabdata 176470 176471 0\n"
            + "filp 9000 9600 256 16 1 : tunables 0 0 0 : slabdata 600 600 0\n";
    Recording inodes =
        RealCapture.repeated("5.4-x86_64", 1, 1, "proc/meminfo")
            .with("proc/slabinfo", text)
            .recording();
    Finding found = Asked.one(RULE, inodes, Status.NOTICE);
    assertEquals("xfs_inode", found.claim().culprit().subject().name());
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }

  @Test
  @Tag("shared")
  void readsFoundCases() {
    // linux-xfs, 2023: 23 of 77 million xfs_inode in use on 5.4; on 5.15 half of kmalloc-512.
    Finding inodes = Asked.one(RULE, field("xfs-inode-cache-5.4"), Status.NOTICE);
    assertEquals("xfs_inode", inodes.claim().culprit().subject().name());
    Finding buffers = Asked.one(RULE, field("xfs-inode-cache-5.15"), Status.NOTICE);
    assertEquals("kmalloc-512", buffers.claim().culprit().subject().name());
  }

  private static Recording field(String name) {
    return RealCapture.repeated(
            "shared/cases/" + name + "/1", 1, 1, "proc/meminfo", "proc/slabinfo")
        .recording();
  }
}
