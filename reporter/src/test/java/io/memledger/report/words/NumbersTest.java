package io.memledger.report.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.series.Unit;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final double MIB = 1 << 20;
  private static final Amounts AMOUNTS = Messages.load(null).amounts();

  @Test
  void bytesHaveThreeDigits() {
    assertEquals("0 B", Numbers.bytes(0));
    assertEquals("1,023 B", Numbers.bytes(1023));
    assertEquals("1.00 KiB", Numbers.bytes(1024));
    assertEquals("1.00 MiB", Numbers.bytes(1023.9 * 1024));
    assertEquals("−12.5 MiB", Numbers.bytes(-12.5 * MIB));
    assertEquals("–", Numbers.bytes(Double.NaN));
  }

  @Test
  void ratesAreToldInTheTimeThatGivesAPictureOfThem() {
    assertEquals("360 MiB/h", AMOUNTS.byteRate(360 * MIB));
    assertEquals("12.0 MiB/day", AMOUNTS.byteRate(MIB / 2));
    assertEquals("2.00 GiB/min", AMOUNTS.byteRate(120 * 1024 * MIB));
    assertEquals(
        "346 to 378 MiB/h", AMOUNTS.rateInterval(346 * MIB, 378 * MIB, 360 * MIB, Unit.BYTES));
    assertEquals(
        "900 MiB to 1.17 GiB/h",
        AMOUNTS.rateInterval(900 * MIB, 1200 * MIB, 1000 * MIB, Unit.BYTES));
  }

  @Test
  void durationsHaveTwoUnits() {
    assertEquals("8.2 s", AMOUNTS.duration(8.2));
    assertEquals("1 min 30 s", AMOUNTS.duration(90));
    assertEquals("52 min", AMOUNTS.duration(52 * 60));
    assertEquals("4 h 50 min", AMOUNTS.duration(17_400));
    assertEquals("3 d 4 h", AMOUNTS.duration(76 * 3600));
  }

  @Test
  void smallSharesAreNotNothing() {
    assertEquals("97 %", AMOUNTS.percent(0.97));
    assertEquals("0.1 %", AMOUNTS.percent(0.0012));
    assertEquals("0.01 %", AMOUNTS.percent(0.0001));
    assertEquals("<0.01 %", AMOUNTS.percent(0.00001));
    assertEquals("0 %", AMOUNTS.percent(0));
  }

  @Test
  void roundedColumnsStillSum() {
    // By hand: 1.4 + 1.4 + 1.2 = 4; rounding each alone would give 3.
    assertArrayEquals(new long[] {2, 1, 1}, Rounding.keepingSum(new double[] {1.4, 1.4, 1.2}, 1));
    assertArrayEquals(new long[] {5, -1}, Rounding.keepingSum(new double[] {5.2, -1.2}, 1));
  }
}
