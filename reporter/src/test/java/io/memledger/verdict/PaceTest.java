package io.memledger.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.rule.Certainty;
import io.memledger.rule.Claim;
import io.memledger.rule.Company;
import io.memledger.rule.Finding;
import io.memledger.rule.Growth;
import io.memledger.rule.Loss;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.Status;
import io.memledger.rule.Support;
import io.memledger.rule.Wording;
import io.memledger.rule.Words;
import io.memledger.series.Category;
import io.memledger.series.Unit;
import io.memledger.stats.trend.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a leak adds to the pace at which memory ends. */
class PaceTest {
  private static final RuleInfo ANY = new RuleInfo("any", "proc/meminfo", List.of());

  private static Finding leak(double rate, Unit unit, Company company) {
    Growth growth =
        new Growth(Shape.LINEAR, 0, 3600, rate, rate, rate, 2 * rate, unit, Double.NaN, false);
    Claim claim =
        new Claim(
            null,
            Category.PERCPU,
            growth,
            new Loss(rate, Double.NaN, Double.NaN, Loss.Basis.COUNTED),
            Certainty.of(0.9),
            Map.of(),
            company);
    Wording said = Wording.of("made.up");
    return new Finding(
        "any",
        0,
        ANY,
        Status.LEAK,
        null,
        claim,
        new Words(said, said, false),
        new Support(List.of(), List.of(), List.of()));
  }

  @Test
  void bytesAreTakenAsTheyGrow() {
    Finding leak = leak(7200, Unit.BYTES, Company.NONE);
    assertTrue(Pace.takes(leak));
    assertEquals(2, Pace.of(leak).rate(), 1e-9);
    assertFalse(Pace.takes(leak(-7200, Unit.BYTES, Company.NONE)));
  }

  /** A leak of which nobody knows how fast it is does not make that of the others unknown. */
  @Test
  void anUnknownRateAddsNothing() {
    Finding unknown = leak(Double.NaN, Unit.BYTES, Company.NONE);
    assertTrue(Pace.takes(unknown));
    Pace both = Pace.of(unknown).plus(Pace.of(leak(7200, Unit.BYTES, Company.NONE)));
    assertEquals(2, both.rate(), 1e-9);
    assertEquals(4, both.high(), 1e-9);
  }

  /** Things take what they were shown to bring; by their number alone nothing is foretold. */
  @Test
  void thingsTakeWhatTheyBring() {
    assertFalse(Pace.takes(leak(100, Unit.COUNT, Company.NONE)));
    Finding cgroups =
        leak(
            100,
            Unit.COUNT,
            Company.bringing(
                Map.of(Category.PERCPU, 36_000.0, Category.SLAB_UNRECLAIMABLE, 3_600.0)));
    assertTrue(Pace.takes(cgroups));
    assertEquals(11, Pace.of(cgroups).rate(), 1e-9);
    assertEquals(22, Pace.of(cgroups).high(), 1e-9);
  }
}
