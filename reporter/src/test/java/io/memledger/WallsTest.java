package io.memledger;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the walls between the packages: data flows one way, and nothing reaches back. */
class WallsTest {
  private static final String ROOT = "io.memledger.";

  /** Package, and the packages of the house that it may import. */
  private static final Map<String, List<String>> HOUSE =
      Map.ofEntries(
          Map.entry("series", List.of()),
          Map.entry("source", List.of("series")),
          Map.entry("archive", List.of()),
          Map.entry("stats", List.of("series")),
          Map.entry("ledger", List.of("series", "stats")),
          Map.entry("trace", List.of("series")),
          Map.entry("replay", List.of("archive", "source", "series", "ledger", "trace")),
          Map.entry("rule", List.of("series", "stats", "ledger")),
          Map.entry("rules", List.of("rule", "series", "stats", "ledger")),
          Map.entry("report", List.of("rule", "series", "ledger")),
          Map.entry(
              "cli",
              List.of(
                  "archive", "source", "series", "stats", "ledger", "trace", "replay", "rule",
                  "rules", "report")));

  /** Package, and the outside libraries that it may import besides the JDK. */
  private static final Map<String, List<String>> OUTSIDE =
      Map.ofEntries(
          Map.entry("series", List.of()),
          Map.entry("source", List.of("com.fasterxml.jackson..")),
          Map.entry(
              "archive",
              List.of(
                  "org.apache.commons.compress..",
                  "org.tukaani.xz..",
                  "com.github.luben.zstd..",
                  "com.fasterxml.jackson..")),
          Map.entry("stats", List.of("org.apache.commons.statistics..")),
          Map.entry("ledger", List.of()),
          Map.entry("trace", List.of()),
          Map.entry("replay", List.of("com.fasterxml.jackson..")),
          Map.entry("rule", List.of()),
          Map.entry("rules", List.of()),
          Map.entry("cli", List.of("picocli..")));

  private static JavaClasses classes;

  @BeforeAll
  static void load() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.memledger");
    assertTrue(classes.size() > 50, "the classes under test were found");
  }

  @Test
  void everyPackageIsListed() {
    classes()
        .should()
        .resideInAnyPackage(
            HOUSE.keySet().stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .check(classes);
  }

  @Test
  void importsFlowOneWay() {
    HOUSE.forEach(
        (name, allowed) -> {
          String[] rooms =
              HOUSE.keySet().stream()
                  .filter(other -> !other.equals(name) && !allowed.contains(other))
                  .map(other -> ROOT + other + "..")
                  .toArray(String[]::new);
          if (rooms.length > 0) {
            noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms)
                .check(classes);
          }
        });
  }

  @Test
  void librariesStayInTheirRooms() {
    OUTSIDE.forEach(
        (name, libraries) ->
            noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(
                    not(
                        resideInAnyPackage("java..", "javax..", ROOT.concat("."))
                            .or(resideInAnyPackage(libraries.toArray(String[]::new)))
                            .or(resideInAPackage(""))))
                .check(classes));
  }

  @Test
  void chartsLiveInOnePlace() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.Charts?[A-Za-z]*(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jfree..")
        .check(classes);
  }

  @Test
  void onlyTheCommandLineSeesTerminalAndClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.Locale.class, "getDefault")
        .orShould()
        .callMethod(java.time.ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(java.util.TimeZone.class, "getDefault")
        .check(classes);
  }
}
