package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ReportWriterTest {
  /** A folder of templates that brings the sentences of the made-up rules. */
  public static Path templates(Path dir) throws IOException {
    Properties texts = new Properties();
    for (Map.Entry<String, String> text : MadeUp.sentences().entrySet()) {
      texts.setProperty(text.getKey(), text.getValue());
    }
    Path templates = Files.createDirectories(dir.resolve("templates"));
    try (Writer out = Files.newBufferedWriter(templates.resolve("messages_en.properties"))) {
      texts.store(out, null);
    }
    return templates;
  }

  @Test
  void writesJsonAndHtml(@TempDir Path dir) throws IOException {
    Path out = dir.resolve("out");
    ReportWriter.write(MadeUp.leak(), out, EnumSet.of(Format.JSON, Format.HTML), templates(dir));
    assertTrue(Files.readString(out.resolve("report.json")).contains("\"memledger-report\""));
    String html = Files.readString(out.resolve("report.html"));
    assertTrue(html.contains("orderd leaks 360 MiB/h"), "headline");
    try (var files = Files.list(out)) {
      assertEquals(2, files.count(), "nothing else stays");
    }
    Path keep = Path.of(System.getProperty("report.keep", dir.toString()));
    ReportWriter.write(MadeUp.leak(), keep, EnumSet.allOf(Format.class), templates(dir));
  }
}
