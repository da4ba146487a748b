package io.memledger.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.memledger.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys that the code names have a message, and messages of rules belong to a rule or are named. */
class WordsTest {
  private static final Pattern KEY =
      Pattern.compile(
          "\"((?:step|doubt|why|verdict|outlook|ledger\\.note|not-evaluated|failed|clear)"
              + "\\.[a-z0-9.-]*[a-z0-9])\"");
  private static final Bundle BUNDLE = new Bundle();

  @Test
  void everyKeyInTheCodeHasAMessage() throws IOException {
    Set<String> named = named();
    assertTrue(named.size() > 50);
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(BUNDLE.keys());
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyStepAndDoubtIsUsed() throws IOException {
    Set<String> unused = new TreeSet<>(BUNDLE.keys());
    unused.removeIf(k -> !k.startsWith("step.") && !k.startsWith("doubt."));
    unused.removeAll(named());
    assertEquals(Set.of(), unused);
  }

  @Test
  void everyRuleHasTitleAndMeaning() {
    for (Rule rule : Rules.all()) {
      for (String suffix : List.of(".title", ".meaning")) {
        assertTrue(BUNDLE.keys().contains(rule.info().id() + suffix), rule.info().id() + suffix);
      }
    }
  }

  /** A title belongs to a rule of the list, so that no words outlive their rule. */
  @Test
  void everyTitleBelongsToARule() {
    Set<String> titles = new TreeSet<>();
    for (String key : BUNDLE.keys()) {
      if (key.endsWith(".title") && BUNDLE.keys().contains(key.replace(".title", ".meaning"))) {
        titles.add(key.substring(0, key.length() - ".title".length()));
      }
    }
    assertEquals(
        Rules.all().stream().map(r -> r.info().id()).collect(Collectors.toCollection(TreeSet::new)),
        titles);
  }

  /** What is written as a rule stands in THE list. */
  @Test
  void everyRuleIsInTheList() {
    Set<String> written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.memledger.rules")
                .stream()
                .filter(c -> c.isAssignableTo(Rule.class))
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Rules.all().stream()
            .map(r -> r.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new)),
        written);
  }

  @Test
  void ruleIdsAreUnique() {
    List<String> ids = Rules.all().stream().map(r -> r.info().id()).toList();
    assertEquals(ids.size(), Set.copyOf(ids).size());
  }

  private static Set<String> named() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/memledger"))) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .map(WordsTest::read)
          .flatMap(text -> KEY.matcher(text).results().map(m -> m.group(1)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
