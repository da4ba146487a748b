package io.memledger.report.fonts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets Java draw text on a machine without screen, fonts and fontconfig. The JDK on Linux refuses
 * ("Fontconfig head is null") unless it finds a system font, so it is shown the shipped one, in a
 * temporary folder, by a font configuration of our own.
 */
public final class Headless {
  private static boolean prepared;

  private Headless() {}

  /** To be called before the first use of AWT; later calls do nothing. */
  public static synchronized void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    System.setProperty("java.awt.headless", "true");
    if (System.getProperty("sun.awt.fontconfig") != null) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("memledger-fonts");
      Path font = folder.resolve("font.ttf");
      Files.write(font, Fonts.Face.SANS.bytes());
      Path config = folder.resolve("fontconfig.properties");
      Files.writeString(config, configuration(font), StandardCharsets.ISO_8859_1);
      System.setProperty("sun.awt.fontconfig", config.toString());
      // Deleted in the reverse of this order.
      folder.toFile().deleteOnExit();
      font.toFile().deleteOnExit();
      config.toFile().deleteOnExit();
    } catch (IOException e) {
      prepared = false;
      throw new UncheckedIOException(
          "no temporary file can be made in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  /** The least that the JDK reads: every logical font is the one file. */
  private static String configuration(Path font) {
    StringBuilder out = new StringBuilder("version=1\n");
    for (String family :
        new String[] {"dialog", "dialoginput", "sansserif", "serif", "monospaced"}) {
      for (String style : new String[] {"plain", "bold", "italic", "bolditalic"}) {
        out.append(family).append('.').append(style).append(".latin-1=ledger\n");
      }
    }
    out.append("sequence.allfonts=latin-1\n");
    // A properties file takes a backslash for an escape.
    out.append("filename.ledger=").append(font.toString().replace("\\", "\\\\")).append('\n');
    return out.toString();
  }
}
