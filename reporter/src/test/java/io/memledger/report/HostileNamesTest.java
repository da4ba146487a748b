package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.hostile.SafeTables;
import io.memledger.report.data.JsonWriter;
import io.memledger.report.html.HtmlWriter;
import io.memledger.report.page.Brand;
import io.memledger.report.page.Paper;
import io.memledger.report.page.Templates;
import io.memledger.report.pdf.PdfWriter;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.words.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in an archive are hostile: they are shown as text, and do nothing. */
class HostileNamesTest {
  @TempDir private static Path dir;

  @BeforeAll
  static void write() throws IOException {
    ReportWriter.write(
        MadeUp.hostile(), dir, EnumSet.allOf(Format.class), ReportWriterTest.templates(dir));
  }

  @Test
  void htmlShowsThemAsText() throws IOException {
    String html = Files.readString(dir.resolve("report.html"));
    assertEquals(3, html.split("<script", -1).length, "the data and our own script, no other");
    assertFalse(html.contains("<script>alert"), "no script");
    assertFalse(html.contains("<img"), "no image");
    assertTrue(html.contains("Copyright (c) 2022 Leon Sorokin"), "the library's licence");
    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertTrue(html.contains("safe\\u202Egnp.exe"), "override visible");
    for (String one : List.of("\u202E", "\u0007")) {
      assertFalse(html.contains(one), "no raw control or override");
    }
    assertFalse(html.contains("href=\"http"), "no link out");
  }

  @Test
  void htmlStaysSmallForTheLargestOfMachines(@TempDir Path out) throws IOException {
    ReportWriter.write(
        MadeUp.crowd(), out, EnumSet.of(Format.HTML), ReportWriterTest.templates(out));
    long size = Files.size(out.resolve("report.html"));
    assertTrue(size <= HtmlWriter.BUDGET, "size " + size);
    assertTrue(size > HtmlWriter.BUDGET / 2, "and uses the room that it has: " + size);
  }

  @Test
  void pdfHasTheTextAndSubstitutesWhatItsFontLacks() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(dir.resolve("report.pdf").toFile())) {
      String text = new PDFTextStripper().getText(pdf);
      assertTrue(text.contains("<script>alert(1)</script>"), "searchable");
      assertTrue(text.contains("safe\\u202Egnp.exe"), "override visible");
      assertTrue(text.contains("\\u8BA2\\u5355"), "Chinese name by its code points");
      assertFalse(text.contains("\u202E"));
    }
  }

  @Test
  void csvRunsNothing() throws IOException {
    assertEquals(List.of(), SafeTables.formulas(dir.resolve("csv")));
    String text = Files.readString(dir.resolve("csv/processes.csv"));
    assertFalse(text.contains("\u202E"));
    assertTrue(text.startsWith("time,name,id,started,"), "heads are bare");
    try (CSVParser csv = CSVParser.parse(text, CSVFormat.RFC4180)) {
      List<CSVRecord> rows = csv.getRecords();
      assertTrue(rows.stream().anyMatch(r -> r.get(1).equals("'" + MadeUp.FORMULA)));
    }
  }

  @Test
  void everySentenceIsThere() throws IOException {
    for (Analysis analysis : List.of(MadeUp.leak(), MadeUp.healthy())) {
      Messages messages = Messages.load(ReportWriterTest.templates(dir));
      ReportBuilder.Built built = ReportBuilder.build(analysis, messages);
      Templates pages = new Templates(null);
      HtmlWriter.write(built, messages, pages, Brand.OWN);
      PdfWriter.write(built, messages, pages, Paper.A4, java.util.Optional.empty(), Brand.OWN);
      JsonWriter.write(analysis, messages);
      assertEquals(List.of(), List.copyOf(messages.missing()));
    }
  }
}
