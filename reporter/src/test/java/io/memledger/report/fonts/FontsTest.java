package io.memledger.report.fonts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.pdf.PrintFonts;
import java.awt.geom.Area;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Glyphs added to the shipped fonts, and where fonts are looked for. */
class FontsTest {
  private static final int HAN = 0x5185;

  @TempDir private Path dir;

  private static TrueTypeFont parsed(byte[] font) throws IOException {
    return new TTFParser().parse(new RandomAccessReadBuffer(new ByteArrayInputStream(font)));
  }

  @Test
  void addedGlyphIsFoundAndTheOldOnesStay() throws IOException {
    byte[] square = GlyphOutline.of(Contours.of(new Rectangle2D.Double(100, 0, 800, 700)));
    byte[] shipped = Fonts.Face.SANS.bytes();
    byte[] widened = WidenedFont.of(shipped, List.of(square), Map.of(HAN, 0));
    try (TrueTypeFont before = parsed(shipped);
        TrueTypeFont after = parsed(widened)) {
      int added = after.getUnicodeCmapLookup().getGlyphId(HAN);
      assertEquals(before.getNumberOfGlyphs(), added);
      assertEquals(1000, after.getAdvanceWidth(added));
      assertEquals(
          new Rectangle2D.Float(100, 0, 800, 700),
          after.getGlyph().getGlyph(added).getPath().getBounds2D());
      for (int c : "Ag–…é0".codePoints().toArray()) {
        int old = before.getUnicodeCmapLookup().getGlyphId(c);
        int now = after.getUnicodeCmapLookup().getGlyphId(c);
        assertEquals(before.getAdvanceWidth(old), after.getAdvanceWidth(now));
        assertEquals(
            before.getGlyph().getGlyph(old).getPath().getBounds2D(),
            after.getGlyph().getGlyph(now).getPath().getBounds2D());
      }
    }
  }

  @Test
  void cubicCurvesBecomeQuadraticOnesCloseToThem() throws IOException {
    Path2D.Double bow =
        new Path2D.Double(new CubicCurve2D.Double(0, 0, 0, 552, 448, 1000, 1000, 1000));
    bow.lineTo(1000, 0);
    bow.closePath();
    byte[] font =
        WidenedFont.of(
            Fonts.Face.SANS.bytes(), List.of(GlyphOutline.of(Contours.of(bow))), Map.of(HAN, 0));
    try (TrueTypeFont parsed = parsed(font)) {
      var path =
          parsed.getGlyph().getGlyph(parsed.getUnicodeCmapLookup().getGlyphId(HAN)).getPath();
      // The curve at t = 1/2: x = (3*448 + 1000)/8 = 293, y = (3*552 + 4*1000)/8 = 707.
      assertTrue(path.contains(293 + 4, 707 - 4), "just inside");
      assertTrue(!path.contains(293 - 4, 707 + 4), "just outside");
    }
  }

  @Test
  void emboldenedStrokesGrowOutwardsAndIntoTheirHoles() throws IOException {
    Area ring = new Area(new Rectangle2D.Double(100, 0, 800, 700));
    ring.subtract(new Area(new Rectangle2D.Double(200, 100, 600, 500)));
    byte[] bold = GlyphOutline.of(Emboldening.by(Contours.of(ring), 20));
    byte[] font = WidenedFont.of(Fonts.Face.SANS.bytes(), List.of(bold), Map.of(HAN, 0));
    try (TrueTypeFont parsed = parsed(font)) {
      int glyph = parsed.getUnicodeCmapLookup().getGlyphId(HAN);
      var path = parsed.getGlyph().getGlyph(glyph).getPath();
      assertEquals(new Rectangle2D.Float(80, -20, 840, 740), path.getBounds2D());
      assertTrue(path.contains(215, 350), "the hole is narrower by 20");
      assertTrue(!path.contains(225, 350), "and still there");
    }
  }

  @Test
  void chartsKnowHowWideChineseIs() {
    var frc = new java.awt.font.FontRenderContext(null, true, true);
    var font = Fonts.awt(Fonts.Face.SANS, 12);
    assertEquals(48, font.getStringBounds("可用内存", frc).getWidth(), 0.1);
    assertTrue(Fonts.covers(HAN));
    assertEquals("\\u0627", Fonts.covered("\u0627"), "Arabic is shown by its code point");
  }

  @Test
  void characterWithoutAFontIsItsCode() throws IOException {
    PrintFonts fonts = new PrintFonts(Optional.empty(), "订");
    assertEquals("\\u8BA2 orderd", fonts.covered("订 orderd"), "in a sentence");
    try (TrueTypeFont font = parsed(fonts.file(Fonts.Face.SANS))) {
      int box = font.getUnicodeCmapLookup().getGlyphId('订');
      assertTrue(box > 0, "in a chart, as a box");
      assertEquals(1000, font.getAdvanceWidth(box));
      assertTrue(font.getGlyph().getGlyph(box).getPath().getBounds2D().getWidth() > 800);
    }
  }

  @Test
  void fontsAreFoundByTheirNamesTheBestFirst() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("truetype/deep"));
    for (String name : List.of("wqy-zenhei.ttc", "NotoSansCJK-Regular.ttc", "DejaVuSans.ttf")) {
      Files.createFile(folder.resolve(name));
    }
    List<Path> found = FontFiles.candidates(List.of(dir, dir.resolve("nowhere")));
    assertEquals(
        List.of("NotoSansCJK-Regular.ttc", "wqy-zenhei.ttc"),
        found.stream().map(f -> f.getFileName().toString()).toList());
    assertTrue(FontFiles.boldOf(found.get(0)).isEmpty());
    Files.createFile(folder.resolve("NotoSansCJK-Bold.ttc"));
    assertTrue(FontFiles.boldOf(found.get(0)).isPresent());
  }

  @Test
  void fontWithoutChineseIsRefusedInOneSentence() throws IOException {
    Path latin = Files.write(dir.resolve("latin.ttf"), Fonts.Face.SANS.bytes());
    Path text = Files.writeString(dir.resolve("text.ttf"), "no font");
    for (Path file : List.of(latin, text, dir.resolve("absent.ttf"))) {
      NoFontException e = assertThrows(NoFontException.class, () -> WideFont.of(file));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }
}
