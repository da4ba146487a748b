package io.memledger.rules.process;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.Scene;
import io.memledger.rules.Scenes;
import org.junit.jupiter.api.Test;

class SlowGrowthTest {
  private static final SlowGrowth RULE = new SlowGrowth();

  /** Over two hours, from 6 MiB. */
  private static Scene by(double bytes) {
    return Scene.hours(2).rss(Scenes.LEAKER, t -> 6 * MIB + bytes * t / 7200, KIB);
  }

  @Test
  void namesWhatIsTooLittleToMatterHere() {
    Finding found = Asked.one(RULE, by(24 * MIB).recording(), Status.NOTICE);
    assertEquals(Scenes.LEAKER, found.claim().culprit().subject());
  }

  @Test
  void neitherWhatBreathesNorWhatMatters() {
    Asked.one(RULE, by(8 * MIB).recording(), Status.CLEARED);
    Asked.one(RULE, by(2000 * MIB).recording(), Status.CLEARED);
  }
}
