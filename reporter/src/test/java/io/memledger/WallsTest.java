package io.memledger;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.memledger.rule.Evidence;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Wording;
import io.memledger.stats.trend.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the walls between the packages: data flows one way, and nothing reaches back. */
class WallsTest {
  private static final String ROOT = "io.memledger.";

  /** What all that judges may read. */
  private static final String JUDGED = "rule rule.cgroup series stats stats.trend ledger";

  /** What a rule may call: rooms that hold no rule. */
  private static final String HELPED =
      JUDGED
          + " rules.judge rules.findings rules.ranges rules.holders rules.kernel.causes"
          + " rules.kernel.knowledge";

  /** Rooms in which rules live; none of them knows another. */
  private static final String RULE_ROOMS =
      "rule rules.capture rules.cgroup rules.host rules.process rules.kernel.lines"
          + " rules.kernel.shmem rules.kernel.sites rules.kernel.slab";

  /** What sections and writers show. */
  private static final String SHOWN = "engine verdict rule rule.cgroup series stats.trend ledger";

  /** Room, and the rooms that it may import; a room below another one is a room of its own. */
  private static final Map<String, String> ROOMS =
      Map.ofEntries(
          Map.entry("series", ""),
          Map.entry("source", "series"),
          Map.entry("archive", "series"),
          Map.entry("stats", "series"),
          Map.entry("stats.fit", "stats"),
          Map.entry("stats.trend", "series stats stats.fit"),
          Map.entry("ledger", "series stats"),
          Map.entry("trace", "series"),
          Map.entry("replay", "archive source series ledger trace"),
          Map.entry("rule", "series stats stats.trend ledger"),
          Map.entry("rule.cgroup", "rule series"),
          Map.entry("merge", "rule series"),
          Map.entry("verdict", "rule rule.cgroup series stats stats.trend ledger"),
          Map.entry("engine", "rule merge verdict series stats.trend ledger"),
          Map.entry("rules", "engine " + RULE_ROOMS),
          Map.entry("rules.judge", JUDGED),
          Map.entry("rules.findings", JUDGED + " rules.judge"),
          Map.entry("rules.ranges", JUDGED + " rules.judge rules.findings"),
          Map.entry("rules.kernel.causes", JUDGED + " rules.judge rules.findings"),
          Map.entry("rules.holders", JUDGED + " rules.judge rules.findings rules.kernel.causes"),
          Map.entry(
              "rules.kernel.knowledge",
              JUDGED + " rules.judge rules.findings rules.kernel.causes rules.holders"),
          Map.entry("rules.capture", HELPED),
          Map.entry("rules.cgroup", HELPED),
          Map.entry("rules.host", HELPED),
          Map.entry("rules.process", HELPED),
          Map.entry("rules.kernel.lines", HELPED),
          Map.entry("rules.kernel.shmem", HELPED),
          Map.entry("rules.kernel.sites", HELPED),
          Map.entry("rules.kernel.slab", HELPED),
          Map.entry("report.words", "rule series"),
          Map.entry("report.model", ""),
          Map.entry("report.fonts", "report.words"),
          Map.entry("report.charts", "report.fonts report.model report.words series"),
          Map.entry("report.cgroups", "rule.cgroup series ledger"),
          Map.entry(
              "report.sections", SHOWN + " report.cgroups report.charts report.model report.words"),
          Map.entry(
              "report.data", SHOWN + " report.cgroups report.model report.sections report.words"),
          Map.entry("report.page", "report.words"),
          Map.entry(
              "report.html",
              "rule series report.charts report.data report.fonts report.model report.page"
                  + " report.sections report.words"),
          Map.entry(
              "report.pdf",
              "report.charts report.fonts report.model report.page report.sections report.words"),
          Map.entry(
              "report",
              "engine report.data report.fonts report.html report.model report.page report.pdf"
                  + " report.sections report.words"),
          Map.entry(
              "cli",
              "archive engine replay report report.fonts report.page report.words rule rules series"
                  + " trace verdict"));

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
          Map.entry("engine", List.of()),
          Map.entry("verdict", List.of()),
          Map.entry("merge", List.of()),
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
        .resideInAnyPackage(ROOMS.keySet().stream().map(ROOT::concat).toArray(String[]::new))
        .check(classes);
  }

  @Test
  void importsFlowOneWay() {
    ROOMS.forEach(
        (name, allowed) -> {
          Set<String> open = Set.of((name + " " + allowed).trim().split(" "));
          String[] closed =
              ROOMS.keySet().stream()
                  .filter(other -> !open.contains(other))
                  .map(ROOT::concat)
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage(ROOT + name)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(closed)
              .check(classes);
        });
  }

  @Test
  void noCircleBetweenRooms() {
    slices().matching("io.memledger.(**)").should().beFreeOfCycles().check(classes);
  }

  /** A finding names its shape; all other statistics are done when the report is written. */
  @Test
  void reportsKnowOfStatisticsTheShapeOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "report..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "stats..").and(not(JavaClass.Predicates.type(Shape.class))))
        .check(classes);
  }

  /** Only rooms of rules hold rules, so that a newcomer sees what is a rule and what a helper. */
  @Test
  void rulesLiveInRoomsOfRules() {
    classes()
        .that()
        .implement(Rule.class)
        .should()
        .resideInAnyPackage(
            Stream.of(RULE_ROOMS.split(" ")).map(ROOT::concat).toArray(String[]::new))
        .check(classes);
  }

  /** Meaning travels in claims: what comes after the rules carries words along and reads none. */
  @Test
  void laterStagesReadClaimsOnly() {
    String[] later = {ROOT + "merge..", ROOT + "verdict..", ROOT + "engine..", ROOT + "report.."};
    noClasses()
        .that()
        .resideInAnyPackage(later)
        .and()
        .resideOutsideOfPackage(ROOT + "report.words..")
        .should()
        .callMethod(Wording.class, "key")
        .orShould()
        .callMethod(Wording.class, "args")
        .check(classes);
    noClasses()
        .that()
        .resideInAnyPackage(later)
        .and()
        .haveSimpleNameNotEndingWith("FindingSection")
        .and()
        .haveSimpleNameNotEndingWith("JsonFindings")
        .should()
        .callMethod(Evidence.class, "name")
        .check(classes);
    // Only what prints an id may ask for it; decisions are made by what a rule declares.
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "merge..", ROOT + "verdict..")
        .should()
        .callMethod(RuleInfo.class, "id")
        .orShould()
        .callMethod(Wording.class, "key")
        .check(classes);
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
