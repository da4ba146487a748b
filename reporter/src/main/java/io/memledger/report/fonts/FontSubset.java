package io.memledger.report.fonts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The shipped fonts cut down to the characters of one page, as CSS. */
public final class FontSubset {
  /** Without layout tables: those speak of glyphs by numbers that a subset does not keep. */
  private static final List<String> TABLES =
      List.of("head", "hhea", "maxp", "OS/2", "cmap", "glyf", "loca", "hmtx", "name", "post");

  private FontSubset() {}

  /** A font-face rule for each face, the font inside; nothing to fetch. */
  public static String css(String text) {
    SortedSet<Integer> wanted = new TreeSet<>();
    text.codePoints().filter(c -> c >= 0x20).forEach(wanted::add);
    // Digits, letters and signs for what a reader's own style or a later script may show.
    for (int c = 0x20; c < 0x7F; c++) {
      wanted.add(c);
    }
    StringBuilder out = new StringBuilder();
    for (Fonts.Face face : Fonts.Face.values()) {
      out.append("@font-face{font-family:\"").append(face.family());
      out.append("\";font-weight:").append(face.weight());
      out.append(";src:url(data:font/ttf;base64,");
      out.append(Base64.getEncoder().encodeToString(cut(face.bytes(), wanted)));
      out.append(") format(\"truetype\")}\n");
    }
    return out.toString();
  }

  private static byte[] cut(byte[] whole, SortedSet<Integer> wanted) {
    try (TrueTypeFont font =
        new TTFParser().parse(new RandomAccessReadBuffer(new ByteArrayInputStream(whole)))) {
      TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
      var glyphs = font.getUnicodeCmapLookup();
      for (int c : wanted) {
        if (glyphs.getGlyphId(c) != 0) {
          subsetter.add(c);
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      subsetter.writeToStream(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
