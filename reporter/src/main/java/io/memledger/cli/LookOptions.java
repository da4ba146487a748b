package io.memledger.cli;

import io.memledger.report.page.Brand;
import io.memledger.report.page.BrandException;
import io.memledger.report.page.Paper;
import io.memledger.report.page.Presentation;
import io.memledger.report.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the report is to look, as options. */
final class LookOptions {
  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Language of the report: en or zh-CN. Default: en.")
  private String lang = Language.ENGLISH.tag();

  @Option(
      names = "--paper",
      paramLabel = "PAPER",
      description = "Paper of the PDF: a4 or letter. Default: a4.")
  private String paper = "a4";

  @Option(
      names = "--font",
      paramLabel = "FILE",
      description =
          "A TrueType or OpenType font (.ttf, .otf, .ttc) for Chinese in the PDF. Default: with"
              + " --lang zh-CN one of the system's; else none, and Chinese names are shown by"
              + " their code points.")
  private Path font;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Templates and messages of your own; what DIR lacks is taken from the jar.")
  private Path templates;

  @Option(
      names = "--brand",
      paramLabel = "FILE",
      description =
          "A properties file with a name, a logo (PNG or SVG) and colours of your own; see"
              + " templates/MODEL.md.")
  private Path brand;

  /**
   * The options made sense of.
   *
   * @throws ParameterException if one is not understood
   */
  Presentation presentation(CommandLine line) {
    if (templates != null && !Files.isDirectory(templates)) {
      throw new ParameterException(line, "--templates: " + templates + " is not a folder");
    }
    Language language =
        Language.of(lang).orElseThrow(() -> unknown(line, "--lang", lang, Language.tags()));
    Paper sheet = Paper.of(paper).orElseThrow(() -> unknown(line, "--paper", paper, Paper.ids()));
    return new Presentation(templates, language, sheet, font, brand(line));
  }

  private Brand brand(CommandLine line) {
    try {
      return brand == null ? Brand.OWN : Brand.read(brand);
    } catch (BrandException e) {
      throw new ParameterException(line, e.getMessage());
    } catch (IOException e) {
      throw new ParameterException(line, "--brand: cannot read " + e.getMessage());
    }
  }

  private static ParameterException unknown(
      CommandLine line, String option, String given, List<String> known) {
    return new ParameterException(
        line, option + ": " + given + " is none of " + String.join(", ", known));
  }
}
