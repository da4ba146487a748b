package io.memledger.report.sections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.report.model.Report.Fact;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import org.junit.jupiter.api.Test;

/** What is left, on the first screen. */
class VerdictSectionTest {
  private static Fact left(Analysis analysis, Language language) {
    Messages messages = Messages.load(null, language);
    ReportContext context = new ReportContext(analysis, messages);
    String label = context.text("fact.left");
    return VerdictSection.build(context).facts().stream()
        .filter(f -> f.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesTheMountThatIsFull() {
    Fact left = left(OwnLimits.spool(), Language.ENGLISH);
    assertTrue(left.note().contains("until /dev/shm is full"), left.note());
    Fact chinese = left(OwnLimits.spool(), Language.CHINESE);
    assertTrue(chinese.note().contains("/dev/shm 写满"), chinese.note());
  }

  @Test
  void tellsABoundInBytesAndNoTime() {
    Fact left = left(OwnLimits.reserved(), Language.ENGLISH);
    assertEquals("Not foreseeable", left.value());
    assertTrue(left.note().startsWith("it can take at most 1.27 GiB more of the"), left.note());
  }
}
