package io.memledger.corpus.real;

import io.memledger.CaseTable;
import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.replay.Replay;
import io.memledger.rule.Finding;
import io.memledger.rules.Rules;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recordings of our own machines with real services, by their table: whom the verdict may accuse,
 * by what the machine did afterwards.
 */
public final class Recordings {
  private static final Path FOLDER = Path.of("src/test/resources/recordings");
  private static final String TABLE = "recordings.md";
  private static final String NOBODY = "nobody";
  private static final double MIB = 1 << 20;

  private Recordings() {}

  /**
   * A recording, and what is said of it.
   *
   * @param accused whom the verdict may accuse
   * @param aside whether nobody tunes on it
   * @param truth span, interval, and what is so
   * @param named whom it accuses
   */
  public record Recorded(
      String name,
      List<String> accused,
      boolean aside,
      String truth,
      String status,
      double confidence,
      String named,
      boolean right) {}

  /** In the order of the table; none where there are no recordings. */
  public static List<Recorded> judge() throws IOException {
    List<Recorded> all = new ArrayList<>();
    if (!Files.exists(FOLDER.resolve(TABLE))) {
      return all;
    }
    for (String[] cells : CaseTable.rows(FOLDER.resolve(TABLE), "recording", 6)) {
      all.add(judge(cells));
    }
    return all;
  }

  /** Cells: name, accused, MiB an hour, today, use, truth. */
  private static Recorded judge(String[] cells) throws IOException {
    var analysis =
        Rules.engine().analyse(Replay.run(archive(cells[0]), Limits.defaults(), Progress.NONE));
    Verdict verdict = analysis.verdict();
    boolean accuses = Judged.accuses(verdict);
    Finding first = analysis.findings().isEmpty() ? null : analysis.findings().get(0);
    String named = accuses ? name(first) : NOBODY;
    List<String> accused = Arrays.asList(cells[1].split(" or "));
    boolean right =
        accused.contains(named)
            && (!accuses || isRate(cells[2], first.claim().growth().rate() / MIB));
    return new Recorded(
        cells[0],
        accused,
        cells[4].equals("aside"),
        cells[5],
        verdict.status().id(),
        verdict.confidence(),
        named,
        right);
  }

  private static Path archive(String name) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name + ".tar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no recording " + name));
    }
  }

  /** Half to twice: what a support desk needs of a rate. */
  private static boolean isRate(String wanted, double said) {
    double rate = Double.parseDouble(wanted);
    return said >= rate / 2 && said <= rate * 2;
  }

  /** Its line of the ledger where nobody is named. */
  private static String name(Finding finding) {
    boolean named =
        finding.claim().culprit() != null && finding.claim().culprit().subject() != null;
    String name = named ? finding.claim().culprit().subject().name() : "";
    return name.isEmpty() ? String.valueOf(line(finding)) : name;
  }

  private static String line(Finding finding) {
    return finding.claim().line() == null ? "memory as a whole" : finding.claim().line().id();
  }
}
