package io.memledger.corpus.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.ledger.Ledger;
import io.memledger.replay.Expanded;
import io.memledger.replay.Replay;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rules.Rules;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.source.SharedFixtures;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole captures with a part taken away: never a crash, never a word about what is gone, never a
 * verdict that contradicts that of the whole. {@code -Dparts=all} takes every sample, {@code
 * -Dparts=full} each pair of lines too; else it is one sample, and each file, each line and what
 * other tools print. {@code -Darchive=PATTERN} takes only those of all whose name matches.
 */
class PartsTest {
  private static final Path SAMPLES = Path.of("../samples");
  private static final boolean FULL = "full".equals(System.getProperty("parts"));
  private static final boolean ALL = FULL || "all".equals(System.getProperty("parts"));

  private static final String ARCHIVE = System.getProperty("archive", ".*");

  /** Enough for "leak", and no more than that takes long. */
  private static final int SNAPSHOTS = 64;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicNode> everyPart() throws IOException {
    return archives().stream()
        .map(
            archive -> {
              Expanded whole = Expanded.of(archive, SNAPSHOTS);
              Analysis all = analysed(whole.without((path, text) -> text));
              List<Part> parts = new ArrayList<>(Part.withoutEachFile(whole));
              parts.addAll(Part.withoutEachLine(whole));
              parts.addAll(Part.ofPeers());
              if (FULL) {
                parts.addAll(Part.withoutEachPair(whole));
              }
              return DynamicContainer.dynamicContainer(
                  archive.getFileName().toString(),
                  parts.stream()
                      .map(
                          part ->
                              DynamicTest.dynamicTest(
                                  part.name(),
                                  () -> check(part, all, analysedIfAny(part, whole)))));
            });
  }

  private static List<Path> archives() throws IOException {
    if (!ALL) {
      return List.of(SAMPLES.resolve("heap-leak.tar.gz"));
    }
    List<Path> all = new ArrayList<>();
    List<Path> folders = new ArrayList<>(List.of(SAMPLES));
    if (System.getProperty("shared") != null) {
      folders.add(SharedFixtures.root().resolve("vm"));
    }
    for (Path one : folders) {
      try (Stream<Path> files = Files.list(one)) {
        files
            .filter(f -> f.getFileName().toString().matches(ARCHIVE + "\\.tar\\.gz"))
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }

  /** Null where nothing is left that is read. */
  private Analysis analysedIfAny(Part part, Expanded whole) {
    byte[] left = part.of(whole);
    return whole.kinds().stream().anyMatch(part.files()) ? analysed(left) : null;
  }

  private Analysis analysed(byte[] archive) {
    try {
      Path file = Files.createTempFile(folder, "part", ".tar");
      Files.write(file, archive);
      Analysis analysis =
          Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE));
      Files.delete(file);
      return analysis;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void check(Part part, Analysis whole, Analysis left) {
    if (left == null) {
      return;
    }
    for (RuleOutcome rule : left.rules()) {
      assertTrue(rule.outcome() != RuleOutcome.Outcome.FAILED, rule.toString());
    }
    assertEquals(List.of(), left.failures());
    if (left.ledger() != null) {
      double sum = left.ledger().lines().stream().mapToDouble(Ledger.Line::end).sum();
      assertEquals(left.recording().hostFacts().memTotal(), sum, 1);
    }
    for (Finding finding : left.findings()) {
      for (Evidence one : finding.support().evidence()) {
        assertTrue(isThere(part, one), one + " is cited, in " + finding.words().headline());
      }
    }
    assertNoContradiction(whole, left);
  }

  /** A file that was taken away is not cited, nor a line of meminfo by its name. */
  private static boolean isThere(Part part, Evidence one) {
    String field = one.name().replaceFirst("-(start|end|growth|change)$", "");
    boolean line = one.source().equals("proc/meminfo") && field.matches("[A-Z][A-Za-z_()]+");
    boolean file = one.source().matches("(proc|sys|derived)/.*[a-z_]");
    return (!file || part.files().test(Expanded.kind(one.source())) || isFolder(one.source()))
        && (!line || part.lines().test(field) || isComputed(field));
  }

  /** What several files of a folder tell. */
  private static boolean isFolder(String source) {
    return source.equals("sys/fs/cgroup") || source.equals("proc/net");
  }

  /** Names that begin like a field and are worked out from several. */
  private static boolean isComputed(String field) {
    return List.of("Unaccounted", "MemAvailable").contains(field);
  }

  private static void assertNoContradiction(Analysis whole, Analysis left) {
    Verdict.Status before = whole.verdict().status();
    Verdict.Status after = left.verdict().status();
    boolean leaked = before == Verdict.Status.LEAK || before == Verdict.Status.SUSPECTED_LEAK;
    boolean leaks = after == Verdict.Status.LEAK || after == Verdict.Status.SUSPECTED_LEAK;
    String said = before + " became " + after + ": " + left.verdict().headline();
    if (leaked) {
      assertTrue(after != Verdict.Status.HEALTHY, said);
    } else {
      assertTrue(!leaks, said);
    }
    if (leaks) {
      Finding main = left.findings().get(0);
      assertTrue(
          main.claim().kind() == Subject.Kind.HOST && isRest(main.claim().line())
              || whole.findings().stream().anyMatch(f -> isSame(f, main) && f.status().isLeak()),
          said + " accuses another");
    }
  }

  /** What is left over of a part may be anything. */
  private static boolean isRest(Category line) {
    return line == null || line == Category.NOT_ITEMISED;
  }

  private static boolean isSame(Finding one, Finding other) {
    boolean culprit = one.claim().subject().name().equals(other.claim().subject().name());
    return culprit && one.claim().kind() != Subject.Kind.HOST
        || one.claim().line() == other.claim().line();
  }
}
