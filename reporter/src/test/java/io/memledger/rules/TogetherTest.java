package io.memledger.rules;

import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.series.Subject;
import io.memledger.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** "At this rate" is said of the rate before it; of all leaks together theirs is named. */
class TogetherTest {
  private static final Messages WORDS = Messages.load(null, Language.ENGLISH);

  private static final Subject ONE = Subject.process("one", 71, 100);
  private static final Subject OTHER = Subject.process("other", 72, 100);

  private static String said(Scene scene) {
    Verdict verdict = scene.analyse().verdict();
    assertEquals(Verdict.Status.LEAK, verdict.status());
    return WORDS.render(verdict.headline());
  }

  @Test
  void whatTwoLoseIsNamedAsASum() {
    Scene both =
        Scene.hours(1)
            .heap(ONE, 100 * MIB, t -> 0.6 * MIB * t, 0)
            .heap(OTHER, 100 * MIB, t -> 0.4 * MIB * t, 0);
    String said = said(both);
    assertTrue(said.contains("one (pid 71) leaks 2.1"), said);
    assertTrue(said.contains("all that is lost together, the host runs out"), said);
    assertFalse(said.contains("at this rate"), said);
  }
}
