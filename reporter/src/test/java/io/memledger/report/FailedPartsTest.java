package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.memledger.engine.Analysis;
import io.memledger.engine.RuleOutcome;
import io.memledger.ledger.Ledger;
import io.memledger.report.charts.ChartSpec;
import io.memledger.report.data.JsonWriter;
import io.memledger.report.data.MarkdownWriter;
import io.memledger.report.html.HtmlWriter;
import io.memledger.report.page.Brand;
import io.memledger.report.page.Paper;
import io.memledger.report.page.Presentation;
import io.memledger.report.page.Templates;
import io.memledger.report.pdf.PdfWriter;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.sections.ReportBuilder.Built;
import io.memledger.report.sections.ReportContext.Drawing;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import io.memledger.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash while the report is made is told in the part's place, and the rest is there. */
class FailedPartsTest {
  private static final String ENGLISH = "This part could not be made (NullPointerException";
  private static final String CHINESE = "此部分未能生成（NullPointerException";

  @TempDir private Path dir;

  /** An outcome without a rule's name crashes the list of rules, and nothing else. */
  private static Analysis withCrashingRules() {
    Analysis sound = MadeUp.leak();
    List<RuleOutcome> rules = List.of(new RuleOutcome(MadeUpFindings.rule("odd"), null, null));
    return new Analysis(
        sound.recording(),
        sound.ledger(),
        sound.verdict(),
        sound.findings(),
        rules,
        sound.notEvaluated(),
        List.of());
  }

  private static Analysis withCrashingVerdict() {
    Analysis sound = MadeUp.leak();
    return new Analysis(
        sound.recording(),
        sound.ledger(),
        new Verdict(sound.verdict().status(), null, 0.9, null),
        sound.findings(),
        sound.rules(),
        sound.notEvaluated(),
        List.of());
  }

  private static Analysis withCrashingLedger() {
    Analysis sound = MadeUp.leak();
    Ledger ledger = sound.ledger();
    List<Ledger.Line> lines = new ArrayList<>(ledger.lines());
    lines.set(0, new Ledger.Line(null, 0, 0, List.of(), 0));
    return new Analysis(
        sound.recording(),
        new Ledger(
            ledger.startTime(),
            ledger.endTime(),
            lines,
            ledger.availableDelta(),
            ledger.explainedShare(),
            ledger.notes()),
        sound.verdict(),
        sound.findings(),
        sound.rules(),
        sound.notEvaluated(),
        List.of());
  }

  private Messages messages(Language language) throws IOException {
    return Messages.load(ReportWriterTest.templates(dir), language);
  }

  private static String html(Built built, Messages messages) {
    byte[] page = HtmlWriter.write(built, messages, new Templates(null), Brand.OWN);
    return new String(page, StandardCharsets.UTF_8);
  }

