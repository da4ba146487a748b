package io.memledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comments cite sections of METHOD.md and KERNEL.md that are there. */
class CitationsTest {
  private static final String NUMBER = "\\d+(?:\\.\\d+)?";
  private static final Pattern CITED =
      Pattern.compile(
          "\\b(METHOD|KERNEL) (NUMBER(?:(?:,| and| to)[\\s*/]+NUMBER)*)".replace("NUMBER", NUMBER));
  private static final Pattern SECTION = Pattern.compile("(?m)^##+ (" + NUMBER + ")");

  private static SortedSet<String> cited() throws IOException {
    SortedSet<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(Path.of("src"))) {
      for (Path path : all.filter(p -> p.toString().endsWith(".java")).toList()) {
        Matcher citation = CITED.matcher(Files.readString(path));
        while (citation.find()) {
          Matcher number = Pattern.compile(NUMBER).matcher(citation.group(2));
          while (number.find()) {
            found.add(citation.group(1) + " " + number.group());
          }
        }
      }
    }
    return found;
  }

  private static Set<String> sections(String page) throws IOException {
    return SECTION
        .matcher(Files.readString(Path.of(page + ".md")))
        .results()
        .map(r -> page + " " + r.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyCitedSectionIsThere() throws IOException {
    SortedSet<String> cited = cited();
    assertFalse(cited.isEmpty());
    cited.removeAll(sections("METHOD"));
    cited.removeAll(sections("KERNEL"));
    assertEquals(Set.of(), cited);
  }
}
