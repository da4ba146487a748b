package io.memledger.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StampTest {
  private static long millis(String text) {
    return Stamp.millis(text, 0, text.length());
  }

  @Test
  void bothForms() {
    assertEquals(
        Instant.parse("2026-11-23T04:03:05.123Z").toEpochMilli(), millis("20261123T040305.123Z"));
    assertEquals(Instant.parse("2024-02-29T23:59:59Z").toEpochMilli(), millis("20240229T235959Z"));
    assertEquals(
        Instant.parse("2000-03-01T00:00:00.1Z").toEpochMilli(), millis("20000301T000000.1Z"));
    assertEquals(1_795_406_585_000L, millis("1795406585"));
    assertEquals(1_795_406_585_120L, millis("1795406585.12"));
    assertEquals(1_795_406_585_123L, millis("1795406585.123456789"));
  }

  @Test
  void everyDayOfFortyYears() {
    java.time.LocalDate day = java.time.LocalDate.of(2000, 1, 1);
    for (int i = 0; i < 14_610; i++) {
      String stamp = day.toString().replace("-", "") + "T000000Z";
      assertEquals(day.toEpochDay() * 86_400_000, millis(stamp), stamp);
      day = day.plusDays(1);
    }
  }

  @Test
  void whatIsNoStamp() {
    for (String text :
        List.of(
            "",
            "proc",
            "179540658",
            "17954065855",
            "1795406585.",
            "1795406585x",
            "1795406585.1234567890",
            "20261123T040305",
            "20261323T040305Z",
            "20261123T240305Z",
            "20261123T040305.Z",
            "20261123 040305Z",
            "2026112xT040305Z",
            "20261123T040305.12x3Z")) {
      assertEquals(-1, millis(text), text);
    }
  }
}
