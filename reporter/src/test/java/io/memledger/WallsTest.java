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
import io.memledger.rule.Rule;
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
      "rule rules.capture rules.cgroup rules.host rules.levels rules.process rules.kernel.lines"
          + " rules.kernel.shmem rules.kernel.sites rules.kernel.slab";

  /** What sections and writers show. */
  private static final String SHOWN = "engine verdict rule rule.cgroup series stats.trend ledger";

  /** Room, and the rooms that it may import; a room below another one is a room of its own. */
  private static final Map<String, String> ROOMS =
      Map.ofEntries(
          Map.entry("series", ""),
          Map.entry("hashing", ""),
          Map.entry("source", "series"),
          Map.entry("archive", "series"),
          Map.entry("archive.write", "archive"),
          Map.entry("stats", "series"),
          Map.entry("stats.fit", "stats"),
          Map.entry("stats.trend", "series stats stats.fit"),
          Map.entry("ledger", "series stats"),
          Map.entry("trace", "hashing series"),
          Map.entry("replay", "archive source series ledger trace hashing"),
          Map.entry("forms", "series"),
          Map.entry("forms.text", "forms series"),
          Map.entry("forms.kernel", "forms forms.text series"),
          Map.entry("forms.sysstat", "forms forms.text series"),
          Map.entry("forms.atop", "forms forms.text series"),
          Map.entry("forms.monitors", "forms forms.text series"),
          Map.entry("forms.pcp", "forms forms.text series"),
          Map.entry("forms.prometheus", "forms forms.text series"),
          Map.entry("forms.containers", "forms forms.text series"),
          Map.entry(
              "imports",
              "archive archive.write replay series source forms forms.text forms.kernel forms.sysstat"
                  + " forms.atop forms.monitors forms.pcp forms.prometheus forms.containers"),
          Map.entry("rule", "series stats stats.trend ledger"),
          Map.entry("rule.cgroup", "rule series"),
          Map.entry("merge", "rule series"),
          Map.entry("verdict", "rule rule.cgroup series stats stats.trend ledger"),
          Map.entry("engine", "rule merge verdict series stats.trend ledger"),
          Map.entry("rules", "engine rules.sight " + RULE_ROOMS),
          Map.entry("rules.judge", JUDGED),
          Map.entry("rules.sight", JUDGED + " rules.judge rules.holders"),
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
          Map.entry("rules.levels", HELPED),
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
              "archive engine imports replay report report.fonts report.page report.words rule rules series"
                  + " trace verdict"));

  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String PDFBOX = "org.apache.pdfbox..";
  private static final String FONTBOX = "org.apache.fontbox..";

  /** Room, and the outside libraries that it and the rooms below it may import besides the JDK. */
  private static final Map<String, List<String>> OUTSIDE =
      Map.ofEntries(
          Map.entry("series", List.of()),
          Map.entry("hashing", List.of()),
          Map.entry("source", List.of(JACKSON)),
          Map.entry(
              "archive",
              List.of(
                  "org.apache.commons.compress..",
                  "org.tukaani.xz..",
                  "com.github.luben.zstd..",
                  JACKSON)),
          Map.entry("stats", List.of("org.apache.commons.statistics..")),
          Map.entry("ledger", List.of()),
          Map.entry("trace", List.of()),
          Map.entry("replay", List.of(JACKSON)),
          Map.entry("forms", List.of(JACKSON)),
          Map.entry("imports", List.of(JACKSON)),
          Map.entry("rule", List.of()),
          Map.entry("engine", List.of()),
          Map.entry("verdict", List.of()),
          Map.entry("merge", List.of()),
          Map.entry("rules", List.of()),
          Map.entry("report", List.of()),
          Map.entry("report.charts", List.of("org.jfree..")),
          Map.entry("report.fonts", List.of(PDFBOX, FONTBOX)),
          Map.entry("report.data", List.of(JACKSON)),
          Map.entry("report.html", List.of(JACKSON)),
          Map.entry("report.page", List.of("freemarker..", "org.w3c.dom..", "org.xml.sax..")),
          Map.entry("report.pdf", List.of("com.openhtmltopdf..", PDFBOX, FONTBOX, "org.w3c.dom..")),
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

  @Test
  void librariesStayInTheirRooms() {
    for (String room : ROOMS.keySet()) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + room)
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage("java..", "javax..", ROOT.concat("."))
                      .or(resideInAnyPackage(libraries(room).toArray(String[]::new)))
                      .or(resideInAPackage(""))))
          .check(classes);
    }
  }

  /** Those of the room itself; else those of the nearest one above it that says. */
  private static List<String> libraries(String room) {
    for (String at = room; ; at = at.substring(0, at.lastIndexOf('.'))) {
      if (OUTSIDE.containsKey(at)) {
        return OUTSIDE.get(at);
      }
      assertTrue(at.contains("."), "nobody says which libraries may be in " + room);
    }
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
}
