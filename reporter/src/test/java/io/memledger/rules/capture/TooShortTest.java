package io.memledger.rules.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Scene;
import org.junit.jupiter.api.Test;

class TooShortTest {
  private static final Rule RULE = new TooShort();

  @Test
  void saysWhatSoShortACaptureCanTell() {
    Finding nothing = Asked.one(RULE, Scene.seconds(10).recording(), Status.NOTICE);
    assertEquals("too-short.headline.nothing", nothing.words().headline().key());
    Finding minutes = Asked.one(RULE, Scene.seconds(90).recording(), Status.NOTICE);
    assertEquals("too-short.headline.suspicion", minutes.words().headline().key());
    assertEquals(91, Asked.evidence(minutes, "samples"));
    assertEquals(90, Asked.evidence(minutes, "span"));
  }

  @Test
  void clearsHours() {
    Asked.one(RULE, Scene.hours(1).recording(), Status.CLEARED);
    // Half an hour with a snapshot a minute is half the snapshots that a leak asks for.
    Asked.one(RULE, Scene.of(31, 60, 1).recording(), Status.NOTICE);
  }

  @Test
  void isAskedAboutTheShortestCaptureToo() {
    assertEquals(Outcome.FINDING, Asked.outcome(RULE, Scene.seconds(0).recording()));
  }

  @Test
  void judgesRealCaptures() {
    Finding sample = Asked.one(RULE, RealCapture.sample("heap-leak"), Status.NOTICE);
    assertEquals(51, Asked.evidence(sample, "samples"));
    assertEquals(150, Asked.evidence(sample, "span"), 1);
    RealCapture hour = RealCapture.repeated("5.4-x86_64", 121, 30, "proc/meminfo");
    Asked.one(RULE, hour.recording(), Status.CLEARED);
  }
}
