package io.memledger.rules.cgroup;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Captures;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CgroupNearLimitTest {
  private static final CgroupNearLimit RULE = new CgroupNearLimit();
  private static final Subject WEB = Subject.named(Subject.Kind.CGROUP, "/kubepods/web");

  /** Of a limit of 1 GiB. */
  private static Scene filled(double working, double cache) {
    return Scene.seconds(90)
        .of(Metric.CG_CURRENT, WEB, t -> working + cache)
        .of(Metric.CG_INACTIVE_FILE, WEB, t -> cache)
        .of(Metric.CG_LIMIT, WEB, t -> GIB)
        .of(Metric.CG_OOM_KILL, WEB, t -> 3);
  }

  @Test
  void killsArePressure() {
    Scene scene = filled(500 * MIB, 0).of(Metric.CG_OOM_KILL, WEB, t -> t > 40 ? 5 : 3);
    Finding f = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(WEB, f.claim().culprit().subject());
    assertEquals(2, Asked.evidence(f, "cgroup-oom-kills"));
  }

  @Test
  void hitsThatGoOnWithAFullWorkingSetArePressure() {
    Scene scene = filled(1000 * MIB, 0).of(Metric.CG_MAX_EVENTS, WEB, t -> 4 * t);
    Asked.one(RULE, scene.recording(), Status.PRESSURE);
    Scene throttled =
        filled(1000 * MIB, 0)
            .of(Metric.CG_HIGH, WEB, t -> 1010 * MIB)
            .of(Metric.CG_HIGH_EVENTS, WEB, t -> 4 * t);
    Asked.one(RULE, throttled.recording(), Status.PRESSURE);
    // One burst long ago does not go on.
    Scene once = filled(1000 * MIB, 0).of(Metric.CG_MAX_EVENTS, WEB, t -> t > 10 ? 4 : 0);
    Asked.one(RULE, once.recording(), Status.NOTICE);
  }

  @Test
  void stallsThatGoOnWithAFullWorkingSetArePressure() {
    Scene scene = filled(1000 * MIB, 0).of(Metric.CG_PSI_SOME, WEB, t -> 0.3 * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(0.3, Asked.evidence(f, "cgroup-stalled"), 0.01);
    Scene little = filled(1000 * MIB, 0).of(Metric.CG_PSI_SOME, WEB, t -> 0.01 * t);
    Asked.one(RULE, little.recording(), Status.NOTICE);
  }

  /** Where memory.stat was not captured, all of it may be file cache: hits say nothing. */
  @Test
  void claimsNoWorkingSetThatWasNotCaptured() {
    Scene scene =
        filled(1000 * MIB, 0)
            .of(Metric.CG_MAX_EVENTS, WEB, t -> 4 * t)
            .without(Metric.CG_INACTIVE_FILE);
    Finding f = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals("cgroup-near-limit.headline.notice.unsplit", f.words().headline().key());
    assertFalse(Asked.has(f, "cgroup-working-set"));
    Subject web = Scene.process("web", 77);
    scene.rss(web, t -> 80 * MIB, 0).cgroup(web, WEB.name());
    Finding seen = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals(80 * MIB, Asked.evidence(seen, "cgroup-processes"), 1);
    Scene stalls = filled(1000 * MIB, 0).of(Metric.CG_PSI_SOME, WEB, t -> 0.3 * t);
    Asked.one(RULE, stalls.without(Metric.CG_INACTIVE_FILE).recording(), Status.PRESSURE);
    Scene half = filled(500 * MIB, 0).without(Metric.CG_INACTIVE_FILE);
    Asked.one(RULE, half.recording(), Status.CLEARED);
  }

  @Test
  void theLowerOfTwoLimitsIsMeant() {
    Scene scene = filled(500 * MIB, 0).of(Metric.CG_HIGH, WEB, t -> 510 * MIB);
    Finding f = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals(510 * MIB, Asked.evidence(f, "cgroup-limit"));
    assertEquals(
        "sys/fs/cgroup/kubepods/web/memory.high",
        f.support().evidence().stream()
            .filter(e -> e.name().equals("cgroup-limit"))
            .findFirst()
            .orElseThrow()
            .source());
  }

  /** What version 2 counts in a cgroup, it counts in all above it. */
  @Test
  void killsBelongToTheCgroupWhoseLimitWasMet() {
    Subject pods = Subject.named(Subject.Kind.CGROUP, "/kubepods");
    Scene scene =
        filled(500 * MIB, 0)
            .of(Metric.CG_OOM_KILL, WEB, t -> t > 40 ? 5 : 3)
            .of(Metric.CG_MAX_EVENTS, WEB, t -> t)
            .of(Metric.CG_CURRENT, pods, t -> 2 * GIB)
            .of(Metric.CG_LIMIT, pods, t -> 12 * GIB)
            .of(Metric.CG_OOM_KILL, pods, t -> t > 40 ? 9 : 7)
            .of(Metric.CG_MAX_EVENTS, pods, t -> t);
    assertEquals(
        WEB, Asked.one(RULE, scene.recording(), Status.PRESSURE).claim().culprit().subject());
    // The same where only the parent's limit was met.
    scene.of(Metric.CG_MAX_EVENTS, WEB, t -> 0);
    assertEquals(
        pods, Asked.one(RULE, scene.recording(), Status.PRESSURE).claim().culprit().subject());
    // No limit was met: the machine itself had run out.
    scene.of(Metric.CG_MAX_EVENTS, pods, t -> 0);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void killsOfAContainerThatIsGoneAreToldOfItsPod() {
    Subject pod = Subject.named(Subject.Kind.CGROUP, "/kubepods/pod1");
    Scene scene =
        filled(500 * MIB, 0)
            .of(Metric.CG_MAX_EVENTS, WEB, t -> 0)
            .of(Metric.CG_CURRENT, pod, t -> 100 * MIB)
            .of(Metric.CG_OOM_KILL, pod, t -> Math.floor(t / 20))
            .of(Metric.CG_MAX_EVENTS, pod, t -> Math.floor(t / 2));
    Finding f = Asked.one(RULE, scene.recording(), Status.PRESSURE);
    assertEquals(pod, f.claim().culprit().subject());
    assertEquals(4, Asked.evidence(f, "cgroup-oom-kills"));
  }

  @Test
  void noticesAFullWorkingSetAndClearsFileCache() {
    Asked.one(RULE, filled(950 * MIB, 0).recording(), Status.NOTICE);
    Scene cache = filled(300 * MIB, 724 * MIB).of(Metric.CG_MAX_EVENTS, WEB, t -> 9 * t);
    Finding f = Asked.one(RULE, cache.recording(), Status.CLEARED);
    assertEquals(300 * MIB, Asked.evidence(f, "cgroup-working-set"));
  }

  @Test
  void aCgroupWithoutALimitIsNotNearIt() {
    Scene scene = Scene.seconds(90).of(Metric.CG_CURRENT, WEB, t -> 5 * GIB);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
    Scene large = filled(950 * MIB, 0).of(Metric.CG_LIMIT, WEB, t -> 64 * GIB);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, large.recording()));
  }

  @Test
  void isNotEvaluatedWithoutCgroups() {
    Asked.needs(RULE, filled(MIB, 0), Metric.CG_CURRENT);
  }

  @Test
  void readsRealContainers() {
    // batch holds 58 of 64 MiB; archiver fills its 40 MiB with file cache, over and over.
    List<Finding> found = Asked.all(RULE, Captures.of("containers"));
    assertEquals(
        List.of("/system.slice/batch.service"),
        found.stream().map(f -> f.claim().culprit().subject().name()).toList());
    assertEquals(Status.NOTICE, found.get(0).status());
    assertEquals(64 * MIB, Asked.evidence(found.get(0), "cgroup-limit"));
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, RealCapture.sample("heap-leak")));
  }

  @Test
  void readsTheTextOfVersion2() {
    String stat = "anon 90000000\nfile 1900000000\ninactive_file 4000000\nactive_file 1896000000\n";
    Recording recording =
        RealCapture.repeated("5.4-x86_64", 2, 5)
            .with("sys/fs/cgroup/memory.current", "2040000000\n")
            .with("sys/fs/cgroup/memory.stat", stat)
            .with("sys/fs/cgroup/memory.max", "2147483648\n")
            .recording();
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(2147483648.0, Asked.evidence(f, "cgroup-limit"));
  }

  @Test
  @Tag("shared")
  void readsAFoundContainerOfVersion2() {
    // active_file counts as in use, so that 2 GB of it in a cgroup of 2 GB are its working set.
    Recording recording =
        RealCapture.repeated(
                "shared/cases/cgroup-active-file-2g/1",
                2,
                5,
                "sys/fs/cgroup/memory.current",
                "sys/fs/cgroup/memory.stat")
            .with("sys/fs/cgroup/memory.max", "2147483648\n")
            .recording();
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertEquals(2147483648.0, Asked.evidence(f, "cgroup-limit"));
  }
}
