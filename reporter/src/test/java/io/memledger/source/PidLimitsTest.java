package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PidLimitsTest {
  private static final String PATH = "proc/26231/limits";

  /** As in the fixtures of prometheus/procfs, less the lines at the end. */
  private static final String LIMITS =
      "Limit                     Soft Limit           Hard Limit           Units     \n"
          + "Max cpu time              unlimited            unlimited            seconds   \n"
          + "Max core file size        0                    unlimited            bytes     \n"
          + "Max processes             62898                62898                processes \n"
          + "Max open files            2048                 4096                 files     \n"
          + "Max locked memory         18446744073708503040 18446744073708503040 bytes     \n";

  private static double files(Collected values) {
    return values.of(Metric.PROC_FDS_LIMIT, Subject.process("", 26231, 0));
  }

  @Test
  void readsTheSoftLimitOfOpenFiles() {
    Collected values = Collected.read(PATH, LIMITS);
    assertEquals(2048, files(values));
    assertEquals(1, values.values.size());
    assertEquals(List.of(), values.malformed);
  }

  @Test
  void noLimitIsAbsent() {
    Collected values = Collected.read(PATH, LIMITS.replace("2048     ", "unlimited"));
    assertEquals(Double.NaN, files(values));
    assertEquals(List.of(), values.malformed);
    Collected odd = Collected.read(PATH, LIMITS.replace("2048", "many"));
    assertEquals(List.of(5), odd.malformed);
  }
}
