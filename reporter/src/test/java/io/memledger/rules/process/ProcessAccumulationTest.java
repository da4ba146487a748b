package io.memledger.rules.process;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import org.junit.jupiter.api.Test;

class ProcessAccumulationTest {
  private static final Rule RULE = new ProcessAccumulation();

  /** A stat line of that kernel; its start follows. */
  private static final String LIVING =
      " S 1 7 7 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 1 0 START 3000000 600 184467440737 1 1"
          + " 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

  private static final String DEAD = LIVING.replace(" S ", " Z ").replace(" 3000000 600 ", " 0 0 ");

  @Test
  void findsProcessesThatNeverLeave() {
    Scene scene =
        Scene.hours(2)
            .group("helper", t -> 3 + t / 60, 2 * MIB)
            .line(Metric.ANON_PAGES, t -> Math.floor(t / 60) * MIB);
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals("process-accumulation:helper", found.id());
    assertEquals(Unit.COUNT, found.claim().growth().unit());
    assertEquals(60, found.claim().growth().rate(), 3);
    assertEquals(Category.ANONYMOUS, found.claim().line());
    // Their resident memory shares pages: no more is claimed than the host's anonymous grew by.
    assertEquals(60 * MIB, found.claim().bytesPerHour(), 3 * MIB);
    assertFalse(found.support().steps().isEmpty());
  }

  @Test
  void tellsThoseThatStayFromThoseThatComeAndGo() {
    Scene staying = Scene.hours(2).group("helper", t -> 3 + t / 60, 2 * MIB);
    Scene passing = Scene.hours(2).group("helper", t -> 3 + t / 60, 2 * MIB);
    for (int i = 1; i < 120; i++) {
      Subject early = Scene.processBornAt(60 * i, "helper", 9000 + i);
      staying.rss(early, t -> 2 * MIB, 0).bornAt(early, 6 * i);
      // As many at the end, all of them started within the last two minutes.
      Subject late = Scene.processBornAt(7080 + i, "helper", 9000 + i);
      passing.rss(late, t -> 2 * MIB, 0).bornAt(late, 708 + i / 10);
    }
    Asked.one(RULE, staying.recording(), Status.LEAK);
    Finding found = Asked.one(RULE, passing.recording(), Status.CLEARED);
    assertEquals("process-accumulation.headline.churn", found.words().headline().key());
    assertEquals(0, Asked.evidence(found, "processes-stayed"));
  }

