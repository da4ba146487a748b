package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.memledger.report.charts.Palette;
import io.memledger.report.data.CsvWriter;
import io.memledger.report.words.Language;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import io.memledger.source.Source;
import io.memledger.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the vocabulary names must stand in every place that is a list of its own: tables, words,
 * schema, colours. Each failure says which name lacks what.
 */
class CompletenessTest {
  private static final Path MAIN = Path.of("src/main/java/io/memledger");
  private static final Path TEMPLATES = Path.of("../templates");

  private final Set<String> lacking = new TreeSet<>();

  private void want(boolean there, String what) {
    if (!there) {
      lacking.add(what);
    }
  }

  private void nothingLacks() {
    assertEquals(Set.of(), lacking);
  }

  private static JsonNode schema(String pointer) throws IOException {
    try (InputStream in =
        CompletenessTest.class.getResourceAsStream("/schema/report.schema.json")) {
      return new ObjectMapper().readTree(in).at(pointer);
    }
  }

  private static Set<String> values(JsonNode list) {
    Set<String> values = new TreeSet<>();
    list.forEach(one -> values.add(one.asText()));
    return values;
  }

  private static String code(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.Kind.class)
  void everyKindOfSubjectHasItsTableWordsAndSchemaValue(Subject.Kind kind) throws IOException {
    want(CsvWriter.table(kind).isPresent(), kind + ": a table in CsvWriter");
    wantWords(kind, "report.subject." + kind.id());
    JsonNode kinds = schema("/$defs/finding/properties/culprit/properties/kind/enum");
    want(values(kinds).contains(kind.id()), kind + ": culprit.kind in report.schema.json");
    want(
        Files.readString(Path.of("REPORT-FORMAT.md")).contains("`" + kind.id() + "`"),
        kind + ": culprit.kind in REPORT-FORMAT.md");
    nothingLacks();
  }

  /** Of its own file: English would stand in for another language. */
  private static Set<String> keys(Language language) throws IOException {
    return Files.readAllLines(TEMPLATES.resolve(language.bundle())).stream()
        .filter(line -> line.contains("="))
        .map(line -> line.substring(0, line.indexOf('=')))
        .collect(Collectors.toSet());
  }

  private void wantWords(Object name, String key) throws IOException {
    for (Language language : Language.values()) {
      want(keys(language).contains(key), name + ": " + key + " in " + language.bundle());
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void everyMetricHasItsWords(Metric metric) throws IOException {
    wantWords(
        metric,
        metric.line().map(l -> "report.category." + l.id()).orElse("report.metric." + metric));
    nothingLacks();
  }

  @Test
  void everyMetricIsPutBySomebody() throws IOException {
    String put = code(MAIN.resolve("source")) + code(MAIN.resolve("replay"));
    String traced = code(MAIN.resolve("series")).replaceAll("(?s)public enum Metric.*?\\n}\\n", "");
    for (Metric metric : Metric.values()) {
      boolean computed = metric.line().isPresent();
      want(
          computed || (put + traced).contains("Metric." + metric.name()),
          metric + ": a source or a derivation that puts it");
    }
    nothingLacks();
  }

  /** Two metrics of one line, or a line without, would break the ledger's course. */
  @ParameterizedTest
  @EnumSource(Category.class)
  void everyLineOfTheLedgerHasItsSeriesColourWordsAndSchemaValue(Category line) throws IOException {
    List<Metric> own =
        Arrays.stream(Metric.values()).filter(m -> m.line().equals(Optional.of(line))).toList();
    assertEquals(List.of(Metric.ofLine(line)), own, line + ": one metric LEDGER_" + line);
    want(
        Arrays.stream(Palette.values()).anyMatch(p -> p.id().equals(line.id())),
        line + ": a colour in Palette");
    want(
        values(schema("/$defs/category/enum")).contains(line.id()),
        line + ": category in report.schema.json");
    for (String sheet : List.of("report.css", "print.css")) {
      want(
          Files.readString(TEMPLATES.resolve(sheet)).contains(".k-" + line.id() + "{"),
          line + ": .k-" + line.id() + " in " + sheet);
    }
    wantWords(line, "report.category." + line.id());
    nothingLacks();
  }

  @Test
  void everySourceIsListed() throws IOException {
    Set<String> listed =
        Sources.all().stream().map(s -> s.getClass().getSimpleName()).collect(Collectors.toSet());
    Set<String> there =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.memledger.source")
                .stream()
                .filter(one -> one.isAssignableTo(Source.class) && !one.isInterface())
                .filter(one -> !one.isAnonymousClass() && one.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    assertTrue(there.size() > 30, "they are found");
    there.forEach(one -> want(listed.contains(one), one + ": a line in Sources"));
    nothingLacks();
  }
}
