package io.memledger.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Label;
import io.memledger.series.Metric;
import io.memledger.series.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class FdTypesTest {
  private static Subject type(String name) {
    return new Subject(Subject.Kind.DESCRIPTOR_CLASS, name, 1234, 0);
  }

  @Test
  void countsClassesAndJoinsThoseOfOneFileEach() {
    Collected values =
        Collected.read(
            "derived/fdtypes/1234",
            "12 socket\n3 anon_inode:[eventpoll]\n1 memfd:frame-17\n1 memfd:frame-18\n"
                + "1 /dev/shm/spool-1.log (deleted)\n2 /dev/shm/spool-2.log (deleted)\n"
                + "1 /dev/dri/renderD128\n1 /proc/77\n1 /proc/78\n4 /var/my folder\n");
    assertEquals(12, values.of(Metric.PROC_FDS_OF_CLASS, type("socket")));
    assertEquals(3, values.of(Metric.PROC_FDS_OF_CLASS, type("anon_inode:[eventpoll]")));
    assertEquals(2, values.of(Metric.PROC_FDS_OF_CLASS, type("memfd:frame")));
    assertEquals(3, values.of(Metric.PROC_FDS_OF_CLASS, type("/dev/shm (deleted)")));
    assertEquals(1, values.of(Metric.PROC_FDS_OF_CLASS, type("/dev/dri/renderD")));
    assertEquals(2, values.of(Metric.PROC_FDS_OF_CLASS, type("/proc/N")));
    assertEquals(4, values.of(Metric.PROC_FDS_OF_CLASS, type("/var/my folder")));
  }

  @Test
  void oddLinesAreCountedAndOddPathsAreNotRead() {
    Collected values = Collected.read("derived/fdtypes/1234", "socket\n-1 pipe\n7\n\n5 pipe\n");
    assertEquals(List.of(1, 2, 3), values.malformed);
    assertEquals(5, values.of(Metric.PROC_FDS_OF_CLASS, type("pipe")));
    FdTypes source = new FdTypes();
    assertTrue(source.reads("derived/fdtypes/1"));
    assertFalse(source.reads("derived/fdtypes/"));
    assertFalse(source.reads("derived/fdtypes/1a"));
    assertFalse(source.reads("derived/fdtypes/1234567890123456789012"));
  }

  @Test
  void mapsSegmentsAndQueuesTellTheirHolders() {
    Collected maps = Collected.read("derived/bpf", "7 6 4 16384 64 2097976 89,90 my map\n");
    Subject map = new Subject(Subject.Kind.BPF_MAP, "my map", 7, 0);
    assertEquals(2097976, maps.of(Metric.BPF_MEMLOCK, map));
    assertEquals("6", maps.labels.get(map).get(Label.MAP_TYPE));
    assertEquals("89,90", maps.labels.get(map).get(Label.HOLDERS));
    Collected queues =
        Collected.read(
            "proc/sysvipc/msg",
            "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid\n"
                + "         0       4878   600       15600          4    87     0  1000     0\n"
                + "         0 odd\n");
    Subject queue = new Subject(Subject.Kind.MSG_QUEUE, "0", 4878, 0);
    assertEquals(15600, queues.of(Metric.MSG_BYTES, queue));
    assertEquals("87", queues.labels.get(queue).get(Label.MAKER));
    assertEquals("1000", queues.labels.get(queue).get(Label.OWNER));
    assertEquals(List.of(3), queues.malformed);
  }
}
