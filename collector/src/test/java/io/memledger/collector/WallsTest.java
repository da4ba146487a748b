package io.memledger.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the walls between the packages, and the size of packages and files. */
class WallsTest {
  private static final String ROOT = "io.memledger.collector";
  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 300;

  /** Package, and the packages that it may import; the root may import all. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          "common", List.of(),
          "options", List.of("common"),
          "proc", List.of("common"),
          "plan", List.of("common"),
          "archive", List.of("common"),
          "process", List.of("common", "proc"),
          "derived", List.of("common", "proc", "plan", "process"),
          "redact", List.of("common", "archive"),
          "snapshot", List.of("common", "proc", "plan", "archive", "process", "derived", "redact"),
          "trace", List.of("common", "options", "proc", "archive", "redact"));

  private static JavaClasses classes;

  @BeforeAll
  static void load() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    assertTrue(classes.size() > 50, "the classes under test were found");
  }

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new);
  }

  @Test
  void everyPackageIsListed() {
    List<String> known = new ArrayList<>(List.of(packages(List.copyOf(ROOMS.keySet()))));
    known.add(ROOT);
    classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(classes);
  }

  @Test
  void importsFlowOneWay() {
    ROOMS.forEach(
        (room, allowed) -> {
          List<String> own = new ArrayList<>(List.of(packages(allowed)));
          own.add(ROOT + "." + room + "..");
          own.add("java..");
          classes()
              .that()
              .resideInAPackage(ROOT + "." + room + "..")
              .should()
              .onlyDependOnClassesThat()
              .resideInAnyPackage(own.toArray(String[]::new))
              .check(classes);
        });
  }

  /** Nothing but java: not even javax, com.sun or jdk, which lean runtimes may lack. */
  @Test
  void theJdkIsEnough() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", ROOT + "..")
        .check(classes);
  }

  @Test
  void noCircles() {
    slices().matching("io.memledger.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTheConsolePrints() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".Console")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(classes);
  }

  @Test
  void packagesAreSmall() throws IOException {
    Map<Path, Integer> files = new TreeMap<>();
    for (Path file : sources()) {
      files.merge(file.getParent(), 1, Integer::sum);
    }
    assertTrue(files.size() > ROOMS.size(), "the sources were found");
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }

  @Test
  void filesAreSmall() throws IOException {
    List<String> large = new ArrayList<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        large.add(file + ": " + lines);
      }
    }
    assertEquals(List.of(), large);
  }

  /** Of programs, scripts and tests. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("src", "bench")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(Files::isRegularFile).forEach(sources::add);
      }
    }
    return sources;
  }
}
