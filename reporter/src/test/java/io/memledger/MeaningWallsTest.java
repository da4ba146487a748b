package io.memledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.memledger.engine.RuleOutcome;
import io.memledger.rule.Evidence;
import io.memledger.rule.Finding;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Wording;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Meaning travels in claims: what comes after the rules carries words along and reads none, and
 * nobody but those who print an id or a name asks for it. A method handed on by its name counts as
 * a call. And the clock, the terminal and the machine's own settings are asked by nobody.
 */
class MeaningWallsTest {
  private static final String ROOT = "io.memledger.";

  /** Rooms after the rules. */
  private static final Set<String> LATER = Set.of("merge", "verdict", "engine", "report");

  private static JavaClasses classes;

  @BeforeAll
  static void load() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.memledger");
    assertTrue(classes.size() > 50, "the classes under test were found");
  }

  private static boolean isLater(JavaClass one) {
    return LATER.contains(one.getPackageName().split("\\.")[2]);
  }

  /** Those after the rules that call one of these methods, or hand it on. */
  private static Set<String> callers(Class<?> owner, String... methods) {
    return classes.stream()
        .filter(MeaningWallsTest::isLater)
        .filter(c -> !c.isEquivalentTo(owner))
        .filter(c -> Calls.of(c).anyMatch(call -> call.isOf(owner, Set.of(methods))))
        .map(c -> c.getName().substring(ROOT.length()))
        .map(name -> name.replaceFirst("\\$.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Only the message bundle reads a wording; two wordings are not even compared. */
  @Test
  void wordingIsReadByTheBundleOnly() {
    assertEquals(
        Set.of("report.words.Messages"),
        callers(Wording.class, "key", "args", "equals", "hashCode", "toString"));
  }

  @Test
  void evidenceIsNamedInPrintOnly() {
    assertEquals(
        Set.of("report.sections.FindingSection", "report.data.JsonFindings"),
        callers(Evidence.class, "name", "equals", "hashCode", "toString"));
  }

  /** Who prints an id may ask for it, and who must tell two findings apart. */
  @Test
  void idsArePrintedOnly() {
    assertEquals(
        Set.of(
            "engine.RuleEngine",
            "engine.RuleOutcome",
            "report.sections.FindingSection",
            "report.data.CsvWriter",
            "report.data.JsonFindings"),
        callers(RuleInfo.class, "id"));
    assertEquals(
        Set.of(
            "report.sections.ReportBuilder", "report.sections.RuledOut", "report.data.JsonWriter"),
        callers(RuleOutcome.class, "id"));
    assertEquals(
        Set.of(
            "engine.Crowd",
            "merge.MergedFinding",
            "verdict.Ranking",
            "report.data.CsvWriter",
            "report.data.JsonFindings",
            "report.data.JsonWriter"),
        callers(Finding.class, "id"));
  }

  @Test
  void onlyTheCommandLineSeesTerminalAndClock() {
    Set<String> asking =
        classes.stream()
            .filter(c -> !c.getPackageName().equals(ROOT + "cli"))
            .filter(c -> Calls.of(c).anyMatch(Calls::asksTheMachine))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertEquals(Set.of(), asking);
  }
}
