package io.memledger.rules.holders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.rules.kernel.lines.Unaccounted;
import io.memledger.rules.kernel.shmem.ShmemGrowth;
import io.memledger.rules.kernel.slab.SlabCache;
import io.memledger.rules.kernel.slab.SlabUnreclaimable;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import org.junit.jupiter.api.Test;

/** Who holds what: small things by their maker, descriptors by their class. */
class HoldersTest {
  private static final String REAL = "6.1-cloud-x86_64";
  private static final String HEADER =
      "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid"
          + "      atime      dtime      ctime                   rss                  swap\n";

  private static String process(int pid, String comm) {
    return pid
        + " ("
        + comm
        + ") S 1 1 1 0 -1 4194304 1 0 0 0 1 1 0 0 20 0 3 0 300 8192000 500 18446744073709551615\n";
  }

  /** Real meminfo in which Shmem grows by 1,000 kB a second. */
  private static RealCapture growing() {
    return RealCapture.repeated(REAL, 40, 3, "proc/meminfo", "proc/zoneinfo")
        .with("proc/pids/stat", process(77, "cached") + process(99, "other"))
        .moving("proc/meminfo", "Shmem", t -> 1000 * t)
        .moving("proc/meminfo", "Inactive(anon)", t -> 1000 * t)
        .moving("proc/meminfo", "MemFree", t -> -1000 * t);
  }

  private static String segment(int id, int maker, long bytes) {
    return String.format(
        java.util.Locale.ROOT,
        "0 %d 600 %d %d %d 0 1000 1000 1000 1000 0 0 1700000000 %d 0%n",
        id,
        bytes,
        maker,
        maker,
        bytes);
  }

  @Test
  void manySegmentsLeadToTheirMaker() {
    Recording recording =
        growing()
            .with("proc/sysvipc/shm", HEADER)
            .edit(
                "proc/sysvipc/shm",
                (second, text) -> {
                  StringBuilder all = new StringBuilder(text).append(segment(1, 99, 4096));
                  for (int i = 0; i < second / 3; i++) {
                    all.append(segment(100 + i, 77, 3_000 * 1024));
                  }
                  return all.toString();
                })
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals("cached", f.claim().culprit().subject().name());
    assertEquals(39, Asked.evidence(f, "segments-new"), 1);
    assertEquals(39, Asked.evidence(f, "segments-left"), 1);
    assertEquals(39, Asked.evidence(f, "segments-unattached"), 1);
    assertTrue(
        Asked.headline(f).startsWith("Process cached (pid 77) piles up System V shared memory"),
        Asked.headline(f));
  }

  @Test
  void ofManySegmentsTheOneThatGrowsIsNamed() {
    Recording recording =
        growing()
            .with("proc/sysvipc/shm", HEADER)
            .edit(
                "proc/sysvipc/shm",
                (second, text) ->
                    text
                        + segment(5, 77, 4096 + (long) (1000 * 1024 * second))
                        + segment(6, 77, 4096)
                        + segment(7, 77, 1 << 20))
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals(5, f.claim().culprit().subject().id());
    assertEquals("77", f.words().explanation().args().get("maker"));
  }

  @Test
  void segmentsOfAProcessThatHasEndedAreOneFinding() {
    Recording recording =
        growing()
            .with("proc/sysvipc/shm", HEADER)
            .edit(
                "proc/sysvipc/shm",
                (second, text) -> {
                  StringBuilder all = new StringBuilder(text);
                  for (int i = 0; i < 1 + second / 3; i++) {
                    all.append(segment(100 + i, 4242, 3_000 * 1024));
                  }
                  return all.toString();
                })
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals(Subject.Kind.SHM_SEGMENT, f.claim().culprit().subject().kind());
    assertEquals("shmem-growth.headline.suspected-leak.segments.gone", f.words().headline().key());
    assertEquals("4242", f.words().explanation().args().get("maker"));
    assertEquals("1000", f.words().explanation().args().get("owner"));
    assertEquals(40, Asked.evidence(f, "segments-left"), 1);
    assertEquals("ipcs -m -p", f.support().steps().get(0).command());
  }

  @Test
  void oneDeletedFileThatGrowsLeadsToItsHolder() {
    Recording recording =
        growing()
            .with("derived/mounts", "")
            .edit(
                "derived/mounts",
                (second, text) ->
                    "9000000000 " + (long) (1000 * 1024 * second) + " 5 tmpfs /dev/shm\n")
            .with("derived/held", "")
            .edit(
                "derived/held",
                (second, text) ->
                    // Found after a while, and beside one that holds still.
                    "99 50000000 memfd:cache\n"
                        + (second < 20
                            ? ""
                            : "77 "
                                + (long) (1000 * 1024 * second)
                                + " /dev/shm/spool.log (deleted)\n"))
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals(77, f.claim().culprit().subject().id());
    assertEquals("cached", f.claim().culprit().subject().name());
    assertEquals("/dev/shm (deleted)", f.words().headline().args().get("file"));
    assertEquals(1000 * 1024 * 3600.0, f.claim().growth().rate(), 0.05 * f.claim().growth().rate());
    assertTrue(f.support().steps().get(0).command().contains("/proc/77/fd"));
    assertTrue(Asked.has(f, "/dev/shm: growth"), "the mount is evidence");
  }

