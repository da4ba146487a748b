package io.memledger.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.memledger.report.words.Language;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kernel objects are is said in every language, with the same places to fill. */
class KnowledgeLanguagesTest {
  private static final Path TEMPLATES = Path.of("../templates");
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

  /** Facts are the same in every language and stand in the English file alone. */
  private static final Pattern FACT =
      Pattern.compile(
          ".*\\.(caches|needs|classes|callers|holder|brings|keeps|line|command|reports)");

  private static Map<String, String> texts(Language language) throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(TEMPLATES.resolve(language.knowledge()))) {
      texts.load(in);
    }
    Map<String, String> sorted = new TreeMap<>();
    texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
    return sorted;
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void sameTextsAndSamePlaces(Language language) throws IOException {
    Map<String, String> english = texts(Language.ENGLISH);
    english.keySet().removeIf(key -> FACT.matcher(key).matches());
    Map<String, String> other = texts(language);
    if (language == Language.ENGLISH) {
      other.keySet().removeIf(key -> FACT.matcher(key).matches());
    }
    assertEquals(english.keySet(), other.keySet());
    english.forEach(
        (key, text) -> {
          assertEquals(places(text), places(other.get(key)), key);
          assertFalse(other.get(key).isBlank(), key);
        });
  }
}
