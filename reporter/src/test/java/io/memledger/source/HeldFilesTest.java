package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as the collector wrote them on kernel 6.18, of programs that leak. */
class HeldFilesTest {
  private static final String PATH = "derived/held";

  private static Subject type(String name, long pid) {
    return new Subject(Subject.Kind.DESCRIPTOR_CLASS, name, pid, 0);
  }

  @Test
  void sumsFilesAndWatchesOfAProcess() {
    Collected values =
        Collected.read(
            PATH,
            "20464 16908288 /dev/shm/leaks-20464 (deleted)\n20464 4096 /dev/shm/b (deleted)\n"
                + "20570 65536 memfd:journal\n20572 2000 anon_inode:inotify\n"
                + "20572 1027 anon_inode:inotify\n");
    assertEquals(16_912_384, values.of(Metric.PROC_HELD, Subject.process("", 20464, 0)));
    assertEquals(16_912_384, values.of(Metric.PROC_HELD, type("/dev/shm (deleted)", 20464)));
    assertEquals(65_536, values.of(Metric.PROC_HELD, type("memfd:journal", 20570)));
    assertEquals(3027, values.of(Metric.PROC_WATCHES, Subject.process("", 20572, 0)));
    assertEquals(1, values.count(Metric.PROC_WATCHES));
    assertEquals(List.of(), values.malformed);
  }

  @Test
  void countsLinesThatSayNothing() {
    Collected values = Collected.read(PATH, "1 2\n-1 5 memfd:x\n1 -5 memfd:x\nx 5 y\n7 5 z\n");
    assertEquals(List.of(1, 2, 3, 4), values.malformed);
    assertEquals(5, values.of(Metric.PROC_HELD, type("z", 7)));
  }
}
