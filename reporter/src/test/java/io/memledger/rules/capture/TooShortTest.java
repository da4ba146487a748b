package io.memledger.rules.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.RuleOutcome.Outcome;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.rule.Finding;
import io.memledger.rule.Rule;
import io.memledger.rule.Status;
import io.memledger.rules.Asked;
import io.memledger.rules.RealCapture;
import io.memledger.rules.Rules;
import io.memledger.rules.Scene;
import io.memledger.series.Recording;
import org.junit.jupiter.api.Test;

class TooShortTest {
  private static final Rule RULE = new TooShort();
  private static final Messages WORDS = Messages.load(null, Language.ENGLISH);

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

  private static String said(Recording recording) {
    return WORDS.render(Asked.one(RULE, recording, Status.NOTICE).words().headline());
  }

  @Test
  void asksForWhatIsLacking() {
    String few = said(Scene.of(42, 60, 1).recording());
    assertTrue(few.contains("42 snapshots over 41 min"), few);
    assertTrue(few.endsWith("; 60 snapshots give a firm verdict"), few);
    String brief = said(Scene.seconds(90).recording());
    assertTrue(brief.endsWith("; 30 min give a firm verdict"), brief);
    String both = said(Scene.of(21, 60, 1).recording());
    assertTrue(both.endsWith("; 60 snapshots over 30 min give a firm verdict"), both);
    String sparse = said(Scene.of(25, 3600, 1).recording());
    assertTrue(sparse.endsWith("; 30 snapshots give a firm verdict"), sparse);
  }

  @Test
  void theLastSnapshotStandsForAnIntervalToo() {
    Asked.one(RULE, Scene.of(60, 30, 1).recording(), Status.CLEARED);
    Asked.one(RULE, Scene.of(59, 30, 1).recording(), Status.NOTICE);
  }

  @Test
  void hourlyLooksOverDaysAreNotTooFew() {
    Asked.one(RULE, Scene.of(59, 3600, 1).recording(), Status.CLEARED);
    Asked.one(RULE, Scene.of(30, 3600, 1).recording(), Status.CLEARED);
    Asked.one(RULE, Scene.of(29, 3600, 1).recording(), Status.NOTICE);
  }

  @Test
  void theVerdictAsksForSnapshotsWhereTimeIsNotLacking() {
    String two =
        WORDS.render(
            Rules.engine().analyse(Scene.of(2, 86_400, 1).recording()).verdict().headline());
    assertTrue(two.contains("2 snapshots over 24 h"), two);
    assertTrue(two.endsWith("at least 20 snapshots, and 30 snapshots for a firm verdict"), two);
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
