package io.memledger.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;

/** Writes the made-up report in a JVM of its own, so that tests can choose its surroundings. */
final class MakeReport {
  private MakeReport() {}

  /** Folder to write into; "control" draws text without our preparations instead. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("control")) {
      System.setProperty("java.awt.headless", "true");
      new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics();
      return;
    }
    Path dir = Path.of(args[0]);
    ReportWriter.write(
        MadeUp.hostile(), dir, EnumSet.allOf(Format.class), ReportWriterTest.templates(dir));
  }
}
