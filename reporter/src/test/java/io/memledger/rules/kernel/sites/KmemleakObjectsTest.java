package io.memledger.rules.kernel.sites;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.replay.Replay;
import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmemleakObjectsTest {
  private static final KmemleakObjects RULE = new KmemleakObjects();
  private static final Subject SITE =
      Subject.named(Subject.Kind.CALL_SITE, "load_msg < do_msgsnd < ksys_msgsnd");
  private static final Path REAL =
      Path.of("src/test/resources/fixtures/allocation/kmemleak-6.12/sys/kernel/debug/kmemleak");

  @TempDir Path folder;

  private static Scene lost(Scene scene, DoubleUnaryOperator bytes) {
    return scene
        .set(Metric.UNREFERENCED_BYTES, bytes)
        .set(Metric.UNREFERENCED_OBJECTS, t -> bytes.applyAsDouble(t) / 4096)
        .of(Metric.UNREFERENCED_BYTES, SITE, bytes)
        .of(Metric.UNREFERENCED_OBJECTS, SITE, t -> bytes.applyAsDouble(t) / 4096);
  }

  @Test
  void suspectsWhatGrows() {
    Scene scene = lost(Scenes.messages(Scene.seconds(90)), t -> MIB * t);
    Finding f = Asked.one(RULE, scene.recording(), Status.SUSPECTED_LEAK);
    assertEquals(SITE, f.claim().culprit().subject());
    assertEquals(Category.SLAB_UNRECLAIMABLE, f.claim().line());
    assertEquals(MIB * 3600, f.claim().growth().rate(), 0.01 * f.claim().growth().rate());
  }

  /** Some objects are only hidden from the search: they are told, and are no leak. */
  @Test
  void tellsWhatIsThere() {
    Finding f = Asked.one(RULE, lost(Scene.hours(2), t -> 64 * KIB).recording(), Status.NOTICE);
    assertEquals(SITE, f.claim().culprit().subject());
    assertEquals(16, Asked.evidence(f, "unreferenced-objects"));
    assertTrue(f.support().steps().stream().anyMatch(s -> s.command().contains("kmemleak")));
  }

  @Test
  void isClearWhereNothingIsLost() {
    Scene scene =
        Scene.hours(2)
            .set(Metric.UNREFERENCED_BYTES, t -> 0)
            .set(Metric.UNREFERENCED_OBJECTS, t -> 0);
    assertEquals(Outcome.CLEAR, Asked.outcome(RULE, scene.recording()));
    Finding f = Asked.one(RULE, scene.recording(), Status.CLEARED);
    assertEquals("kmemleak.headline.none", f.words().headline().key());
  }

  @Test
  void isNotEvaluatedWithoutKmemleak() {
    Asked.needs(RULE, lost(Scene.seconds(90), t -> 0), Metric.UNREFERENCED_BYTES);
  }

  @Test
  void tellsTheObjectsOfARealReading() throws IOException {
    Path at = folder.resolve("x/1750000000/sys/kernel/debug");
    Files.createDirectories(at);
    Files.copy(REAL, at.resolve("kmemleak"));
    Recording recording = Replay.run(folder.resolve("x"), Limits.defaults(), Progress.NONE);
    Finding f = Asked.one(RULE, recording, Status.NOTICE);
    assertTrue(f.claim().culprit().subject().name().startsWith("ice_init_arfs (ice)"));
    assertEquals(2, Asked.evidence(f, "unreferenced-objects"));
    assertTrue(f.support().steps().stream().anyMatch(s -> s.command().equals("modinfo ice")));
  }
}
