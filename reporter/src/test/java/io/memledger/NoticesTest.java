package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** META-INF/THIRD-PARTY.txt names each library that the jar carries, as the build resolved it. */
class NoticesTest {
  private static final Pattern CARRIED = Pattern.compile("^ *([^: ]+:[^: ]+):jar:([^: ]+):");
  private static final Pattern LISTED =
      Pattern.compile("^([\\w.-]+:[\\w.-]+) ([\\w.-]+) [\\w.-]+$");

  private static String text(String resource) throws IOException {
    try (InputStream in = NoticesTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, "no " + resource + " on the class path");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The first two groups of each line that fits. */
  private static SortedSet<String> libraries(String text, Pattern line) {
    SortedSet<String> found = new TreeSet<>();
    for (String one : text.lines().toList()) {
      Matcher matcher = line.matcher(one);
      if (matcher.find()) {
        found.add(matcher.group(1) + " " + matcher.group(2));
      }
    }
    return found;
  }

  @Test
  void namesWhatTheJarCarries() throws IOException {
    SortedSet<String> carried = libraries(text("/carried.txt"), CARRIED);
    assertFalse(carried.isEmpty(), "maven-dependency-plugin wrote no list");
    assertEquals(
        String.join("\n", carried),
        String.join("\n", libraries(text("/META-INF/THIRD-PARTY.txt"), LISTED)));
  }

  @Test
  void bringsTheTextOfItsOwnLicence() throws IOException {
    assertEquals(Files.readString(Path.of("../LICENSE")), text("/META-INF/LICENSE"));
  }
}
