package io.memledger.report.fonts;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A font of the machine's or the user's for what the shipped ones lack: Chinese names and sentences
 * in the PDF. Outlines of any kind will do, and a collection of fonts too.
 */
public final class WideFont {
  /** Common characters of Simplified Chinese: a font without them is not the one wanted. */
  private static final String PROBE = "内存泄漏匿名页换";

  private static final FontRenderContext FLAT = new FontRenderContext(null, true, true);

  /** By this part of the em each edge moves outwards where there is no bold font. */
  private static final double EMBOLDENED = 0.018;

  private final Font regular;
  private final Optional<Font> bold;

  private WideFont(Font regular, Optional<Font> bold) {
    this.regular = regular;
    this.bold = bold;
  }

  /**
   * The font of a file.
   *
   * @throws NoFontException if it cannot be read as a font, or lacks Chinese characters
   */
  public static WideFont of(Path file) throws NoFontException {
    Headless.prepare();
    Optional<Font> regular = font(file);
    if (regular.isEmpty()) {
      throw new NoFontException(
          "the font "
              + file
              + " cannot be read, or has no Simplified Chinese characters;"
              + " name a TrueType or OpenType font that has them");
    }
    Optional<Font> bold = FontFiles.boldOf(file).flatMap(WideFont::font);
    return new WideFont(regular.get(), bold);
  }

  /**
   * The best font that the machine has.
   *
   * @throws NoFontException if it has none
   */
  public static WideFont ofSystem() throws NoFontException {
    for (Path file : FontFiles.candidates()) {
      try {
        return of(file);
      } catch (NoFontException e) {
        // The next one, then.
      }
    }
    throw new NoFontException(
        "no font with Simplified Chinese characters was found for the PDF; install one (on Debian"
            + " fonts-noto-cjk, fonts-wqy-zenhei or fonts-droid-fallback), name one with --font"
            + " FILE, or leave the PDF out with --format html,json");
  }

  /** Of a collection the one for Simplified Chinese, whose shapes differ from Japan's. */
  private static Optional<Font> font(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Arrays.stream(Font.createFonts(file.toFile()))
          .filter(f -> f.canDisplayUpTo(PROBE) < 0)
          .min(Comparator.comparingInt(WideFont::strangeness));
    } catch (FontFormatException | IOException e) {
      return Optional.empty();
    }
  }

  private static int strangeness(Font font) {
    String name = font.getFontName(Locale.ROOT);
    boolean simplified = List.of(" SC", " CN", "SC-", "CN-").stream().anyMatch(name::contains);
    boolean odd = name.contains("Mono") || name.contains("Sharp");
    return (simplified ? 0 : 2) + (odd ? 1 : 0);
  }

  public boolean has(int codePoint) {
    return regular.canDisplay(codePoint);
  }

  /**
   * A character's outline, as bytes for a TrueType font.
   *
   * @param em units of the font that it is for
   */
  public byte[] glyph(int codePoint, boolean strong, int em) {
    Font font = strong ? bold.filter(f -> f.canDisplay(codePoint)).orElse(regular) : regular;
    var glyphs = font.deriveFont((float) em).createGlyphVector(FLAT, Character.toString(codePoint));
    double width = glyphs.getGlyphMetrics(0).getAdvanceX();
    AffineTransform place = AffineTransform.getScaleInstance(1, -1);
    // Half-wide forms of a font stand in the middle of their place.
    place.translate((em - width) / 2, 0);
    var contours = Contours.of(place.createTransformedShape(glyphs.getOutline()));
    return GlyphOutline.of(
        strong && font == regular ? Emboldening.by(contours, EMBOLDENED * em) : contours);
  }
}
