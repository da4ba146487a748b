package io.memledger.report.fonts;

import io.memledger.report.words.Names;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shipped fonts (IBM Plex, SIL Open Font License): charts, PDF and HTML use no other for what
 * these have, so that a report looks the same from a machine that has none.
 */
public final class Fonts {
  /** The faces and the names by which style sheets call them. */
  public enum Face {
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

    public String family() {
      return family;
    }

    public int weight() {
      return weight;
    }

    /** The whole font as shipped. */
    public synchronized byte[] bytes() {
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
          awt = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(measuring(bytes())));
        } catch (FontFormatException | IOException e) {
          throw new IllegalStateException("shipped font is broken: " + file, e);
        }
      }
      return awt;
    }
  }

  private Fonts() {}

  /** A font that knows how wide characters of wide scripts are, and shows nothing for them. */
  private static byte[] measuring(byte[] shipped) {
    Map<Integer, Integer> blank = new TreeMap<>();
    WideScript.all().forEach(c -> blank.put(c, 0));
    return WidenedFont.of(shipped, List.of(new byte[0]), blank);
  }

  /** For charts, in points of the drawing. */
  public static Font awt(Face face, float size) {
    return face.awt().deriveFont(size);
  }

  /** Whether text in the charts can have this character. */
  public static boolean covers(int codePoint) {
    return Face.SANS.awt().canDisplay(codePoint);
  }

  /** The text with an escape in place of every character that charts cannot show. */
  public static String covered(String text) {
    return covered(text, Fonts::covers);
  }

  /** The text with an escape in place of every character that is not covered. */
  public static String covered(String text, java.util.function.IntPredicate covers) {
    if (text.codePoints().allMatch(c -> c < 0x7F || covers.test(c))) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x7F || covers.test(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(Names.escape(c));
              }
            });
    return out.toString();
  }
}