  @Test
  void findsZombies() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "job");
    Scene scene =
        Scene.hours(2)
            .group("job", t -> 2, MIB)
            .of(Metric.PROC_ZOMBIES, group, t -> Math.floor(t / 30));
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals("process-accumulation.headline.leak.zombies", found.words().headline().key());
    assertEquals(120, found.claim().growth().rate(), 6);
    assertEquals(120 * 8 * KIB, found.claim().bytesPerHour(), 50 * KIB);
    assertTrue(found.support().steps().get(0).command().startsWith("ps "));
  }

  @Test
  void namesTheParentThatDoesNotWait() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "job");
    Subject parent = Scene.process("runner", 700);
    Subject other = Scene.process("shell", 701);
    Scene scene =
        Scene.hours(2)
            .group("job", t -> 2, MIB)
            .rss(parent, t -> 8 * MIB, KIB)
            .rss(other, t -> 8 * MIB, KIB)
            .of(Metric.PROC_ZOMBIES, group, t -> Math.floor(t / 30) + 1)
            .of(Metric.PROC_ZOMBIE_CHILDREN, other, t -> 1)
            .of(Metric.PROC_ZOMBIE_CHILDREN, parent, t -> Math.floor(t / 30));
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals(group, found.claim().culprit().subject());
    String said = Asked.headline(found);
    assertTrue(said.startsWith("Process runner (pid 700) never collects its dead children"), said);
    assertEquals(240, Asked.evidence(found, "zombie-children"), 1);
    assertTrue(found.support().steps().get(0).command().contains("--ppid 700"));
  }

  @Test
  void nobodyIsNamedForTheDeadOfManyParents() {
    Subject group = Subject.named(Subject.Kind.PROCESS_GROUP, "job");
    Scene scene =
        Scene.hours(2)
            .group("job", t -> 2, MIB)
            .of(Metric.PROC_ZOMBIES, group, t -> Math.floor(t / 30));
    for (int i = 0; i < 4; i++) {
      Subject parent = Scene.process("runner", 700 + i);
      scene
          .rss(parent, t -> 8 * MIB, KIB)
          .of(Metric.PROC_ZOMBIE_CHILDREN, parent, t -> Math.floor(t / 120));
    }
    Finding found = Asked.one(RULE, scene.recording(), Status.LEAK);
    assertEquals("process-accumulation.headline.leak.zombies", found.words().headline().key());
  }

  @Test
  void clearsPoolsThatFillAndJobsThatComeAndGo() {
    Scene pool = Scene.hours(2).group("pool", t -> Math.min(64, 4 + t / 10), MIB);
    Asked.one(RULE, pool.recording(), Status.CLEARED);
    Scene jobs = Scene.hours(2).group("cc1", t -> 40 + 30 * Math.sin(t / 200), MIB);
    Asked.one(RULE, jobs.recording(), Status.CLEARED);
    Scene few = Scene.hours(2).group("sshd", t -> 3 + t / 1200, MIB);
    Asked.one(RULE, few.recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE, s -> s.group("webd", t -> 12, MIB));
  }

  @Test
  void isNotEvaluatedWithoutItsNeeds() {
    Asked.needs(RULE, Scene.seconds(90).group("webd", t -> 2, MIB), Metric.PROC_COUNT);
    Asked.wantsTime(RULE);
  }

  @Test
  void countsTheProcessesOfARealKernel() {
    Asked.one(RULE, RealStats.of(91).recording(), Status.CLEARED);
    RealCapture more =
        RealStats.of(91).edit(RealStats.PATH, (t, text) -> text + lines("helper", t / 2, LIVING));
    Finding found = Asked.one(RULE, more.recording(), Status.SUSPECTED_LEAK);
    assertEquals("process-accumulation:helper", found.id());
    assertEquals(1800, found.claim().growth().rate(), 20);
    RealCapture dead =
        RealStats.of(91).edit(RealStats.PATH, (t, text) -> text + lines("job", t / 2, DEAD));
    Finding zombies = Asked.one(RULE, dead.recording(), Status.SUSPECTED_LEAK);
    // Field 4 of each stat line: the first process of that machine.
    assertEquals(
        "process-accumulation.headline.suspected-leak.zombies.parent",
        zombies.words().headline().key());
    assertEquals("1", zombies.words().headline().args().get("ppid"));
    Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
  }

  @Test
  void whoInheritsTheDeadIsNotBlamed() {
    String init = DEAD.replace(" Z 1 ", " Z 202 ");
    String parent = "99999 (runner)" + LIVING.replace("START", "1");
    String dead = DEAD.replace(" Z 1 ", " Z 99999 ");
    RealCapture capture =
        RealStats.of(91)
            .edit(
                RealStats.PATH,
                (t, text) ->
                    text + lines("job", t / 2, t < 140 ? dead : init) + (t < 140 ? parent : ""));
    Finding found = Asked.one(RULE, capture.recording(), Status.SUSPECTED_LEAK);
    assertEquals(
        "process-accumulation.headline.suspected-leak.zombies", found.words().headline().key());
  }

  @Test
  void aParentMayStandBelowItsChildren() {
    String of = DEAD.replace(" Z 1 ", " Z 99999 ");
    String parent = "99999 (late)" + LIVING.replace("START", Long.toString(RealCapture.ticks(-60)));
    RealCapture dead =
        RealStats.of(91).edit(RealStats.PATH, (t, text) -> text + lines("job", t / 2, of) + parent);
    Finding found = Asked.one(RULE, dead.recording(), Status.SUSPECTED_LEAK);
    assertEquals("late", found.words().headline().args().get("parent"));
    assertEquals(91, Asked.evidence(found, "zombie-children"));
  }

  private static String lines(String name, double count, String rest) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1 + (int) count; i++) {
      lines.append(90_000 + i).append(" (").append(name).append(')');
      lines.append(rest.replace("START", Long.toString(RealCapture.ticks(2 * i))));
    }
    return lines.toString();
  }
}
