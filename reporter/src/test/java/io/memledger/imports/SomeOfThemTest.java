package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.rules.Rules;
import io.memledger.series.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that hold some processes or caches only find who is in them, and clear nobody else. */
class SomeOfThemTest {
  private static final Path FOLDER = Path.of("src/test/resources/imports");

  @TempDir private Path folder;

  private static RuleOutcome outcome(Analysis analysis, String rule) {
    return analysis.rules().stream()
        .filter(one -> one.rule().id().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private static Analysis of(Path file) throws IOException {
    Recording read = Read.all(file);
    return Rules.engine().analyse(read);
  }

  /** A log of twenty-five minutes in which nothing grows. */
  private Path ps(String first) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int minute = 0; minute < 25; minute++) {
      log.append(String.format(Locale.ROOT, "2026-04-27 15:%02d:00%n", minute))
          .append("USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n")
          .append(first)
          .append("app          219  1.0  2.0  90000 45240 ?        Sl   15:48   0:01 orderd\n");
    }
    return Files.writeString(folder.resolve("ps.log"), log);
  }

  @Test
  void aTableOfAllClears() throws IOException {
    String all =
        "root           1  0.6  0.5 101892 11860 ?        Ss   15:48   0:01 /sbin/init\n"
            + "root           2  0.0  0.0      0     0 ?        S    15:48   0:00 [kthreadd]\n";
    assertEquals(RuleOutcome.Outcome.CLEAR, outcome(of(ps(all)), "process-growth").outcome());
  }

  @Test
  void aTableOfSomeDoesNot() throws IOException {
    RuleOutcome outcome = outcome(of(ps("")), "process-growth");
    assertEquals(RuleOutcome.Outcome.NOT_EVALUATED, outcome.outcome());
    assertEquals("not-evaluated.some-processes", outcome.reason().key());
  }

  @Test
  void whoIsInItIsFound() throws IOException {
    Analysis heap = of(FOLDER.resolve("rec-heap/ps-aux-rss.txt.gz"));
    assertEquals(RuleOutcome.Outcome.FINDING, outcome(heap, "process-growth").outcome());
  }

  @Test
  void slabtopCountsMoreCachesThanItNames() throws IOException {
    Recording read = Read.all(FOLDER.resolve("rec-slab/slabtop-o.txt.gz"));
    assertTrue(read.archive().warnings().toString().contains("SOME_CACHES"));
    assertEquals(
        RuleOutcome.Outcome.FINDING, outcome(Rules.engine().analyse(read), "slab-cache").outcome());
  }
}
