package io.memledger.report.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.report.page.Contrast;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Colours that can be read, told apart in grey, and are the same in the style sheet. */
class PaletteTest {
  private static final String PAPER = hex(Palette.PAPER.color());

  private static final Set<Palette> NO_CURVE = EnumSet.of(Palette.GRID, Palette.PAPER);

  private static String hex(Color color) {
    return String.format("#%06x", color.getRGB() & 0xFFFFFF);
  }

  /** WCAG 2 wants 4.5 for text, and the curves' names are written in their colour. */
  @Test
  void curvesAndTheirNamesCanBeRead() {
    for (Palette one : Palette.values()) {
      if (!NO_CURVE.contains(one)) {
        double contrast = Contrast.of(hex(one.line()), PAPER);
        assertTrue(contrast >= 4.5, one + ": " + contrast);
      }
    }
  }

  /** Layers that touch when all are there differ in lightness, by which a grey print shows them. */
  @Test
  void largeLayersStayApartInGrey() {
    List<Palette> stack =
        List.of(
            Palette.SLAB_UNRECLAIMABLE,
            Palette.SHMEM,
            Palette.ANONYMOUS,
            Palette.SLAB_RECLAIMABLE,
            Palette.PAGE_CACHE,
            Palette.FREE);
    for (int i = 1; i < stack.size(); i++) {
      double contrast = Contrast.of(hex(stack.get(i - 1).color()), hex(stack.get(i).color()));
      assertTrue(contrast >= 1.25, stack.get(i - 1) + " and " + stack.get(i) + ": " + contrast);
    }
  }

  @Test
  void styleSheetHasTheSameColours() throws IOException {
    String css = Files.readString(Path.of("../templates/report.css"));
    String light = css.substring(0, css.indexOf("@media"));
    for (Palette one : Palette.values()) {
      assertTrue(light.contains("--" + one.id() + ":" + hex(one.color())), one.toString());
      if (!one.line().equals(one.color())) {
        assertTrue(light.contains("--" + one.id() + "-line:" + hex(one.line())), one.toString());
      }
    }
    assertEquals("#ffffff", PAPER);
  }
}
