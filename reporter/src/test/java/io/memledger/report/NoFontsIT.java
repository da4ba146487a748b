package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTML and PDF on a machine without fonts and fontconfig: their folders are hidden from a JVM. */
class NoFontsIT {
  private static final String HIDE =
      "for d in /usr/share/fonts /usr/local/share/fonts /etc/fonts /usr/share/fontconfig"
          + " /var/cache/fontconfig \"$HOME/.fonts\" \"$HOME/.local/share/fonts\"; do"
          + " if [ -d \"$d\" ]; then mount -t tmpfs none \"$d\" || exit 99; fi; done; exec \"$@\"";

  @TempDir private Path dir;

  @BeforeEach
  void needsNamespaces() throws IOException, InterruptedException {
    boolean can = new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    // In CI a test that cannot run is a failure, not a pass.
    assumeTrue(can || System.getenv("CI") != null, "needs root, to hide the fonts");
    assertTrue(can, "needs root, to hide the fonts");
  }

  @Test
  void plainJavaFailsThere() throws IOException, InterruptedException {
    assertNotEquals(0, run("control"), "the fonts are not hidden well enough");
  }

  @Test
  void reportIsMadeThere() throws IOException, InterruptedException {
    assertEquals(0, run(dir.toString()), () -> read("log"));
    assertTrue(Files.size(dir.resolve("report.html")) > 100_000);
    assertTrue(Files.size(dir.resolve("report.pdf")) > 50_000);
    assertTrue(read("report.html").contains("<svg"));
  }

  private int run(String argument) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "-m",
            "sh",
            "-c",
            HIDE,
            "sh",
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            MakeReport.class.getName(),
            argument);
    builder.environment().put("FONTCONFIG_FILE", "/nowhere/fonts.conf");
    builder.environment().put("FONTCONFIG_PATH", "/nowhere");
    builder.redirectErrorStream(true).redirectOutput(dir.resolve("log").toFile());
    return builder.start().waitFor();
  }

  private String read(String name) {
    try {
      return Files.readString(dir.resolve(name));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
