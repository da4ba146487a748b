package io.memledger.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The shipped fonts (IBM Plex, SIL Open Font License): charts, PDF and HTML use no other, so that a
 * report looks the same from a machine that has none.
 */
final class Fonts {
  /** The faces and the names by which style sheets call them. */
  enum Face {
    SANS("IBMPlexSans-Regular.ttf", "Ledger Sans", 400),
    SANS_BOLD("IBMPlexSans-SemiBold.ttf", "Ledger Sans", 700),
    MONO("IBMPlexMono-Regular.ttf", "Ledger Mono", 400);

    private final String file;
    private final String family;
    private final int weight;
    private byte[] bytes;
    private Font awt;

    Face(String file, String family, int weight) {
      this.file = file;
      this.family = family;
      this.weight = weight;
    }

    String family() {
      return family;
    }

    int weight() {
      return weight;
    }

    /** The whole font as shipped. */
    synchronized byte[] bytes() {
      if (bytes == null) {
        try (InputStream in = Fonts.class.getResourceAsStream("/fonts/" + file)) {
          bytes = in.readAllBytes();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return bytes;
    }

    private synchronized Font awt() {
      if (awt == null) {
        Headless.prepare();
        try {
          awt = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes()));
        } catch (FontFormatException | IOException e) {
          throw new IllegalStateException("shipped font is broken: " + file, e);
        }
      }
      return awt;
    }
  }

  private Fonts() {}

  /** For charts, in points of the drawing. */
  static Font awt(Face face, float size) {
    return face.awt().deriveFont(size);
  }

  /** Whether text in the charts can have this character. */
  static boolean covers(int codePoint) {
    return Face.SANS.awt().canDisplay(codePoint);
  }

  /** The text with an escape in place of every character that the shipped fonts lack. */
  static String covered(String text) {
    if (text.codePoints().allMatch(c -> c < 0x7F || covers(c))) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x7F || covers(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(Names.escape(c));
              }
            });
    return out.toString();
  }
}
