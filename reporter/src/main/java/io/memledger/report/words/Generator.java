package io.memledger.report.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** This program's name and version, as the build wrote them beside the classes. */
public final class Generator {
  /** As reports and --version have it, such as "memledger 1.0.0". */
  public static final String TEXT = "memledger " + version();

  private Generator() {}

  private static String version() {
    Properties build = new Properties();
    try (InputStream in = Generator.class.getResourceAsStream("/memledger.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
