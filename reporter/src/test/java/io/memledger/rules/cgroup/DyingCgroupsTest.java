package io.memledger.rules.cgroup;

import static io.memledger.rules.Scene.KIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DyingCgroupsTest {
  private static final DyingCgroups RULE = new DyingCgroups();
  private static final String USAGE = "sys/fs/cgroup/memory/memory.usage_in_bytes";

  /** Slab, and 1.6 KiB for each of a scene's four processors. */
  private static final double EACH = 9 * KIB + 4 * 1.6 * KIB;

  @Test
  void findsThemPileUp() {
    Scene scene = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 60 + 20 * Math.floor(t));
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(20 * 3600, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(
        20 * 3600 * EACH,
        Asked.evidence(f, "explains-rate"),
        0.05 * f.claim().growth().rate() * EACH);
  }

  @Test
  void noticesManyAndSlowGrowth() {
    Scene many = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 20_000);
    Finding f = Asked.one(RULE, many.recording(), Status.NOTICE);
    assertEquals(20_000 * EACH, Asked.evidence(f, "dying-cost"));
    Scene slow = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 60 + Math.floor(t));
    Asked.one(RULE, slow.recording(), Status.NOTICE);
  }

  /** Few of them are a leak where kernel memory grows in step, by what one of them can take. */
  @Test
  void findsWhatTheyBring() {
    Scene few = Scene.seconds(600).set(Metric.DYING_CGROUPS, t -> 60 + Math.floor(t / 4));
    Asked.one(RULE, few.recording(), Status.NOTICE);
    few.line(Metric.PERCPU, t -> 60 * KIB * Math.floor(t / 4) + 1e8);
    Finding f = Asked.one(RULE, few.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Category.PERCPU, f.claim().line());
    double perHour = 900 * 60 * KIB;
    assertEquals(perHour, f.claim().company().brings().get(Category.PERCPU), 0.05 * perHour);
    // 2 MiB for each is more than four processors' counters: others take it.
    Scene more =
        Scene.seconds(600)
            .set(Metric.DYING_CGROUPS, t -> 60 + Math.floor(t / 4))
            .line(Metric.PERCPU, t -> 2048 * KIB * Math.floor(t / 4) + 1e8);
    Asked.one(RULE, more.recording(), Status.NOTICE);
    // What grows at other moments is not theirs.
    Scene apart =
        Scene.seconds(600)
            .set(Metric.DYING_CGROUPS, t -> 60 + Math.max(0, t - 450))
            .line(Metric.PERCPU, t -> 30 * KIB * Math.min(t, 400) + 1e8);
    Asked.one(RULE, apart.recording(), Status.NOTICE);
  }

  @Test
  void clearsAFew() {
    Scene scene = Scene.seconds(90).set(Metric.DYING_CGROUPS, t -> 60 + Math.floor(t / 30));
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void isNotEvaluatedWithoutACount() {
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, Scene.seconds(90).recording()));
  }

  @Test
  void doesNotCountFromInsideAContainer() {
    // Real captures in a cgroup namespace: the kernel counts 61 to 195, the folders are 10 and 8.
    Recording inside = Captures.of("containers");
    assertEquals(10, inside.host(Metric.CGROUP_FOLDERS).orElseThrow().last().value());
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, inside));
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, RealCapture.sample("page-cache")));
  }

  @Test
  void foldersOfAnotherTreeThanTheProcessesAreNotAll() {
    // Docker on version 1 shows the paths of the host, and mounts the container's folder alone.
    Subject process = Scene.process("java", 900);
    Subject seen = Subject.named(Subject.Kind.CGROUP, "/docker/1b2c");
    Scene scene =
        Scene.seconds(90)
            .set(Metric.DYING_CGROUPS, t -> 20_000)
            .set(Metric.CGROUP_FOLDERS, t -> 3)
            .rss(process, t -> 1e8, 0)
            .cgroup(process, "/docker/1b2c");
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, scene.recording()));
    scene.of(Metric.CG_CURRENT, seen, t -> 1e8);
    assertEquals(Outcome.FINDING, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void countsThoseOfARealRoot() {
    // 5.4 on a machine of its own: the root's usage is what meminfo has of file and anonymous
    // memory; in an LXD container it is another number.
    assertEquals(Outcome.FINDING, Asked.outcome(RULE, root("5.4-x86_64").recording()));
    RealCapture inside = root("5.4-x86_64").with(USAGE, "734003200\n");
    assertEquals(Outcome.NOT_EVALUATED, Asked.outcome(RULE, inside.recording()));
  }

  @Test
  @Tag("shared")
  void countsThoseOfFoundRoots() {
    assertEquals(
        Outcome.FINDING, Asked.outcome(RULE, root("shared/hotsos/kubernetes-5.4").recording()));
    assertEquals(
        Outcome.NOT_EVALUATED, Asked.outcome(RULE, root("shared/hotsos/vault-5.4").recording()));
  }

  private static RealCapture root(String folder) {
    return RealCapture.repeated(folder, 40, 3, "proc/meminfo", USAGE)
        .with("proc/cgroups", "memory\t4\t20000\t1\n");
  }

  @Test
  void tellsWhatPinsThemInVersion2() {
    Subject pods = Subject.named(Subject.Kind.CGROUP, "/kubepods");
    Subject pod = Subject.named(Subject.Kind.CGROUP, "/kubepods/pod1");
    Scene scene =
        Scene.seconds(90)
            .set(Metric.DYING_CGROUPS, t -> 20_000)
            .of(Metric.CG_DYING, pods, t -> 20_000)
            .of(Metric.CG_CURRENT, pods, t -> 900e6)
            .of(Metric.CG_DYING, pod, t -> 0)
            .of(Metric.CG_CURRENT, pod, t -> 300e6);
    Finding f = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals(600e6, Asked.evidence(f, "dying-pinned"));
  }

  @Test
  void readsTheCountOfVersion2() {
    String stat = "nr_descendants 7\nnr_dying_descendants 65000\n";
    Recording recording =
        RealCapture.repeated("6.1-cloud-x86_64", 40, 3, "proc/meminfo", "proc/cgroups")
            .with("sys/fs/cgroup/cgroup.stat", stat)
            .recording();
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(65_000, Asked.evidence(f, "dying-end"));
  }
}
