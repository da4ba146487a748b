package io.memledger.report;

import io.memledger.engine.Analysis;
import io.memledger.engine.Failure;
import io.memledger.report.data.CsvWriter;
import io.memledger.report.data.JsonWriter;
import io.memledger.report.data.MarkdownWriter;
import io.memledger.report.data.Outbox;
import io.memledger.report.data.SelfCheck;
import io.memledger.report.data.Stale;
import io.memledger.report.fonts.Headless;
import io.memledger.report.fonts.NoFontException;
import io.memledger.report.fonts.WideFont;
import io.memledger.report.html.HtmlWriter;
import io.memledger.report.page.Brand;
import io.memledger.report.page.Presentation;
import io.memledger.report.page.Templates;
import io.memledger.report.pdf.PdfWriter;
import io.memledger.report.sections.FailedParts;
import io.memledger.report.sections.ReportBuilder;
import io.memledger.report.words.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Writes the report in all wanted forms; the one call that the command line needs. */
public final class ReportWriter {
  /** Forms that show one report, made once for all of them. */
  private static final Set<Format> PAGES = Set.of(Format.HTML, Format.PDF, Format.MD);

  private ReportWriter() {}

  /**
   * In English, for A4.
   *
   * @param templates folder of templates that replace the shipped ones by name; null for none
   * @return files that crashed and are left out, with the reason
   */
  public static SortedMap<String, String> write(
      Analysis analysis, Path dir, Set<Format> formats, Path templates) throws IOException {
    return write(analysis, Presentation.plain(templates), dir, formats);
  }

  /**
   * Writes report.html, report.pdf, report.md, report.json and csv/*.csv as wanted, each beside its
   * place and then renamed, and none before all are made. A file whose writer crashes is left out;
   * the others are there.
   *
   * @param dir made if it is not there
   * @return files that crashed and are left out, and checks of the report that failed (their names
   *     begin as {@link Failure#CHECK}), with the reason
   * @throws NoFontException if the PDF needs a font that is not there; nothing is written
   * @throws IOException if a file cannot be written; nothing half-written stays
   */
  public static SortedMap<String, String> write(
      Analysis given, Presentation presentation, Path dir, Set<Format> formats) throws IOException {
    Optional<WideFont> wide =
        formats.contains(Format.PDF) ? wideFont(presentation) : Optional.empty();
    Messages messages = Messages.load(presentation.templates(), presentation.language());
    Analysis analysis = SelfCheck.of(given, messages);
    try (Outbox outbox = new Outbox(dir)) {
      FailedParts failed = FailedParts.of(messages, analysis);
      if (formats.contains(Format.CSV)) {
        csv(analysis, messages, outbox, failed);
      }
      SortedMap<String, byte[]> files = new TreeMap<>();
      if (formats.stream().anyMatch(PAGES::contains)) {
        failed = pages(analysis, presentation, messages, formats, wide, failed, files);
      }
      // Last, since it tells what crashed in the others.
      if (formats.contains(Format.JSON)) {
        FailedParts told = failed;
        made("report.json", () -> JsonWriter.write(analysis, messages, told), failed, files);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        outbox.put(file.getKey(), file.getValue());
      }
      Stale stale = Stale.in(dir, analysis);
      outbox.deliver();
      stale.remove(outbox.delivered());
      return lost(formats, failed.reasons());
    }
  }

  /** The page, the PDF and the Markdown of one report. */
  private static FailedParts pages(
      Analysis analysis,
      Presentation presentation,
      Messages messages,
      Set<Format> formats,
      Optional<WideFont> wide,
      FailedParts before,
      SortedMap<String, byte[]> files) {
    ReportBuilder.Built built;
    try {
      Headless.prepare();
      built = ReportBuilder.build(analysis, messages);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      formats.stream().filter(PAGES::contains).forEach(f -> before.add(name(f), e));
      return before;
    }
    FailedParts failed = built.failed();
    before.reasons().forEach(failed::add);
    Templates pages = new Templates(presentation.templates());
    Brand brand = presentation.brand();
    // The page and the PDF each take a core for a second or two.
    CompletableFuture<byte[]> html =
        formats.contains(Format.HTML)
            ? CompletableFuture.supplyAsync(() -> HtmlWriter.write(built, messages, pages, brand))
            : null;
    if (formats.contains(Format.PDF)) {
      made(
          "report.pdf",
          () -> PdfWriter.write(built, messages, pages, presentation.paper(), wide, brand),
          failed,
          files);
    }
    if (formats.contains(Format.MD)) {
      made("report.md", () -> MarkdownWriter.write(built.report(), messages), failed, files);
    }
    if (html != null) {
      made("report.html", () -> joined(html), failed, files);
    }
    return failed;
  }

  private static void made(
      String name, Supplier<byte[]> make, FailedParts failed, SortedMap<String, byte[]> files) {
    byte[] made = failed.made(name, make, null);
    if (made != null) {
      files.put(name, made);
    }
  }

  private static SortedMap<String, String> lost(
      Set<Format> formats, SortedMap<String, String> reasons) {
    SortedMap<String, String> lost = new TreeMap<>(reasons);
    List<String> files = formats.stream().map(ReportWriter::name).toList();
    lost.keySet().removeIf(part -> !files.contains(part) && !part.startsWith(Failure.CHECK));
    return lost;
  }

  private static String name(Format format) {
    return "report." + format.name().toLowerCase(Locale.ROOT);
  }

  /** All tables; one that crashes is left out, and told of in report.json. */
  private static void csv(Analysis analysis, Messages messages, Outbox outbox, FailedParts failed)
      throws IOException {
    Map<String, Outbox.Content> tables =
        failed.made("csv", () -> CsvWriter.tables(analysis, messages), Map.of());
    for (Map.Entry<String, Outbox.Content> table : tables.entrySet()) {
      String name = "csv/" + table.getKey();
      try {
        outbox.put(name, table.getValue());
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        failed.add(name, e);
      }
    }
  }

  private static byte[] joined(CompletableFuture<byte[]> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      // The cause is what a caller would have seen without the second thread.
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Whether a form draws text, which takes a font in a temporary folder. */
  public static boolean needsFonts(Format format) {
    return PAGES.contains(format);
  }

  /**
   * Says whether the PDF can be made, before the work begins.
   *
   * @throws NoFontException if a font is needed and not there
   */
  public static void checkFont(Set<Format> formats, Presentation presentation)
      throws NoFontException {
    if (formats.contains(Format.PDF)) {
      wideFont(presentation);
    }
  }

  /** English needs no other font than the shipped ones, and its PDF is the same everywhere. */
  private static Optional<WideFont> wideFont(Presentation presentation) throws NoFontException {
    if (presentation.font() != null) {
      return Optional.of(WideFont.of(presentation.font()));
    }
    return presentation.language().needsOwnFont()
        ? Optional.of(WideFont.ofSystem())
        : Optional.empty();
  }
}
