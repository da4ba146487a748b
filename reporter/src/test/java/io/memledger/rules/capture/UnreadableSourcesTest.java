package io.memledger.rules.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import org.junit.jupiter.api.Test;

class UnreadableSourcesTest {
  private static final Rule RULE = new UnreadableSources();

  @Test
  void namesTheFirstAndCountsAll() {
    Scene scene =
        Scene.seconds(90).missing("proc/slabinfo", "EACCES").missing("derived/bpf", "EPERM");
    Finding found = Asked.one(RULE, scene.recording(), Status.NOTICE);
    assertEquals(2, Asked.evidence(found, "unreadable"));
    assertTrue(Asked.headline(found).contains("proc/slabinfo"));
    assertTrue(Asked.headline(found).contains("EACCES"));
  }

  @Test
  void clearsACaptureThatHasAll() {
    Asked.one(RULE, Scene.seconds(90).recording(), Status.CLEARED);
    Asked.clearsBusyMachines(RULE);
  }

  @Test
  void isAskedAboutAFewSecondsToo() {
    Scene scene = Scene.seconds(5).missing("proc/slabinfo", "EACCES");
    assertEquals(Outcome.FINDING, Asked.outcome(RULE, scene.recording()));
  }

  @Test
  void judgesRealCaptures() {
    Asked.one(RULE, RealCapture.sample("heap-leak"), Status.CLEARED);
    // Made by hand of one file: the others that are wanted are not there.
    RealCapture meminfo = RealCapture.repeated("5.4-x86_64", 61, 2, "proc/meminfo");
    Finding found = Asked.one(RULE, meminfo.recording(), Status.NOTICE);
    assertTrue(Asked.evidence(found, "unreadable") > 3);
  }
}