  @Test
  void aFileThatHoldsStillNamesNobody() {
    Recording recording =
        growing()
            .with("derived/held", "77 900000000 memfd:cache\n99 50000000 memfd:cache\n")
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, f.claim().culprit().subject());
  }

  @Test
  void aFileThatGrowsBesideARestlessHostIsOneFinding() {
    Subject mount = Subject.named(Subject.Kind.TMPFS_MOUNT, "/dev/shm");
    double mib = Scene.MIB;
    Scene scene =
        Scene.seconds(90)
            .line(Metric.SHMEM, t -> 400 * mib + mib * t + 300 * mib * Math.cos(t / 3))
            .rss(Scenes.LEAKER, t -> 30 * mib, 0)
            .of(Metric.PROC_HELD, Scenes.LEAKER, t -> mib * t)
            .of(Metric.MOUNT_USED, mount, t -> mib * t);
    Finding f = Asked.one(new ShmemGrowth(), scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
    assertEquals("shmem-growth.headline.suspected-leak.held", f.words().headline().key());
  }

  @Test
  void watchesLeadToTheProcessBehindOneDescriptor() {
    Subject cache = Subject.named(Subject.Kind.SLAB_CACHE, "inotify_inode_mark");
    Scene scene =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> 1500 * t * 96)
            .rss(Scenes.LEAKER, t -> 30 * Scene.MIB, 0)
            .of(Metric.SLAB_BYTES, cache, t -> 1500 * t * 96)
            .of(Metric.SLAB_OBJECTS, cache, t -> 1500 * t)
            .of(Metric.PROC_WATCHES, Scene.process("daemon1", 501), t -> 2000)
            .of(Metric.PROC_WATCHES, Scenes.LEAKER, t -> 1500 * t);
    Finding f = Asked.one(new SlabCache(), scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Scenes.LEAKER, f.claim().culprit().subject());
    assertTrue(Asked.headline(f).contains("inotify watches (watches +135000"), Asked.headline(f));
    assertEquals(135_000, Asked.evidence(f, "watches"));
    assertEquals(
        Scenes.LEAKER,
        Asked.one(new SlabUnreclaimable(), scene.recording(), Status.SUSPECTED_LEAK)
            .claim()
            .culprit()
            .subject());
  }

  @Test
  void watchesAreNotBlamedForTimersBesideThem() {
    Subject timers = Subject.named(Subject.Kind.SLAB_CACHE, "posix_timers_cache");
    Scene scene =
        Scene.seconds(90)
            .line(Metric.S_UNRECLAIM, t -> 1500 * t * 96 + 1200 * t * 376)
            .rss(Scenes.LEAKER, t -> 30 * Scene.MIB, 0)
            .of(Metric.SLAB_BYTES, timers, t -> 1200 * t * 376)
            .of(Metric.SLAB_OBJECTS, timers, t -> 1200 * t)
            .of(Metric.PROC_WATCHES, Scenes.LEAKER, t -> 1500 * t);
    Finding cache = Asked.one(new SlabCache(), scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(timers, cache.claim().culprit().subject());
    Finding line = Asked.one(new SlabUnreclaimable(), scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, line.claim().culprit().subject());
  }

  @Test
  void oneSegmentTellsItsMakerAndThatNobodyUsesIt() {
    Recording recording =
        growing()
            .with("proc/sysvipc/shm", HEADER)
            .edit(
                "proc/sysvipc/shm",
                (second, text) -> text + segment(5, 4242, 4096 + (long) (1000 * 1024 * second)))
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals(5, f.claim().culprit().subject().id());
    assertEquals(0, Asked.evidence(f, "segment-attached"));
    assertEquals("4242", f.words().explanation().args().get("maker"));
    assertEquals("1000", f.words().explanation().args().get("owner"));
  }

  @Test
  void deletedFilesLeadToTheirHolderThoughTheMountGrows() {
    Recording recording =
        growing()
            .with("derived/mounts", "100000000 0 5 tmpfs /dev/shm\n")
            .edit(
                "derived/mounts",
                (second, text) ->
                    "9000000000 " + (long) (1000 * 1024 * second) + " 5 tmpfs /dev/shm\n")
            .with("derived/fds", "")
            .edit("derived/fds", (second, text) -> "77 " + (long) (20 + second) + "\n99 20\n")
            .with("derived/fdtypes/77", "")
            .edit(
                "derived/fdtypes/77",
                (second, text) -> {
                  StringBuilder all = new StringBuilder("20 socket\n");
                  for (int i = 0; i < second; i++) {
                    all.append("1 /dev/shm/spool-").append(i).append(".log (deleted)\n");
                  }
                  return all.toString();
                })
            .recording();
    Finding f = Asked.one(new ShmemGrowth(), recording, Status.SUSPECTED_LEAK);
    assertEquals("cached", f.claim().culprit().subject().name());
    assertEquals(117, Asked.evidence(f, "opened: /dev/shm (deleted)"), 1);
  }

  @Test
  void descriptorsThatCannotHoldALineDoNotExplainIt() {
    Scene scene =
        Scenes.pipes(Scene.seconds(90))
            .of(
                Metric.PROC_FDS_OF_CLASS,
                new Subject(Subject.Kind.DESCRIPTOR_CLASS, "memfd:frame", 4711, 0),
                t -> 4 + 32 * t);
    Finding f = Asked.one(new Unaccounted(), scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(Subject.HOST, f.claim().culprit().subject());
    assertTrue(
        DescriptorClasses.plausible(scene.recording(), Scenes.LEAKER, Metric.LEDGER_SHMEM) == 1);
  }
}
