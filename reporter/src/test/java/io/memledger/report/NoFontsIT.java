package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTML and PDF on a machine without fonts and fontconfig: their folders are hidden from a JVM. */
@Tag("slow")
class NoFontsIT {
  private static final String HIDE =
      "for d in /usr/share/fonts /usr/local/share/fonts /etc/fonts /usr/share/fontconfig"
          + " /var/cache/fontconfig \"$HOME/.fonts\" \"$HOME/.local/share/fonts\"; do"
          + " if [ -d \"$d\" ]; then mount -t tmpfs none \"$d\" || exit 99; fi; done; exec \"$@\"";

  @TempDir private Path dir;

  @BeforeEach
  void needsNamespaces() throws IOException, InterruptedException {
    boolean can = new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    assertTrue(can, "the fonts are hidden by mounts, which want a root shell");
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

  @Test
  void chinesePageNeedsNoFontAndChinesePdfAsksForOne() throws IOException, InterruptedException {
    Path out = dir.resolve("out");
    String[] chinese = {
      "io.memledger.cli.Main",
      "--lang",
      "zh-CN",
      "-o",
      out.toString(),
      "../samples/page-cache.tar.gz"
    };
    assertEquals(1, java(chinese), () -> read("log"));
    assertTrue(read("log").contains("no font with Simplified Chinese characters"), read("log"));
    assertFalse(Files.exists(out), "nothing is written");
    List<String> html = new ArrayList<>(List.of(chinese));
    html.addAll(1, List.of("-f", "html,json"));
    assertEquals(0, java(html.toArray(String[]::new)), () -> read("log"));
    assertTrue(Files.exists(out.resolve("report.html")));
  }

  private int run(String argument) throws IOException, InterruptedException {
    return java(MakeReport.class.getName(), argument);
  }

  private int java(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", HIDE, "sh"));
    all.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all);
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