  private static String pdf(Built built, Messages messages) throws IOException {
    byte[] pdf =
        PdfWriter.write(
            built, messages, new Templates(null), Paper.A4, Optional.empty(), Brand.OWN);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  /** A part of the page, by the anchor of its section. */
  private static String section(String page, String anchor) {
    int from = page.indexOf("<section id=\"" + anchor + "\"");
    assertTrue(from > 0, anchor);
    return page.substring(from, page.indexOf("</section>", from));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aSectionThatCrashesIsToldInItsPlace(Language language) throws IOException {
    String sentence = language == Language.ENGLISH ? ENGLISH : CHINESE;
    Messages messages = messages(language);
    Built built = ReportBuilder.build(withCrashingRules(), messages);
    assertEquals(Set.of("rules"), built.failed().reasons().keySet());
    String page = html(built, messages);
    assertTrue(section(page, "rules").contains(sentence), section(page, "rules"));
    assertFalse(section(page, "verdict").contains(sentence));
    assertTrue(section(page, "ledger").contains("<table class=\"ledger\">"));
    String text =
        new String(MarkdownWriter.write(built.report(), messages), StandardCharsets.UTF_8);
    assertTrue(text.replace("\\", "").contains(sentence), text);
  }

  @Test
  void aVerdictThatCrashesKeepsItsWord() throws IOException {
    Messages messages = messages(Language.ENGLISH);
    Built built = ReportBuilder.build(withCrashingVerdict(), messages);
    assertEquals("leak", built.report().verdict().status());
    assertTrue(section(html(built, messages), "verdict").contains(ENGLISH));
    assertTrue(pdf(built, messages).contains(ENGLISH));
    assertFalse(built.report().findings().isEmpty());
  }

  /** The first chart of the sound report, broken. */
  private static Built withCrashingChart(Built sound, String id) {
    SortedMap<String, Drawing> drawings = new TreeMap<>(sound.drawings());
    ChartSpec.Lines lines = (ChartSpec.Lines) drawings.get(id).spec();
    drawings.put(
        id,
        new Drawing(
            drawings.get(id).figure(),
            new ChartSpec.Lines(
                null, lines.unit(), lines.size(), false, lines.curves(), lines.over())));
    return new Built(sound.report(), drawings, sound.captured(), sound.failed());
  }

  @Test
  void aChartThatCrashesIsToldInItsPlace() throws IOException {
    Messages messages = messages(Language.ENGLISH);
    Analysis analysis = MadeUp.leak();
    Built built = withCrashingChart(ReportBuilder.build(analysis, messages), "time-memory");
    String page = html(built, messages);
    int figure = page.indexOf("id=\"fig-time-memory\"");
    assertTrue(page.substring(figure, page.indexOf("</figure>", figure)).contains(ENGLISH));
    assertFalse(page.contains("{\"id\":\"time-memory\""), "the script has nothing to draw");
    assertTrue(page.contains("{\"id\":\"time-kinds\""), "the others are drawn");
    assertTrue(pdf(built, messages).contains(ENGLISH));
    JsonNode json = json(JsonWriter.write(analysis, messages, built.failed()));
    assertEquals("chart-time-memory", json.get("failed_parts").get(0).get("part").asText());
    assertEquals(1, json.get("failed_parts").size());
  }

  @Test
  void aTemplateThatCrashesLosesItsSectionOnly() throws IOException {
    Messages messages = messages(Language.ENGLISH);
    Files.writeString(dir.resolve("timeline.ftlh"), "<p>before</p>${report.nothing.there}");
    Built built = ReportBuilder.build(MadeUp.leak(), messages);
    byte[] page = HtmlWriter.write(built, messages, new Templates(dir), Brand.OWN);
    String timeline = section(new String(page, StandardCharsets.UTF_8), "timeline");
    assertTrue(timeline.contains("This part could not be made"), timeline);
    assertTrue(section(new String(page, StandardCharsets.UTF_8), "quality").contains("<table"));
    assertEquals(Set.of("timeline"), built.failed().reasons().keySet());
  }

  @Test
  void aPartOfTheJsonThatCrashesIsNull() throws IOException {
    JsonNode json = json(JsonWriter.write(withCrashingVerdict(), messages(Language.ENGLISH)));
    assertTrue(json.get("verdict").isNull());
    assertEquals("report.json: verdict", json.get("failed_parts").get(0).get("part").asText());
    assertTrue(json.get("findings").size() > 0);
    assertTrue(json.get("rules").size() > 0);
  }

  @Test
  void allFormsTellAndAreWritten() throws IOException {
    Path out = dir.resolve("out");
    Presentation plain = Presentation.plain(ReportWriterTest.templates(dir));
    ReportWriter.write(withCrashingRules(), plain, out, EnumSet.allOf(Format.class));
    JsonNode json = json(Files.readAllBytes(out.resolve("report.json")));
    assertEquals("report.json: rule odd", json.get("failed_parts").get(0).get("part").asText());
    assertEquals("rules", json.get("failed_parts").get(1).get("part").asText());
    assertTrue(Files.readString(out.resolve("report.html")).contains(ENGLISH));
    assertTrue(Files.size(out.resolve("report.pdf")) > 10_000);
  }

  @Test
  void aFileThatCrashesIsLeftOutAndNamed() throws IOException {
    Path out = dir.resolve("out");
    Path templates = ReportWriterTest.templates(dir);
    Presentation plain = Presentation.plain(templates);
    Files.writeString(templates.resolve("print.ftlh"), "<p>before</p>${nothing.there}");
    SortedMap<String, String> lost =
        ReportWriter.write(MadeUp.leak(), plain, out, EnumSet.allOf(Format.class));
    assertEquals(Set.of("report.pdf"), lost.keySet());
    assertFalse(Files.exists(out.resolve("report.pdf")));
    assertTrue(Files.size(out.resolve("report.html")) > 10_000);
    assertTrue(Files.size(out.resolve("report.md")) > 1_000);
    JsonNode json = json(Files.readAllBytes(out.resolve("report.json")));
    assertEquals(List.of("report.pdf"), json.get("failed_parts").findValuesAsText("part"));
  }

  @Test
  void aTableThatCrashesIsLeftOutAndNamed() throws IOException {
    Path out = dir.resolve("out");
    Presentation plain = Presentation.plain(ReportWriterTest.templates(dir));
    ReportWriter.write(
        withCrashingLedger(), plain, out, EnumSet.of(Format.CSV, Format.JSON, Format.MD));
    JsonNode json = json(Files.readAllBytes(out.resolve("report.json")));
    assertEquals(
        List.of("csv/ledger.csv", "ledger", "report.json: ledger"),
        json.get("failed_parts").findValuesAsText("part"));
    assertTrue(json.get("ledger").isNull());
    assertFalse(Files.exists(out.resolve("csv/ledger.csv")));
    assertTrue(Files.exists(out.resolve("csv/findings.csv")));
    assertTrue(Files.readString(out.resolve("report.md")).contains("This part could not be made"));
  }

  @Test
  void aSoundReportNamesNone() throws IOException {
    JsonNode json = json(JsonWriter.write(MadeUp.leak(), messages(Language.ENGLISH)));
    assertFalse(json.has("failed_parts"));
  }

  private static JsonNode json(byte[] bytes) throws IOException {
    return new ObjectMapper().readTree(bytes);
  }
}
