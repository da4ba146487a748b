package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.report.fonts.WideFont;
import io.memledger.report.page.Brand;
import io.memledger.report.page.Paper;
import io.memledger.report.page.Templates;
import io.memledger.report.pdf.PdfWriter;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.words.Generator;
import io.memledger.report.words.Language;
import io.memledger.report.words.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The PDF as a document: its pages, outline, labels, text, fonts and standards. */
class PdfTest {
  private static final long LARGEST = 2_000_000;

  /** Letters of a page that is not empty, beside its head and foot. */
  private static final int FEWEST_LETTERS = 60;

  @TempDir private Path dir;

  /** A report made in memory; a folder is needed for the sentences of its made-up rules. */
  static byte[] pdf(
      Analysis analysis, Language language, Paper paper, Optional<WideFont> font, Path dir)
      throws IOException {
    Messages messages = Messages.load(ReportWriterTest.templates(dir), language);
    return PdfWriter.write(
        ReportBuilder.build(analysis, messages),
        messages,
        new Templates(null),
        paper,
        font,
        Brand.OWN);
  }

  private byte[] english(Paper paper) throws IOException {
    return pdf(MadeUp.leak(), Language.ENGLISH, paper, Optional.empty(), dir);
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void pagesHaveTheirPaper(Paper paper) throws IOException {
    // ISO 216 and ANSI/ASME Y14.1, in points of 1/72 inch.
    float[] expected = paper == Paper.A4 ? new float[] {595.3f, 841.9f} : new float[] {612, 792};
    try (PDDocument document = Loader.loadPDF(english(paper))) {
      for (PDPage page : document.getPages()) {
        assertEquals(expected[0], page.getMediaBox().getWidth(), 0.5);
        assertEquals(expected[1], page.getMediaBox().getHeight(), 0.5);
      }
    }
  }

  @Test
  void outlineNamesChaptersAndFindings() throws IOException {
    try (PDDocument document = Loader.loadPDF(english(Paper.A4))) {
      List<String> chapters = new ArrayList<>();
      List<String> findings = new ArrayList<>();
      for (PDOutlineItem chapter : document.getDocumentCatalog().getDocumentOutline().children()) {
        chapters.add(chapter.getTitle());
        assertTrue(chapter.findDestinationPage(document) != null, chapter.getTitle());
        for (PDOutlineItem finding : chapter.children()) {
          findings.add(finding.getTitle());
        }
      }
      assertTrue(chapters.containsAll(List.of("Verdict", "Contents", "Findings", "Not a leak")));
      assertTrue(findings.contains("orderd grows by 360 MiB/h and holds 91 % of the loss"));
    }
  }

  @Test
  void contentsGiveThePageOfEachChapter() throws IOException {
    try (PDDocument document = Loader.loadPDF(english(Paper.A4))) {
      PDFTextStripper text = new PDFTextStripper();
      text.setStartPage(2);
      text.setEndPage(2);
      String contents = text.getText(document);
      text.setStartPage(3);
      text.setEndPage(3);
      String title = "Where the memory is, and what changed";
      assertTrue(contents.contains(title + " 3"), contents);
      assertTrue(text.getText(document).contains(title));
    }
  }

  @Test
  void documentSaysWhatItIs() throws IOException {
    try (PDDocument document = Loader.loadPDF(english(Paper.A4))) {
      assertEquals(
          "Memory report for db-7.example.net", document.getDocumentInformation().getTitle());
      assertEquals("en", document.getDocumentCatalog().getLanguage());
      String[] labels = document.getDocumentCatalog().getPageLabels().getLabelsByPageIndices();
      assertEquals(document.getNumberOfPages(), labels.length);
      assertEquals("1", labels[0]);
      assertEquals(Integer.toString(labels.length), labels[labels.length - 1]);
      assertTrue(document.getDocumentCatalog().getStructureTreeRoot() != null, "tagged");
    }
  }

  @Test
  void noPageIsEmptyAndAllFontsAreSubsets() throws IOException {
    for (Analysis analysis : List.of(MadeUp.leak(), MadeUp.healthy(), MadeUp.crowd())) {
      byte[] bytes = pdf(analysis, Language.ENGLISH, Paper.LETTER, Optional.empty(), dir);
      assertTrue(bytes.length < LARGEST, "size " + bytes.length);
      noPageIsEmpty(bytes);
      fontsAreSubsets(bytes);
    }
  }

  static void noPageIsEmpty(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      PDFTextStripper text = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        text.setStartPage(page);
        text.setEndPage(page);
        String found = text.getText(document);
        int own =
            found
                .lines()
                .filter(l -> !l.contains("UTC") && !l.contains(Generator.TEXT))
                .mapToInt(String::length)
                .sum();
        assertTrue(own > FEWEST_LETTERS, "page " + page + ": " + found);
      }
    }
  }

  private static void fontsAreSubsets(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      for (PDPage page : document.getPages()) {
        PDResources resources = page.getResources();
        for (var name : resources.getFontNames()) {
          PDFont font = resources.getFont(name);
          assertTrue(font.isEmbedded(), font.getName());
          assertTrue(font.getName().matches("[A-Z]{6}\\+.*"), font.getName() + " is a subset");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Paper.class)
  void chineseCanBeSearchedAndCopied(Paper paper) throws IOException {
    byte[] bytes = chinese(paper, dir);
    noPageIsEmpty(bytes);
    fontsAreSubsets(bytes);
    assertTrue(bytes.length < LARGEST, "size " + bytes.length);
    assertArrayEquals(bytes, chinese(paper, dir));
    try (PDDocument document = Loader.loadPDF(bytes)) {
      String text = new PDFTextStripper().getText(document);
      for (String words : List.of("内存泄漏", "可用内存", "不可回收 slab", "页缓存", "下一步怎么做", "95% 置信区间")) {
        assertTrue(text.contains(words), words);
      }
      assertTrue(text.contains(MadeUp.CHINESE), "a Chinese name as it is");
      assertTrue(!text.contains("\\u8BA2"), "and not by its code points");
      assertEquals("zh-CN", document.getDocumentCatalog().getLanguage());
      assertEquals("db-7.example.net 的内存报告", document.getDocumentInformation().getTitle());
    }
  }

  @Test
  void fontGivenShowsChineseNamesInEnglishToo() throws IOException {
    Optional<WideFont> font = Optional.of(WideFont.ofSystem());
    byte[] bytes = pdf(MadeUp.leak(), Language.ENGLISH, Paper.A4, font, dir);
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertTrue(new PDFTextStripper().getText(document).contains(MadeUp.CHINESE));
    }
  }

  /** With the font of the system, which .ci/run installs. */
  static byte[] chinese(Paper paper, Path dir) throws IOException {
    return pdf(MadeUp.leak(), Language.CHINESE, paper, Optional.of(WideFont.ofSystem()), dir);
  }

  @Test
  void sameReportSameBytes() throws IOException {
    assertArrayEquals(english(Paper.LETTER), english(Paper.LETTER));
  }
}
