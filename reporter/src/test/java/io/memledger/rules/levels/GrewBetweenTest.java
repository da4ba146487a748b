package io.memledger.rules.levels;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrewBetweenTest {
  private static final GrewBetween RULE = new GrewBetween();
  private static final Subject CACHE = Subject.named(Subject.Kind.SLAB_CACHE, "kmalloc-64");

  private static Scene looks(int count) {
    return Scene.of(count, 600, 3)
        .rss(Scenes.LEAKER, t -> 50 * MIB + t / 600 * 20 * MIB, 0)
        .rss(Scenes.OTHER, t -> 80 * MIB, 0)
        .of(Metric.SLAB_BYTES, CACHE, t -> 40 * MIB + t / 600 * 90 * MIB);
  }

  @Test
  void ranksWhatGrewAndSaysHowFast() {
    List<Finding> found =
        looks(5).analyse().findings().stream().filter(f -> f.rule().equals(RULE.info())).toList();
    assertEquals(
        List.of(CACHE, Scenes.LEAKER),
        found.stream().map(f -> f.claim().culprit().subject()).toList());
    assertTrue(found.stream().allMatch(f -> f.status() == Status.NOTICE));
    assertEquals(130 * MIB, Asked.evidence(found.get(1), "level"), MIB);
  }

  @Test
  void oneLookAndManyAreNoneOfIts() {
    Asked.one(RULE, looks(1).recording(), Status.CLEARED);
    Asked.one(RULE, looks(60).recording(), Status.CLEARED);
  }
}
