package io.memledger.rules.process;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ProcessGroupGrowthTest {
  private static final Rule RULE = new ProcessGroupGrowth();

  @Test
  void namesManySmallLeaksTogether() {
    Finding found = Asked.one(RULE, Scenes.workers(Scene.hours(2)).recording(), Status.LEAK);
    assertEquals("process-group-growth:worker", found.id());
    assertEquals(1800 * KIB * 3600, found.claim().growth().rate(), 180 * KIB * 3600);
  }

  @Test
  void namesThemThoughOthersGaveBackMoreMeanwhile() {
    Subject builds = Subject.named(Subject.Kind.PROCESS_GROUP, "builds");
    Scene masked =
        Scenes.workers(Scene.hours(2))
            .line(Metric.ANON_PAGES, t -> 16 * 1024 * MIB - 2000 * KIB * t)
            .of(Metric.PROC_RSS, builds, t -> 16 * 1024 * MIB - 2000 * KIB * t);
    Asked.one(RULE, masked.recording(), Status.LEAK);
    // Nobody gave anything back, and the host's own memory does not grow: they share their pages.
    Scene shared =
        Scenes.workers(Scene.hours(2)).line(Metric.ANON_PAGES, t -> 2e9 - 1800 * KIB * t);
    Asked.one(RULE, shared.recording(), Status.CLEARED);
  }

  @Test
  void saysWhetherTheyGrowOrAreMore() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "worker");
    Scene same = Scenes.workers(Scene.hours(2)).of(Metric.PROC_COUNT, group, t -> 30);
    Finding grow = Asked.one(RULE, same.recording(), Status.LEAK);
    assertEquals("process-group-growth.headline.leak", grow.words().headline().key());
    // 600 MiB and 1,800 KiB a second more, at 20 MiB each.
    Scene ever = Scenes.workers(Scene.hours(2)).of(Metric.PROC_COUNT, group, t -> 30 + t * 0.0879);
    Finding more = Asked.one(RULE, ever.recording(), Status.LEAK);
    assertEquals("process-group-growth.headline.leak.more", more.words().headline().key());
  }

  /** A backup that took more and more, and was done half an hour before the capture was. */
  @Test
  void clearsAGroupThatHasEnded() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "worker");
    Scene scene = Scenes.workers(Scene.hours(2));
    Asked.one(RULE, scene.recording(), Status.LEAK);
    int end = 90 * 6;
    for (int i = 0; i < 30; i++) {
      scene.endedAt(Scene.process("worker", 7000 + i), end);
    }
    Asked.one(RULE, scene.endedAt(group, end).recording(), Status.CLEARED);
  }

  /**
   * A service that loses bytes a second until it is killed, in lives of so many samples of 10 s;
   * the recording begins and ends in the middle of one.
   */
  private static Scene lives(int count, int samples, DoubleUnaryOperator perSecond) {
    Scene scene = Scene.of(count * samples - samples, 10, 5);
    double life = samples * 10;
    for (int i = 0; i < count; i++) {
      double birth = (i - 0.5) * life + 3;
      Subject one = Scene.processBornAt(birth, "orders", 800 + i);
      double pace = perSecond.applyAsDouble(i);
      scene
          .rss(one, t -> 3 * MIB + pace * (t - birth), 40 * KIB)
          .bornAt(one, (int) Math.max(0, Math.ceil(birth / 10)))
          .endedAt(one, (int) Math.min((count - 1) * samples, Math.ceil((birth + life) / 10)));
    }
    return scene.of(
        Metric.PROC_RSS,
        Subject.named(Subject.Kind.PROCESS_GROUP, "orders"),
        t -> 3 * MIB + perSecond.applyAsDouble(1) * ((t + life / 2) % life));
  }

  @Test
  void findsWhatEachOfFewShortLivesShows() {
    for (int samples : new int[] {10, 22, 60}) {
      Scene scene = lives(6, samples, i -> 700 * KIB);
      Finding found = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
      assertEquals(
          "process-group-growth.headline.suspected-leak.restarts", found.words().headline().key());
      assertEquals(700 * KIB * 3600, found.claim().growth().rate(), 70 * KIB * 3600);
      assertTrue(found.claim().growth().untilRestart());
    }
  }

  /** Jobs of one name that follow each other, each of which takes what its own work needs. */
  @Test
  void clearsJobsThatDiffer() {
    double[] paces = {50, 900, 200, 3_000, 20, 700, 100, 1_500};
    Scene scene = lives(8, 22, i -> paces[(int) i] * KIB);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    // Alike, and over within seconds.
    Scene short1 = Scene.seconds(300);
    for (int i = 0; i < 30; i++) {
      double birth = 10 * i;
      Subject one = Scene.processBornAt(birth, "cc1", 900 + i);
      short1
          .rss(one, t -> 3 * MIB + 9 * MIB * (t - birth), 40 * KIB)
          .bornAt(one, 10 * i)
          .endedAt(one, 10 * i + 10);
    }
    short1.of(
        Metric.PROC_RSS,
        Subject.named(Subject.Kind.PROCESS_GROUP, "cc1"),
        t -> 3 * MIB + 9 * MIB * (t % 10));
    Asked.one(RULE, short1.recording(), Status.CLEARED);
  }

  /** JVMs of several services share no more than the name of their command. */
  @Test
  void tellsServicesOfOneCommandApart() {
    Scene scene = Scene.hours(2);
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "java");
    int pid = 7000;
    for (String service : new String[] {"orders", "search", "billing", "mail"}) {
      boolean leaks = service.equals("search");
      for (int i = 0; i < 4; i++) {
        Subject one = Scene.process("java", pid++);
        scene
            .heap(one, 200 * MIB, t -> (leaks ? 30 : 2) * KIB * t, 40 * KIB)
            .cgroup(one, "/system.slice/" + service + ".service");
      }
    }
    scene.of(Metric.PROC_RSS, group, t -> 3200 * MIB + 4 * 36 * KIB * t);
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals("process-group-growth.within", found.words().headline().key());
    assertEquals("java", found.claim().subject().name());
    assertEquals("/system.slice/search.service", found.claim().within());
    assertEquals(120 * KIB * 3600, found.claim().growth().rate(), 12 * KIB * 3600);
  }

  /** One of each, all of which grow a little: nobody to be added up. */
  @Test
  void addsNoServicesUp() {
    Scene scene = Scene.hours(2);
    for (int i = 0; i < 8; i++) {
      Subject one = Scene.process("java", 7000 + i);
      scene
          .heap(one, 200 * MIB, t -> 6 * KIB * t, 40 * KIB)
          .cgroup(one, "/system.slice/service" + i + ".service");
    }
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "java");
    scene.of(Metric.PROC_RSS, group, t -> 1600 * MIB + 48 * KIB * t);
    Asked.one(RULE, scene.recording(), Status.CLEARED);
  }

  @Test
  void aServiceIsTheInnermostUnit() {
    assertEquals("/system.slice/a.service", Service.unit("/system.slice/a.service/child"));
    assertEquals("/system.slice/w@.service", Service.unit("/system.slice/w@3.service"));
    assertEquals(
        "/user.slice/user-0.slice", Service.unit("/user.slice/user-0.slice/session-4.scope"));
    assertEquals("/kubepods/pod1/c2", Service.unit("/kubepods/pod1/c2"));
  }

  /** A build whose later compilers are larger than its first ones, and none of which stays. */
  @Test
  void clearsMembersThatComeAndGo() {
    Scene scene = Scene.hours(1);
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "java");
    for (int i = 0; i < 60; i++) {
      double size = 100 * MIB + 8 * MIB * i;
      Subject one = Scene.processBornAt(60 * i, "java", 900 + i);
      scene
          .rss(one, t -> size, 40 * KIB)
          .bornAt(one, 6 * i)
          .endedAt(one, Math.min(361, 6 * i + 12));
    }
    scene.of(Metric.PROC_RSS, group, t -> 200 * MIB + 16 * MIB * t / 60);
    scene.line(Metric.ANON_PAGES, t -> 16 * MIB * t / 60);
    Finding found = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals(Clearing.TURNOVER, found.clearing());
  }

  @Test
  void clearsAGroupThatHolds() {
    Scene scene = Scene.hours(2);
    for (int i = 0; i < 30; i++) {
      scene.heap(Scene.process("worker", 7000 + i), 20 * MIB, t -> 0, 40 * KIB);
    }
    scene.of(
        Metric.PROC_RSS,
        Subject.named(Subject.Kind.PROCESS_GROUP, "worker"),
        t -> 600 * MIB + 20 * MIB * Math.sin(t / 300));
    Asked.one(RULE, scene.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90), Metric.PROC_RSS);
    Asked.wantsTime(RULE);
  }

  /** Prometheus and what it watches with, among the processes of a machine on 6.1. */
  @Test
  void readsTheProcessesOfARealKernel() {
    Asked.one(RULE, RealStats.of(91).recording(), Status.CLEARED);
    Asked.one(RULE, RealCapture.sample("page-cache"), Status.CLEARED);
  }
}
