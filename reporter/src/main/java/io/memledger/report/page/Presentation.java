package io.memledger.report.page;

import io.memledger.report.words.Language;
import java.nio.file.Path;

/**
 * How a report is to look.
 *
 * @param templates folder of templates and messages that replace the shipped ones by name; null for
 *     none
 * @param font file of a font for what the shipped ones lack, in the PDF; null to look for one on
 *     the system where the language needs it
 * @param brand whose report it is
 */
public record Presentation(Path templates, Language language, Paper paper, Path font, Brand brand) {
  /** English on A4. */
  public static Presentation plain(Path templates) {
    return new Presentation(templates, Language.ENGLISH, Paper.A4, null, Brand.OWN);
  }
}
