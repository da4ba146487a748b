package io.memledger.collector.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampTest {
  @Test
  void agreesWithTheCalendarOfTheJdk() {
    DateTimeFormatter compact =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    DateTimeFormatter iso =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      // From 1970 to 2100.
      long ms = (long) (random.nextDouble() * 4.1e12);
      Instant instant = Instant.ofEpochMilli(ms);
      assertEquals(compact.format(instant), Stamp.compact(ms));
      assertEquals(iso.format(instant), Stamp.iso(ms));
    }
    assertEquals("20240229T235959Z", Stamp.seconds(1709251199999L));
  }

  @Test
  void neverTheSameTwice() {
    Stamp stamp = new Stamp();
    long last = 0;
    for (int i = 0; i < 200; i++) {
      long next = stamp.next();
      assertTrue(next > last);
      last = next;
    }
  }
}
