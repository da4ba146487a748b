package io.memledger.report.pdf;

import io.memledger.report.fonts.Fonts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Answers every question for a font with a shipped one. PDFBox would otherwise search the machine's
 * fonts, let them into the layout, and leave a cache file in the user's home.
 */
final class ShippedMapper implements FontMapper {
  private final TrueTypeFont font;

  private ShippedMapper(TrueTypeFont font) {
    this.font = font;
  }

  /** To be called before the first use of PDFBox's fonts. */
  static void install() {
    Holder.install();
  }

  /** Once for the JVM. */
  private static final class Holder {
    static {
      try {
        FontMappers.set(
            new ShippedMapper(
                new TTFParser()
                    .parse(
                        new RandomAccessReadBuffer(
                            new ByteArrayInputStream(Fonts.Face.SANS.bytes())))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void install() {}
  }

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(font, false);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(font, false);
  }

  @Override
  public CIDFontMapping getCIDFont(
      String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
    return new CIDFontMapping(null, font, false);
  }
}
