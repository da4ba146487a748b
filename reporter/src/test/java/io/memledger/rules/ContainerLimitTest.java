package io.memledger.rules;

import static io.memledger.rules.Scene.GIB;
import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** The nearest limit of a leak is that of its cgroup or of one above it (METHOD 3.10). */
class ContainerLimitTest {
  private static final Subject LEAKER = Scene.process("java", 4711);
  private static final String POD = "/kubepods/pod7a96c459-d529-44ae-9f99-90d3798d6426";
  private static final String CONTAINER = POD + "/" + "1b2c3d4e".repeat(8);
  private static final int SECONDS = 90;

  /** A mebibyte a second of a host that has 21 GiB to spare. */
  private static Scene leak(String path) {
    return Scene.seconds(SECONDS)
        .heap(LEAKER, 30 * MIB, t -> MIB * t, 50 * KIB)
        .cgroup(LEAKER, path);
  }

  private static Scene holds(Scene scene, String path, double bytes, double limit) {
    Subject cgroup = Subject.named(Subject.Kind.CGROUP, path);
    return scene
        .of(Metric.CG_CURRENT, cgroup, t -> bytes + MIB * t)
        .of(Metric.CG_LIMIT, cgroup, t -> limit);
  }

  private static void endsAt(String path, double seconds, Scene scene) {
    Verdict.Exhaustion end = scene.analyse().verdict().exhaustion();
    assertEquals(path, end.path());
    assertEquals(seconds, end.seconds(), 0.1 * seconds);
  }

  @Test
  void fileCacheNotInUseIsRoom() {
    Subject container = Subject.named(Subject.Kind.CGROUP, CONTAINER);
    Scene scene = holds(leak(CONTAINER), CONTAINER, 800 * MIB, GIB);
    endsAt(CONTAINER, 1024 - 800 - SECONDS, scene);
    scene.of(Metric.CG_INACTIVE_FILE, container, t -> 100 * MIB);
    endsAt(CONTAINER, 1024 - 800 - SECONDS + 100, scene);
  }

  @Test
  void minutesForetellNoFurtherThanThreeTimesThemselves() {
    Verdict far = holds(leak(CONTAINER), CONTAINER, 400 * MIB, GIB).analyse().verdict();
    assertNull(far.exhaustion());
    String headline = new Bundle().render(far.headline());
    assertTrue(headline.contains("if it goes on as it did, memory lasts"), headline);
  }

  @Test
  void memoryHighIsALimitToo() {
    Scene scene = holds(leak(CONTAINER), CONTAINER, 600 * MIB, GIB);
    scene.of(Metric.CG_HIGH, Subject.named(Subject.Kind.CGROUP, CONTAINER), t -> 800 * MIB);
    endsAt(CONTAINER, 800 - 600 - SECONDS, scene);
  }

  @Test
  void aFullerParentEndsItSooner() {
    Scene scene = holds(leak(CONTAINER), CONTAINER, 100 * MIB, GIB);
    holds(scene, POD, 1300 * MIB, 1.5 * GIB);
    endsAt(POD, 1536 - 1300 - SECONDS, scene);
  }

  @Test
  void fromInsideAContainerItsOwnRootIsTheLimit() {
    // The paths of its processes are the host's, the only folder is its own.
    endsAt("/", 1024 - 800 - SECONDS, holds(leak("/docker/1b2c"), "/", 800 * MIB, GIB));
  }

  @Test
  void whereAnotherLeakMeetsALimitFirstThatIsSaid() {
    Subject small = Scene.process("agent", 4712);
    Scene scene =
        Scene.seconds(SECONDS)
            .heap(LEAKER, 30 * MIB, t -> 8 * MIB * t, 50 * KIB)
            .heap(small, 30 * MIB, t -> MIB * t, 50 * KIB)
            .cgroup(small, CONTAINER);
    holds(scene, CONTAINER, 300 * MIB, 512 * MIB);
    Verdict verdict = scene.analyse().verdict();
    assertEquals(CONTAINER, verdict.exhaustion().path());
    String headline = new Bundle().render(verdict.headline());
    assertTrue(
        headline.contains(
            "another leak reaches the limit of container 1b2c3d4e1b2c of pod 7a96c459 (runs agent)"
                + " first"),
        headline);
  }
}
