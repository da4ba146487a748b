package io.memledger.report;

import io.memledger.rule.Analysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Writes the report in all wanted forms; the one call that the command line needs. */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Writes report.html, report.pdf, report.json and csv/*.csv as wanted, each beside its place and
   * then renamed, and none before all are made.
   *
   * @param dir made if it is not there
   * @param templates folder of templates that replace the shipped ones by name; null for none
   * @throws IOException if a file cannot be written; nothing half-written stays
   */
  public static void write(Analysis analysis, Path dir, Set<Format> formats, Path templates)
      throws IOException {
    Messages messages = Messages.load(templates);
    try (Outbox outbox = new Outbox(dir)) {
      if (formats.contains(Format.JSON)) {
        outbox.put("report.json", JsonWriter.write(analysis, messages));
      }
      if (formats.contains(Format.CSV)) {
        for (Map.Entry<String, Outbox.Content> table :
            CsvWriter.tables(analysis, messages).entrySet()) {
          outbox.put("csv/" + table.getKey(), table.getValue());
        }
      }
      if (formats.contains(Format.HTML) || formats.contains(Format.PDF)) {
        Headless.prepare();
        ReportBuilder.Built built = ReportBuilder.build(analysis, messages);
        Templates pages = new Templates(templates);
        if (formats.contains(Format.HTML)) {
          outbox.put("report.html", HtmlWriter.write(built, messages, pages));
        }
        if (formats.contains(Format.PDF)) {
          outbox.put("report.pdf", PdfWriter.write(built, messages, pages));
        }
      }
      outbox.deliver();
    }
  }
}
