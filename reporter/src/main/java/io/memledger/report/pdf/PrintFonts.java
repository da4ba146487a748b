package io.memledger.report.pdf;

import io.memledger.report.fonts.Contours;
import io.memledger.report.fonts.Fonts;
import io.memledger.report.fonts.Fonts.Face;
import io.memledger.report.fonts.GlyphOutline;
import io.memledger.report.fonts.WideFont;
import io.memledger.report.fonts.WideScript;
import io.memledger.report.fonts.WidenedFont;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fonts of one PDF: the shipped ones, and for wide scripts another one's glyphs in them. */
public final class PrintFonts {
  /** Units of the em of the shipped fonts. */
  private static final int EM = 1000;

  private static final FontRenderContext FLAT = new FontRenderContext(null, true, true);

  private final Map<Face, byte[]> files = new EnumMap<>(Face.class);
  private final Optional<WideFont> wide;

  /**
   * @param wide for what the shipped fonts lack
   * @param text all that is to be shown
   */
  public PrintFonts(Optional<WideFont> wide, String text) {
    this.wide = wide;
    Set<Integer> wanted = new TreeSet<>();
    text.codePoints().filter(WideScript::has).forEach(wanted::add);
    for (Face face : Face.values()) {
      files.put(face, wanted.isEmpty() ? face.bytes() : widened(face, wanted));
    }
  }

  private byte[] widened(Face face, Set<Integer> wanted) {
    List<byte[]> glyphs = new ArrayList<>();
    Map<Integer, Integer> shownBy = new TreeMap<>();
    for (int c : wanted) {
      byte[] glyph =
          wide.filter(w -> w.has(c))
              .map(w -> w.glyph(c, face == Face.SANS_BOLD, EM))
              .orElseGet(() -> GlyphOutline.of(Contours.of(codeInBox(c))));
      shownBy.put(c, glyphs.size());
      glyphs.add(glyph);
    }
    return WidenedFont.of(face.bytes(), glyphs, shownBy);
  }

  /** A whole font file, in whose stead the shipped one would be without the wide glyphs. */
  public byte[] file(Face face) {
    return files.get(face);
  }

  /** The text with an escape in place of what cannot be shown. */
  public String covered(String text) {
    return Fonts.covered(
        text, c -> WideScript.has(c) ? wide.filter(w -> w.has(c)).isPresent() : Fonts.covers(c));
  }

  /** What stands for a character without a glyph in a chart, where an escape has no room. */
  private static Shape codeInBox(int codePoint) {
    Area box = new Area(new Rectangle2D.Double(60, -120, 880, 880));
    box.subtract(new Area(new Rectangle2D.Double(100, -80, 800, 800)));
    String code = String.format(Locale.ROOT, "%04X", codePoint);
    var font = Fonts.awt(Face.MONO, 520);
    for (int row = 0; row < 2; row++) {
      Shape digits =
          font.createGlyphVector(FLAT, code.substring(2 * row, 2 * row + 2)).getOutline();
      AffineTransform place = AffineTransform.getTranslateInstance(188, 360 - 390 * row);
      place.scale(1, -1);
      box.add(new Area(place.createTransformedShape(digits)));
    }
    return box;
  }
}
