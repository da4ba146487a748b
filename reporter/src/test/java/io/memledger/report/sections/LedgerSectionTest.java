package io.memledger.report.sections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.series.Category;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerSectionTest {
  /** A line that is not stacked would be missing from the course of all memory. */
  @Test
  void everyLineIsStackedOnce() {
    assertEquals(Set.of(Category.values()), Set.copyOf(LedgerSection.STACKED));
    assertEquals(Category.values().length, LedgerSection.STACKED.size());
  }
}
