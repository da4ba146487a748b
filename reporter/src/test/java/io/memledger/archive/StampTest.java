package io.memledger.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void theFormsThatPeopleUse() {
    for (String text :
        List.of(
            "2020-07-30T15:58:53Z",
            "2020-07-30T15-58-53Z",
            "20200730T155853",
            "20200730-155853",
            "20200730_155853",
            "20200730155853",
            "2020-07-30_15-58-53",
            "2020-07-30-15-58-53",
            "2020-07-30_15:58:53",
            "2020-07-30 15:58:53",
            "2020_07_30_15_58_53",
            "2020.07.30-15.58.53",
            "2020-07-30T15:58:53.000Z",
            "2020-07-30T15:58:53,000000000Z",
            "2020-07-30T17:58:53+02:00",
            "2020-07-30T17:58:53+0200",
            "20200730T175853+02",
            "2020-07-30T10:28:53-05:30",
            "20200730-105853-0500",
            "2020-07-30_15:58:53UTC")) {
      assertEquals(Instant.parse("2020-07-30T15:58:53Z").toEpochMilli(), millis(text), text);
    }
    assertEquals(
        Instant.parse("2020-07-30T15:58:53.250Z").toEpochMilli(),
        millis("2020-07-30T17:58:53.25+02:00"));
    assertEquals(Instant.parse("2020-07-30T15:58:00Z").toEpochMilli(), millis("20200730-1558"));
  }

  @Test
  void onlyWhatNamesNoZoneIsZoneless() {
    for (String text : List.of("20200730-155853", "2020-07-30_15-58-53", "20200730T155853")) {
      assertTrue(Stamp.isZoneless(text), text);
    }
    for (String text :
        List.of("20200730T155853Z", "1795406585", "2020-07-30T15:58:53+0200", "proc", "")) {
      assertFalse(Stamp.isZoneless(text), text);
    }
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
            "20261323T040305Z",
            "20261123T240305Z",
            "20261123T040305.Z",
            "20261123T0403.5Z",
            "202611230403",
            "2026-11-230403",
            "2026-11-23",
            "2026-11/23T04:03:05Z",
            "2026-02-30T04:03:05Z",
            "2026-11-23T04:03:05+25:00",
            "2026-11-23T04:03:05 CET",
            "2026112xT040305Z",
            "20261123T040305.12x3Z")) {
      assertEquals(-1, millis(text), text);
    }
  }
}
