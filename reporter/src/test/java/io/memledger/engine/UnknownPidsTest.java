package io.memledger.engine;

import static io.memledger.rules.Scene.KIB;
import static io.memledger.rules.Scene.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Finding;
import io.memledger.rule.NextStep;
import io.memledger.rules.Scene;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that name commands alone: nobody is sent after a number that was made up. */
class UnknownPidsTest {
  private static final long MADE_UP = 6_229_452;

  private static Finding first(String name, long pid) {
    Subject process = Subject.process(name, pid, 0);
    Finding found =
        Scene.hours(2).heap(process, 30 * MIB, t -> MIB * t, 50 * KIB).analyse().findings().get(0);
    assertEquals(process, found.claim().culprit().subject());
    return found;
  }

  private static List<String> commands(Finding finding) {
    return finding.support().steps().stream().map(NextStep::command).toList();
  }

  @Test
  void aPidThatIsToldStandsInCommands() {
    assertTrue(commands(first("orderd", 4711)).stream().anyMatch(c -> c.contains("4711")));
  }

  @Test
  void oneThatWasMadeUpIsLookedUp() {
    Finding found = first("orderd", MADE_UP);
    assertFalse(found.claim().culprit().subject().hasPid());
    assertEquals("?", found.words().headline().args().get("pid"));
    assertTrue(
        commands(found).stream().anyMatch(c -> c.contains("$(pgrep -o -x orderd)")),
        () -> commands(found).toString());
    assertTrue(commands(found).stream().noneMatch(c -> c.contains("6229452")));
  }

  @Test
  void aNameThatAShellMayNotSeeLosesTheStep() {
    assertTrue(commands(first("a;reboot", MADE_UP)).stream().noneMatch(c -> c.contains("reboot")));
  }
}
