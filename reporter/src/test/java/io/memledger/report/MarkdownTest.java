package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.data.MarkdownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** report.md holds the report, and whatever a name says is text in it. */
class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "plain name-1§plain name-1",
        "*bold* _it_§\\*bold\\* \\_it\\_",
        "[a](http://x)§\\[a\\](http&#58;//x)",
        "https://example.com§https&#58;//example.com",
        "www.example.com§www&#46;example.com",
        "<b>&amp;§&lt;b&gt;&amp;amp;",
        "@everyone #12§&#64;everyone \\#12",
        "a|b§a\\|b",
        "`code`§\\`code\\`",
        "![i](x)§\\!\\[i\\](x)"
      })
  void namesAreText(String name, String expected) {
    assertEquals(expected, MarkdownText.escaped(name));
  }

  @Test
  void linesThatLookLikeListsAreText() {
    assertEquals("\\- item", MarkdownText.line("- item"));
    assertEquals("\\1. first", MarkdownText.line("1. first"));
    assertEquals("5.16 GiB", MarkdownText.line("5.16 GiB"));
  }

  @Test
  void aCommandCannotLeaveItsBlock() {
    assertEquals("````sh\necho ```\n````\n", MarkdownText.block("echo ```"));
  }

  @Test
  void holdsTheReport(@TempDir Path dir) throws IOException {
    ReportWriter.write(MadeUp.leak(), dir, EnumSet.of(Format.MD), ReportWriterTest.templates(dir));
    String text = Files.readString(dir.resolve("report.md"));
    assertTrue(text.startsWith("# Memory report for db-7.example.net\n"), "the title first");
    assertTrue(text.contains("orderd leaks 360 MiB/h"), "the verdict");
    assertTrue(text.contains("| Process memory |"), "the ledger");
    assertTrue(text.contains("```sh\npmap -x 1234 | sort -k3 -n | tail -20\n```"), "commands");
    assertTrue(text.contains("proc/1234/smaps\\_rollup"), "sources");
  }

  @Test
  void hostileNamesStayText(@TempDir Path dir) throws IOException {
    ReportWriter.write(
        MadeUp.hostile(), dir, EnumSet.of(Format.MD), ReportWriterTest.templates(dir));
    String text = Files.readString(dir.resolve("report.md"));
    assertFalse(text.contains("<script"), "no markup");
    assertFalse(text.contains("<img"), "no markup");
    assertTrue(text.contains("&lt;script&gt;"));
    assertFalse(text.contains("\u202E"), "no override");
  }
}
