package io.memledger.merge;

import static io.memledger.merge.MadeUpClaim.group;
import static io.memledger.merge.MadeUpClaim.host;
import static io.memledger.merge.MadeUpClaim.process;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Claims made up to break the merge: equal names, no bytes, one process that looks like many. */
class HardClaimsTest {
  private static int told(MadeUpClaim... claims) {
    return Merging.of(Stream.of(claims).map(MadeUpClaim::finding).toList()).size();
  }

  private static MadeUpClaim life(long start, Category line, double perHour) {
    MadeUpClaim one = process("app", 7, line, perHour);
    return new MadeUpClaim(
        one.rule(),
        one.status(),
        Subject.process("app", 7, start),
        null,
        line,
        perHour,
        Double.NaN,
        0.9);
  }

  /** A pid that is given again makes two findings of one id, here of one size too. */
  @Test
  void twoLivesOfOnePidDoNotDependOnTheirOrder() {
    Finding first = life(100, Category.VMALLOC, 40).finding();
    Finding second = life(900, Category.VMALLOC, 40).finding();
    Finding percpu = host(Category.PERCPU, 60).finding();
    assertEquals(
        Merging.of(List.of(first, second, percpu)), Merging.of(List.of(percpu, second, first)));
    assertEquals(2, Merging.of(List.of(first, second, percpu)).size());
  }

  /** Equal sizes, equal ids, equal names everywhere: still the order of findings says nothing. */
  @Test
  void tiesAreBrokenByWhatIsSaid() {
    Random random = new Random(3);
    Category[] lines = {Category.VMALLOC, Category.ANONYMOUS, Category.PERCPU, Category.SHMEM};
    for (int world = 0; world < 200; world++) {
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Category line = lines[random.nextInt(lines.length)];
        findings.add(life(random.nextInt(3), line, 40).finding());
        findings.add(host(line, 20 * (1 + random.nextInt(3))).finding());
      }
      List<Finding> first = Merging.of(findings);
      Collections.shuffle(findings, random);
      assertEquals(first, Merging.of(findings));
    }
  }

  /** Two counts of one process are not two processes. */
  @Test
  void oneProcessIsNoGroupOfMany() {
    MadeUpClaim group = group("worker", Category.ANONYMOUS, 100);
    MadeUpClaim grows = process("worker", 1, Category.ANONYMOUS, 40).by("grows");
    MadeUpClaim heap = process("worker", 1, Category.ANONYMOUS, 35).by("heap");
    assertEquals(2, told(group, grows));
    assertEquals(2, told(group, grows, heap));
  }

  /** Whose bytes are not known is explained by nobody: of nothing everybody has most. */
  @Test
  void nothingIsNobodysMainPart() {
    MadeUpClaim app = process("app", 7, Category.SHMEM, 50);
    assertEquals(2, told(app, group("app", Category.SLAB_UNRECLAIMABLE, Double.NaN).counting(100)));
    assertEquals(2, told(app, host(Category.PERCPU, Double.NaN)));
    assertEquals(2, told(app, host(null, Double.NaN)));
    MadeUpClaim slab = process("app", 7, Category.SLAB_UNRECLAIMABLE, 50);
    assertEquals(2, told(slab, host(Category.PAGE_TABLES, Double.NaN)));
  }

  /** Whatever is merged into whatever, each finding's evidence is told somewhere, once. */
  @Test
  void noEvidenceIsLostOrToldTwice() {
    Random random = new Random(11);
    for (int world = 0; world < 300; world++) {
      Set<String> given = new TreeSet<>();
      List<Finding> findings = new ArrayList<>();
      for (Finding one : MadeUpWorld.findings(random)) {
        String name = "evidence of " + findings.size();
        given.add(name);
        findings.add(FindingBuilder.from(one).evidence(name, 1, Unit.COUNT, "made-up").build());
      }
      Collections.shuffle(findings, random);
      List<String> told =
          Merging.of(findings).stream()
              .flatMap(f -> f.support().evidence().stream())
              .filter(e -> e.source().equals("made-up"))
              .map(e -> e.name())
              .sorted()
              .toList();
      assertEquals(given.stream().sorted().toList(), told);
    }
  }
}
