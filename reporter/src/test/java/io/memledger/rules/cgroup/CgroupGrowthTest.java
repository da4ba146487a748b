package io.memledger.rules.cgroup;

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
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupGrowthTest {
  private static final CgroupGrowth RULE = new CgroupGrowth();
  private static final Subject WEB = Subject.named(Subject.Kind.CGROUP, "/kubepods/web");

  private static Scene holding(Metric metric, double perSecond) {
    return Scene.seconds(90)
        .of(Metric.CG_ANON, WEB, t -> 50 * MIB)
        .of(metric, WEB, t -> 50 * MIB + perSecond * t)
        .of(Metric.CG_CURRENT, WEB, t -> 200 * MIB + perSecond * t)
        .of(Metric.CG_LIMIT, WEB, t -> GIB);
  }

  @Test
  void findsWhatAContainerHolds() {
    Finding anon = Asked.one(RULE, holding(Metric.CG_ANON, MIB).recording(), Status.SUSPECTED_LEAK);
    assertEquals(WEB, anon.claim().culprit().subject());
    assertEquals(Category.ANONYMOUS, anon.claim().line());
    assertEquals(3600 * MIB, anon.claim().growth().rate(), 0.05 * anon.claim().growth().rate());
    assertEquals(3600 * MIB / GIB, Asked.evidence(anon, "cgroup-limit-share-per-hour"), 0.2);
    Finding shmem =
        Asked.one(RULE, holding(Metric.CG_SHMEM, MIB).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.SHMEM, shmem.claim().line());
    Finding sock = Asked.one(RULE, holding(Metric.CG_SOCK, MIB).recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.UNACCOUNTED, sock.claim().line());
  }

  @Test
  void kernelMemoryCountsLessWhatReclaimTakesBack() {
    Scene pinned = holding(Metric.CG_KERNEL, MIB).of(Metric.CG_SLAB_RECLAIMABLE, WEB, t -> MIB);
    Finding f = Asked.one(RULE, pinned.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    // An agent's BPF maps, in a container whose processes stay small (cilium issue 37935).
    Scene maps =
        holding(Metric.CG_KERNEL, MIB)
            .of(Metric.CG_SLAB_RECLAIMABLE, WEB, t -> MIB)
            .line(Metric.VMALLOC_USED, t -> MIB * t);
    assertEquals(
        Category.VMALLOC, Asked.one(RULE, maps.recording(), Status.SUSPECTED_LEAK).claim().line());
    Scene names =
        holding(Metric.CG_KERNEL, MIB).of(Metric.CG_SLAB_RECLAIMABLE, WEB, t -> MIB + MIB * t);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, names.recording()));
  }

  @Test
  void fileCacheIsNoLeak() {
    Recording files = holding(Metric.CG_FILE, 5 * MIB).recording();
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, files));
  }

  @Test
  void theRootIsAContainerIfItHasALimit() {
    Subject root = Subject.named(Subject.Kind.CGROUP, "/");
    Scene scene =
        Scene.seconds(90)
            .of(Metric.CG_ANON, root, t -> 50 * MIB + MIB * t)
            .of(Metric.CG_CURRENT, root, t -> 200 * MIB + MIB * t);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()), "the machine itself");
    scene.of(Metric.CG_LIMIT, root, t -> GIB);
    assertEquals(
        root,
        Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK).claim().culprit().subject());
  }

  @Test
  void isNotEvaluatedWithoutCgroups() {
    Asked.needs(RULE, holding(Metric.CG_ANON, MIB), Metric.CG_ANON);
    assertEquals(
        Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scenes.heap(Scene.seconds(5)).recording()));
  }

  @Test
  void namesTheContainerOfARealCapture() {
    // Version 1, 6.18.
    List<Finding> found = Asked.all(RULE, RealCapture.sample("heap-leak"));
    assertTrue(
        found.stream()
            .anyMatch(
                f -> f.claim().culprit().subject().name().equals("/system.slice/orderd.service")),
        found.toString());
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }

  @Test
  void readsARealContainerOfVersion2() {
    String scope = "sys/fs/cgroup/system.slice/orders.service/";
    Recording recording =
        RealCapture.repeated(
                "6.1-cloud-x86_64", 40, 3, scope + "memory.current", scope + "memory.stat")
            .with("proc/meminfo", RealCapture.read("6.1-cloud-x86_64", "proc/meminfo"))
            .moving(scope + "memory.stat", "anon", t -> MIB * t)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.SUSPECTED_LEAK);
    assertEquals(3600 * MIB, f.claim().growth().rate(), 0.02 * f.claim().growth().rate());
    assertEquals("/system.slice/orders.service", f.claim().culprit().subject().name());
  }
}
