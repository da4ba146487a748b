package io.memledger.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a report says of one program of the zoo.
 *
 * @param finding that names it on the right line of the ledger; null where there is none
 * @param said every leak that the report names, for a reader of a failure
 */
record ZooAnswer(ZooKind kind, JsonNode finding, List<String> said) {
  private static final double HOUR = 3600;
  private static final double MIB = 1024 * 1024;

  static ZooAnswer of(ZooKind kind, long pid, JsonNode report) {
    JsonNode right = null;
    List<String> said = new ArrayList<>();
    for (JsonNode finding : report.at("/findings")) {
      if (isLeak(finding)) {
        said.add(line(finding));
        right = right == null && isRight(kind, pid, finding) ? finding : right;
      }
    }
    return new ZooAnswer(kind, right, said);
  }

  static boolean isLeak(JsonNode finding) {
    return finding.at("/status").asText().endsWith("leak");
  }

  private static boolean isRight(ZooKind kind, long pid, JsonNode finding) {
    JsonNode culprit = finding.at("/culprit");
    String begins = kind.culprits().get(culprit.at("/kind").asText());
    begins = begins == null ? kind.culprits().get(finding.at("/rule").asText()) : begins;
    return kind.categories().contains(finding.at("/category").asText())
        && begins != null
        && (culprit.at("/name").asText().startsWith(begins) || isMergedWith(begins, finding))
        && (culprit.at("/pid").isNull() || culprit.at("/pid").asLong() == pid);
  }

  /** Caches that share their slabs are one; which of their names the kernel shows is chance. */
  private static boolean isMergedWith(String cache, JsonNode finding) {
    return finding.at("/culprit/kind").asText().equals("slab-cache")
        && finding.at("/headline").asText().contains(cache);
  }

  /** Whether a finding points at this program, on whatever line. */
  static boolean names(ZooKind kind, long pid, JsonNode finding) {
    return finding.at("/culprit/pid").asLong(-1) == pid
        || finding.at("/culprit/name").asText().equals(kind.command());
  }

  static String line(JsonNode finding) {
    return finding.at("/status").asText()
        + " "
        + finding.at("/rule").asText()
        + " "
        + finding.at("/category").asText()
        + ": "
        + finding.at("/headline").asText();
  }

  boolean isNamed() {
    return finding != null;
  }

  /** Share by which the stated rate is off; NaN where the true one is not known. */
  double rateError() {
    if (!isNamed()) {
      return Double.NaN;
    }
    boolean bytes = finding.at("/count_rate").isNull();
    double truth = (bytes ? kind.bytes() : kind.things()) * HOUR;
    return finding.at(bytes ? "/rate" : "/count_rate").asDouble() / truth - 1;
  }

  /** One row: kind, status, category, culprit, rate a second, error. */
  String row() {
    if (!isNamed()) {
      String others = said.stream().collect(Collectors.joining("<br>"));
      return "| " + kind.name() + " | not named | | | | | " + others + " |";
    }
    boolean bytes = finding.at("/count_rate").isNull();
    double rate = finding.at(bytes ? "/rate" : "/count_rate").asDouble() / HOUR;
    String others =
        said.stream().filter(s -> !s.equals(line(finding))).collect(Collectors.joining("<br>"));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s %s | %s | %s | %s |",
        kind.name(),
        finding.at("/status").asText(),
        finding.at("/category").asText(),
        finding.at("/culprit/kind").asText(),
        finding.at("/culprit/name").asText(),
        bytes
            ? String.format(Locale.ROOT, "%.3f MiB", rate / MIB)
            : String.format(Locale.ROOT, "%.1f", rate),
        Double.isNaN(rateError()) ? "" : String.format(Locale.ROOT, "%+.1f %%", 100 * rateError()),
        others);
  }
}
