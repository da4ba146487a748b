package io.memledger.collector.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long SECOND = 1_000_000_000;

  private static int samples(Schedule schedule, Rate rate, int snapshots) {
    int samples = 0;
    for (int i = 0; i < snapshots; i++) {
      schedule.begin(i, i == 0 || i == snapshots - 1);
      samples += schedule.isDue(rate) ? 1 : 0;
    }
    return samples;
  }

  @Test
  void aLongCaptureSamplesByCost() {
    Schedule schedule = new Schedule(17_281, 5 * SECOND, false);
    assertEquals(1, schedule.stride(Rate.EVERY, 500));
    assertEquals(6, schedule.stride(Rate.OFTEN, 500));
    assertEquals(12, schedule.stride(Rate.SELDOM, 500));
    assertEquals(2, samples(schedule, Rate.ONCE, 1000), "first and last");
  }

  @Test
  void aShortCaptureSamplesFaster() {
    assertEquals(61, samples(new Schedule(61, SECOND, false), Rate.OFTEN, 61));
    assertEquals(61, samples(new Schedule(61, SECOND, false), Rate.PACED, 61));
    assertTrue(samples(new Schedule(61, SECOND, false), Rate.SELDOM, 61) >= 30);
    assertTrue(samples(new Schedule(200, SECOND, false), Rate.SELDOM, 200) >= 20);
  }

  @Test
  void whatIsLargeIsRareButEnoughToJudge() {
    assertEquals(360, new Schedule(17_281, 5 * SECOND, false).stride(Rate.RARE, 500));
    assertTrue(samples(new Schedule(17_281, 5 * SECOND, false), Rate.RARE, 17_281) < 60);
    assertTrue(samples(new Schedule(361, 5 * SECOND, false), Rate.RARE, 361) >= 32);
    assertTrue(samples(new Schedule(-1, 5 * SECOND, false), Rate.RARE, 17_281) < 100);
  }

  @Test
  void aCaptureOfUnknownLengthBeginsFast() {
    Schedule schedule = new Schedule(-1, SECOND, false);
    assertTrue(samples(schedule, Rate.SELDOM, 25) >= 14);
    assertEquals(12, schedule.stride(Rate.SELDOM, 1000));
  }

  @Test
  void theProcessListIsPacedByItsCost() {
    Schedule schedule = new Schedule(-1, 5 * SECOND, false);
    schedule.pacedCost(1_000_000);
    assertEquals(1, schedule.stride(Rate.PACED, 1000), "1 ms each 5 s is nothing");
    schedule.pacedCost(1_000_000_000);
    assertEquals(6, schedule.stride(Rate.PACED, 1000), "but never less than every 6th");
  }

  @Test
  void everySourceEveryTimeIfAsked() {
    Schedule schedule = new Schedule(-1, 5 * SECOND, true);
    schedule.pacedCost(1_000_000_000);
    for (Rate rate : new Rate[] {Rate.EVERY, Rate.PACED, Rate.OFTEN, Rate.SELDOM}) {
      assertEquals(1, schedule.stride(rate, 1000));
    }
  }
}
