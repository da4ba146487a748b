package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of reports as a reader sees them, for people to look at. No test of its own, and run by
 * name only; CONTRIBUTING tells how.
 */
class Gallery {
  private record Look(String name, int width, boolean dark, String media) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look("light", 1280, false, "screen"),
          new Look("dark", 1280, true, "screen"),
          new Look("phone", 390, false, "screen"),
          new Look("phone-dark", 390, true, "screen"),
          new Look("print", 720, false, "print"));

  @TempDir private Path profile;

  @Test
  void pictures() throws IOException, InterruptedException {
    Path out = Files.createDirectories(Path.of(System.getProperty("gallery", "target/gallery")));
    String given = System.getProperty("reports", "");
    assertTrue(!given.isEmpty(), "give the pages with -Dreports=a.html,b.html");
    Chromium browser = new Chromium(Files.createDirectory(profile.resolve("browser")));
    try {
      for (String one : given.split(",")) {
        Path report = Path.of(one).toAbsolutePath().normalize();
        String name = report.getParent().getFileName().toString();
        for (Look look : LOOKS) {
          browser.look(look.width(), 800, look.dark(), look.media());
          browser.open(report);
          browser.scrollThrough();
          Path picture = out.resolve(name + "-" + look.name() + ".png");
          Files.write(picture, browser.picture(look.width()));
          assertTrue(Files.size(picture) > 10_000, picture + " is empty");
        }
      }
    } finally {
      browser.close();
    }
  }
}
