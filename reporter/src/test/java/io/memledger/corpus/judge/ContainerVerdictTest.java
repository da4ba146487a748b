package io.memledger.corpus.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.corpus.files.ArchiveWriter;
import io.memledger.corpus.machine.Group;
import io.memledger.corpus.machine.Needs;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Signal;
import io.memledger.corpus.machine.Signals;
import io.memledger.corpus.machine.World;
import io.memledger.engine.Analysis;
import io.memledger.replay.Replay;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Bundle;
import io.memledger.rules.Rules;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the host is fine and a container is not, the verdict is the container's. */
@Tag("slow")
class ContainerVerdictTest {
  private static final String ID =
      "1b2c3d4e5f6a675fb4a8141bcfd0f199957b132bfbd3080b7c6b99bd3f2ce0bc";
  private static final String POD =
      "/kubepods.slice/kubepods-burstable.slice"
          + "/kubepods-burstable-pod7a96c459_d529_44ae_9f99_90d3798d6426.slice";
  private static final double LIMIT = 1024 * World.MIB;

  @TempDir Path folder;

  private static String path(Needs.Cgroups version) {
    return version == Needs.Cgroups.V1 ? "/docker/" + ID : POD + "/cri-containerd-" + ID + ".scope";
  }

  /** A host of 16 GiB or more that is looked at for two hours. */
  private Analysis analysis(Needs.Cgroups version, BiConsumer<World, Group> story) {
    Needs needs =
        Needs.any()
            .cgroups(version)
            .since(515)
            .until(608)
            .root()
            .memory(16 * World.GIB, 64 * World.GIB)
            .span(7200, 7300)
            .snapshots(300);
    Scenario scenario =
        Scenario.leak(
            "container-verdict",
            needs,
            w -> {
              Group group = w.group(path(version));
              group.limit = LIMIT;
              story.accept(w, group);
            });
    Path file = folder.resolve("made-up.tar.gz");
    ArchiveWriter.write(scenario.world(2), file);
    return Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE));
  }

  private static Proc java(World world, Group group, Signal anon) {
    Proc proc = world.proc("java", group);
    proc.libraries = 20 * World.MIB;
    proc.anon = anon;
    return proc;
  }

  private static Finding first(Analysis analysis, Status status) {
    return analysis.findings().stream()
        .filter(f -> f.status() == status)
        .findFirst()
        .orElseThrow(() -> new AssertionError(analysis.findings().toString()));
  }

  private static String headline(Analysis analysis) {
    return new Bundle().render(analysis.verdict().headline());
  }

  @ParameterizedTest
  @EnumSource(
      value = Needs.Cgroups.class,
      names = {"V1", "V2"})
  void aLeakEndsAtTheContainersLimit(Needs.Cgroups version) {
    double rise = 500 * World.MIB;
    Analysis analysis =
        analysis(
            version,
            (w, group) ->
                java(
                    w,
                    group,
                    Signal.constant(200 * World.MIB).plus(Signals.linear(rise / w.hours()))));
    Verdict verdict = analysis.verdict();
    assertEquals(Verdict.Status.LEAK, verdict.status());
    assertEquals(path(version), verdict.exhaustion().path());
    // 1,024 MiB less 200 and 500 and what the kernel needs, at 500 MiB in two hours.
    assertEquals(1.25 * 3600, verdict.exhaustion().seconds(), 0.15 * 3600);
    assertTrue(headline(analysis).contains("container 1b2c3d4e5f6a"), headline(analysis));
  }

  @ParameterizedTest
  @EnumSource(
      value = Needs.Cgroups.class,
      names = {"V1", "V2"})
  void aFullContainerIsThePressure(Needs.Cgroups version) {
    Analysis analysis =
        analysis(
            version,
            (w, group) -> {
              java(w, group, Signal.constant(0.97 * LIMIT));
              // Files read over and over, for which there is no room.
              group.file = Signal.constant(64 * World.MIB);
            });
    assertEquals(Verdict.Status.PRESSURE, analysis.verdict().status());
    assertEquals("verdict.pressure.cgroup", analysis.verdict().headline().key());
    assertNull(analysis.verdict().exhaustion());
    Finding finding = first(analysis, Status.PRESSURE);
    assertEquals(
        Subject.named(Subject.Kind.CGROUP, path(version)), finding.claim().culprit().subject());
    String runs =
        version == Needs.Cgroups.V1
            ? "container 1b2c3d4e5f6a (docker, runs java)"
            : "container 1b2c3d4e5f6a of pod 7a96c459 (runs java)";
    assertTrue(headline(analysis).contains(runs), headline(analysis));
    String folder = "sys/fs/cgroup" + (version == Needs.Cgroups.V1 ? "/memory" : "");
    assertTrue(
        finding.support().evidence().stream()
            // What the processes inside hold is told by their own files.
            .filter(e -> !e.name().equals("cgroup-processes"))
            .allMatch(e -> e.source().startsWith(folder + path(version))),
        finding.support().evidence().toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Needs.Cgroups.class,
      names = {"V1", "V2"})
  void killsBelongToTheLimitThatWasMet(Needs.Cgroups version) {
    Analysis analysis =
        analysis(
            version,
            (w, group) -> {
              java(w, group, Signal.constant(0.5 * LIMIT));
              group.kills = t -> Math.floor(t / 1800);
              // Without room for files its limit is met all the time.
              group.file = Signal.constant(LIMIT);
              // Killed because the whole host was short of memory, not by its own limit.
              Group other = w.group("/system.slice/batch.service");
              other.limit = 4 * World.GIB;
              other.kills = t -> Math.floor(t / 3600);
            });
    assertEquals(Verdict.Status.PRESSURE, analysis.verdict().status());
    Finding finding = first(analysis, Status.PRESSURE);
    assertEquals(path(version), finding.claim().culprit().subject().name());
    assertEquals(
        1,
        analysis.findings().stream()
            .filter(f -> f.rule().id().equals("cgroup-near-limit") && f.status() == Status.PRESSURE)
            .count(),
        "neither what is above it nor whoever has room");
  }
}
