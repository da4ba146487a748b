package io.memledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every test runs: none skips itself, and none falls between the fast suite and the slow one. */
class NoSkipsTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("io.memledger");

  @Test
  void noTestSkipsItself() {
    assertTrue(TESTS.size() > 100, "the tests were found");
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.junit.jupiter.api.Assumptions")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
        .check(TESTS);
  }

  /** Failsafe runs what is tagged slow, CapturesIT what is live; surefire leaves out this name. */
  @Test
  void whatSurefireLeavesOutByNameIsTaggedSlow() {
    List<String> untagged =
        TESTS.stream()
            .filter(one -> one.getSimpleName().endsWith("IT"))
            .filter(one -> !isSlow(one))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertEquals(List.of(), untagged);
  }

  private static boolean isSlow(JavaClass one) {
    return one.tryGetAnnotationOfType(Tag.class)
        .map(t -> Set.of("slow", "live").contains(t.value()))
        .orElse(false);
  }
}
