package io.memledger.collector.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.common.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static Options parse(String line) throws Failure {
    return Options.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void defaults() throws Failure {
    Options options = parse("");
    assertEquals(5_000_000_000L, options.intervalNanos());
    assertEquals(-1, options.plannedSnapshots());
    assertEquals(256L << 20, options.maxSize());
    assertEquals(30, options.top());
    assertFalse(options.cmdline());
    assertEquals("", options.root());
    assertEquals(500L << 20, options.minFree(1L << 40), "500M of a large disk");
    assertEquals(5L << 20, options.minFree(100L << 20), "5 % of a small one");
  }

  @Test
  void bothWaysToGiveAValue() throws Failure {
    assertEquals(120_000_000_000L, parse("--interval 2m").intervalNanos());
    assertEquals(7_200_000_000_000L, parse("--interval=2h").intervalNanos());
    assertEquals(500_000_000L, parse("--interval 0.5s").intervalNanos());
    assertEquals(2L << 30, parse("--max-size=2G").maxSize());
    assertEquals(1000, parse("--max-size 1000").maxSize());
    assertEquals(50, parse("--min-free 5%").minFree(1000));
    assertEquals(1 << 20, parse("--min-free 1M").minFree(1L << 40));
  }

  @Test
  void whicheverEndComesFirst() throws Failure {
    assertEquals(61, parse("--interval 1s --duration 60s").plannedSnapshots());
    assertFalse(parse("--interval 1s --duration 60s").endsByCount());
    assertEquals(10, parse("--interval 1s --duration 60s --count 10").plannedSnapshots());
    assertTrue(parse("--interval 1s --duration 60s --count 10").endsByCount());
    assertEquals(1, parse("--once").plannedSnapshots());
  }

  @Test
  void tracingOfTheKernel() throws Failure {
    assertEquals(-1, parse("").kmemNanos());
    Options options = parse("--kmem 30s --kmem-filter bytes_alloc==64 --kmem-buffer 8M");
    assertEquals(30_000_000_000L, options.kmemNanos());
    assertEquals("bytes_alloc==64", options.kmemFilter());
    assertEquals(8 << 20, options.kmemBuffer());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "stray",
        "--interval",
        "--interval 5",
        "--interval 0s",
        "--interval -5s",
        "--interval 1e3s",
        "--interval NaNs",
        "--duration x",
        "--count 0",
        "--count many",
        "--max-size",
        "--max-size 5X",
        "--max-size -1",
        "--min-free 100%",
        "--min-free %",
        "--top 0",
        "--rates some",
        "--output",
        "--output --quiet",
        "--once=1",
        "--kmem",
        "--kmem 11m",
        "--kmem-filter order>=0",
        "--kmem-buffer 1M",
        "--kmem 30s --kmem-buffer 1K",
        "--kmem 30s --kmem-filter",
        "--kmem 30s --kmem-filter a\nb"
      })
  void badUsageIsOneSentence(String line) {
    Failure failure = assertThrows(Failure.class, () -> parse(line));
    assertEquals(2, failure.status);
    assertTrue(failure.getMessage().matches("[^\n]+\\."), failure.getMessage());
  }

  @Test
  void theUsageNamesEveryOption() {
    for (String option :
        new String[] {
          "--interval",
          "--duration",
          "--count",
          "--once",
          "--append",
          "--output",
          "--max-size",
          "--min-free",
          "--root",
          "--top",
          "--cmdline",
          "--kmem ",
          "--kmem-filter",
          "--kmem-buffer",
          "--quiet",
          "--list",
          "--help",
          "--version"
        }) {
      assertTrue(Usage.TEXT.contains(option), option);
    }
  }
}
