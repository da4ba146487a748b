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
import io.memledger.verdict.Verdict.Bound;
import io.memledger.verdict.Verdict.Exhaustion;
import org.junit.jupiter.api.Test;

/** What has an end of its own is forecast against it: a tmpfs, a segment, a reserved heap. */
class OwnLimitTest {
  private static final Subject SHM = Subject.named(Subject.Kind.TMPFS_MOUNT, "/dev/shm");
  private static final Subject SEGMENT = new Subject(Subject.Kind.SHM_SEGMENT, "0", 17, 0);
  private static final Subject JAVA = Scene.process("java", 4711);
  private static final int SECONDS = 90;

  /** A mebibyte a second into a mount that held 2 MiB before. */
  private static Scene spool(double size) {
    return Scenes.tmpfs(Scene.seconds(SECONDS)).of(Metric.MOUNT_SIZE, SHM, t -> size);
  }

  private static Scene segment(double size) {
    return Scene.seconds(SECONDS)
        .line(Metric.SHMEM, t -> MIB * t)
        .of(Metric.SHM_SIZE, SEGMENT, t -> size)
        .of(Metric.SHM_RSS, SEGMENT, t -> MIB * t);
  }

  /** Eight mebibytes a second of a heap that was reserved before. */
  private static Scene heap(double reserved) {
    return Scene.seconds(SECONDS)
        .heap(JAVA, 30 * MIB, t -> 8 * MIB * t, 50 * KIB)
        .of(Metric.PROC_VSIZE, JAVA, t -> reserved);
  }

  private static String headline(Verdict verdict) {
    return new Bundle().render(verdict.headline());
  }

  private static void says(String words, Verdict verdict) {
    assertTrue(headline(verdict).contains(words), headline(verdict));
  }

  @Test
  void aTmpfsIsFullAtItsOwnSize() {
    Verdict verdict = spool(300 * MIB).analyse().verdict();
    Exhaustion end = verdict.exhaustion();
    assertEquals(Exhaustion.Limit.TMPFS, end.limit());
    assertEquals("/dev/shm", end.path());
    assertEquals(300 - 2 - SECONDS, end.seconds(), 20);
    assertTrue(end.secondsLow() <= end.seconds() && !(end.seconds() > end.secondsHigh()));
    says("/dev/shm is full in about", verdict);
  }

  @Test
  void aTmpfsThatIsFullIsForetoldNothing() {
    Verdict verdict = spool((2 + SECONDS) * MIB).analyse().verdict();
    assertNull(verdict.exhaustion());
    says("memory lasts", spool(8 * GIB).analyse().verdict());
  }

  @Test
  void whereAnotherLeakFillsATmpfsFirstThatIsSaid() {
    Scene scene = spool(300 * MIB).heap(JAVA, 30 * MIB, t -> 8 * MIB * t, 50 * KIB);
    Verdict verdict = scene.analyse().verdict();
    assertEquals("/dev/shm", verdict.exhaustion().path());
    says("another leak fills /dev/shm first", verdict);
  }

  @Test
  void aSegmentTakesNoMoreThanItsSize() {
    Verdict verdict = segment(500 * MIB).analyse().verdict();
    assertEquals(new Bound(Bound.Kind.SEGMENT, (500 - SECONDS) * MIB), verdict.bound());
    assertNull(verdict.exhaustion());
    says("bytes more: a segment keeps the size", verdict);
    assertNull(segment(SECONDS * MIB).analyse().verdict().bound(), "nothing is left of it");
  }

  @Test
  void theLargestOfManySegmentsBoundsNothing() {
    Scene scene = segment(500 * MIB).line(Metric.SHMEM, t -> 1.5 * MIB * t);
    assertNull(scene.analyse().verdict().bound());
  }

  @Test
  void aReservedHeapTakesAtMostWhatIsLeftOfIt() {
    Verdict verdict = heap(2 * GIB).analyse().verdict();
    assertEquals(Bound.Kind.RESERVED, verdict.bound().kind());
    assertEquals((2048 - 30 - 8 * SECONDS) * MIB, verdict.bound().room(), MIB);
    assertNull(verdict.exhaustion());
    says("of the address space that it has reserved, before it must ask for more", verdict);
  }

  @Test
  void aReserveBeyondWhatTheHostHasBoundsNothing() {
    Verdict verdict = heap(300 * GIB).analyse().verdict();
    assertNull(verdict.bound());
    says("memory lasts", verdict);
  }

  @Test
  void aLimitThatComesBeforeTheReserveIsFilledIsNamed() {
    String path = "/system.slice/app.service";
    Subject cgroup = Subject.named(Subject.Kind.CGROUP, path);
    Scene scene =
        heap(2 * GIB)
            .cgroup(JAVA, path)
            .of(Metric.CG_CURRENT, cgroup, t -> 30 * MIB + 8 * MIB * t)
            .of(Metric.CG_LIMIT, cgroup, t -> GIB);
    Verdict verdict = scene.analyse().verdict();
    assertEquals(path, verdict.exhaustion().path());
    assertNull(verdict.bound());
  }
}
