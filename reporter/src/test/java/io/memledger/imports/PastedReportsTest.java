package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.engine.Analysis;
import io.memledger.rules.Rules;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What field reports tell, as their authors would have pasted it: the values, and a sober word. */
class PastedReportsTest {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  @TempDir private Path folder;

  private Recording read(String text) throws IOException {
    return Read.all(Files.writeString(folder.resolve("pasted.txt"), text));
  }

  private static double last(Recording read, Metric metric, String name) {
    for (Subject.Kind kind : Subject.Kind.values()) {
      for (TimeSeries one : read.all(metric, kind)) {
        if (one.subject().name().equals(name)) {
          return one.last().value();
        }
      }
    }
    throw new AssertionError("no " + metric + " of " + name);
  }

  private static String verdict(Recording read) {
    Analysis analysis = Rules.engine().analyse(read);
    return analysis.verdict().status().id();
  }

  @Test
  void freeOfRouterWithoutAGrowth() throws IOException {
    Recording read =
        read(
            """
            root@OpenWrt:~# date; free
            Fri Aug 30 10:05:00 UTC 2019
                          total        used        free      shared  buff/cache   available
            Mem:         124260       75268       40192        1304        8800       20084
            Swap:             0           0           0
            root@OpenWrt:~# date; free
            Fri Aug 30 11:20:00 UTC 2019
                          total        used        free      shared  buff/cache   available
            Mem:         124260       74904       40360        1304        8996       20352
            Swap:             0           0           0
            """);
    assertEquals(4500, read.span(), 0.001);
    assertEquals("OpenWrt", read.hostFacts().name());
    assertEquals(20352 * KIB, Read.last(read, Metric.MEM_AVAILABLE));
    assertEquals("inconclusive", verdict(read));
  }

  @Test
  void freeInMebibytesBesideArcstat() throws IOException {
    Recording read =
        read(
            """
            [root@kvm ~]# date; free -m; arcstat
            Wed Oct 25 20:25:34 CEST 2023
                           total        used        free      shared  buff/cache   available
            Mem:           64226       60145        4349          33         385        4081
            Swap:          16383           4       16379
                time  read  miss  miss%  dmis  dm%  pmis  pm%  mmis  mm%  size     c  avail
            20:25:34     0     0      0     0    0     0    0     0    0   31G   31G   3.2G
            [root@kvm ~]# date; free -m; arcstat
            Wed Oct 25 20:27:33 CEST 2023
                           total        used        free      shared  buff/cache   available
            Mem:           64226       62056        2493          26         272        2170
            Swap:          16383          10       16373
            """);
    assertEquals(119, read.span(), 0.001);
    assertEquals(2170 * MIB, Read.last(read, Metric.MEM_AVAILABLE));
    assertEquals("inconclusive", verdict(read));
  }

  @Test
  void psOfThreeColumns() throws IOException {
    Recording read =
        read(
            """
            2018-05-16 00:00:00
              PID   RSS COMMAND
              214 18960 systemd-journal
            2018-05-29 00:00:00
              PID   RSS COMMAND
              214 1908750 systemd-journal
            """);
    assertEquals(13 * 86_400, read.span(), 0.001);
    assertEquals(1908750 * KIB, last(read, Metric.PROC_RSS, "systemd-journal"));
  }

  @Test
  void psAuxOfOneBackend() throws IOException {
    Recording read =
        read(
            """
            2026-07-15 09:00:00
            USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
            postgres    8123 99.0  3.1 2412344 248832 ?      Rs   08:59   0:20 postgres: bench [local]
            2026-07-15 09:00:24
            USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
            postgres    8123 99.0 27.6 4412344 2220032 ?     Rs   08:59   0:44 postgres: bench [local]
            """);
    assertEquals(2220032 * KIB, last(read, Metric.PROC_RSS, "postgres"));
    assertTrue(
        read.archive().sources().get(0).warnings().toString().contains("SOME_PROCESSES"),
        "one line of ps is not all processes");
  }

  @Test
  void topOfBusybox() throws IOException {
    Recording read =
        read(
            """
            Mem: 1898540K used, 92340K free, 1540K shrd, 3400K buff, 240040K cached
            CPU:   7% usr   3% sys   0% nic  88% idle   0% io   0% irq   0% sirq
            Load average: 0.52 0.60 0.55 1/412 9911
              PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND
              312   290 root     S    1335m  70%   1   6% python3 -m homeassistant
            """);
    assertEquals((1898540 + 92340) * KIB, Read.last(read, Metric.MEM_TOTAL));
    assertEquals(92340 * KIB, Read.last(read, Metric.MEM_FREE));
    assertTrue(read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).isEmpty(), "VSZ is no memory");
  }

  @Test
  void slabtopWithGreppedMeminfo() throws IOException {
    Recording read =
        read(
            """
            Tue Sep  1 10:00:00 PM UTC 2026
             Active / Total Objects (% used)    : 606120011 / 606420031 (100.0%)

              OBJS ACTIVE  USE OBJ SIZE  SLABS OBJ/SLAB CACHE SIZE NAME
            605000000 605000000 100%    0.06K 9453125       64  37812500K kmalloc-64
            MemTotal:       61865984 kB
            SUnreclaim:     40370176 kB
            """);
    assertEquals(40370176 * KIB, Read.last(read, Metric.S_UNRECLAIM));
    assertEquals(37812500 * KIB, last(read, Metric.SLAB_BYTES, "kmalloc-64"));
    assertEquals("2026-09-01T22:00:00Z", read.at(0).toString());
  }

  @Test
  void cgroupsThatOutliveTheirFolders() throws IOException {
    Recording read =
        read(
            """
            2019-03-29 09:00:00
            $ cat /proc/cgroups
            #subsys_name	hierarchy	num_cgroups	enabled
            cpuset	2	1	1
            memory	6	62	1
            2019-03-29 09:30:00
            #subsys_name	hierarchy	num_cgroups	enabled
            cpuset	2	2	1
            memory	6	138	1
            """);
    assertEquals(138, Read.last(read, Metric.MEMORY_CGROUPS));
    assertEquals(1800, read.span(), 0.001);
  }

  @Test
  void callersOfVmalloc() throws IOException {
    Recording read =
        read(
            """
            core@node ~ $ date; sudo cat /proc/vmallocinfo
            Fri Oct 26 08:00:00 UTC 2018
            0xffffd68d77e00000-0xffffd68d79e00000 33554432 pcpu_get_vm_areas+0x0/0x550 vmalloc
            0xffffd68d79e00000-0xffffd68d7be00000 33554432 pcpu_get_vm_areas+0x0/0x550 vmalloc
            """);
    assertEquals(64 * MIB, Read.last(read, Metric.PERCPU_AREAS));
  }

  @Test
  void kubectlTopOfTwoDays() throws IOException {
    Recording read =
        read(
            """
            $ date; kubectl top pod -n vcell
            Wed Aug 12 09:00:00 UTC 2026
            NAME                       CPU(cores)   MEMORY(bytes)
            vcell-data-7d9c5b-x2x9k    12m          700Mi
            Thu Aug 13 09:00:00 UTC 2026
            NAME                       CPU(cores)   MEMORY(bytes)
            vcell-data-7d9c5b-x2x9k    15m          1934Mi
            """);
    assertEquals(1934 * MIB, last(read, Metric.CG_CURRENT, "/kubepods/vcell-data-7d9c5b-x2x9k"));
    assertEquals(86_400, read.span(), 0.001);
  }

  @Test
  void dockerStatsBesideFreeAndTop() throws IOException {
    Recording read =
        read(
            """
            2021-06-02 08:06:19
            $ docker stats --no-stream
            CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT     MEM %     NET I/O   PIDS
            6f1d0c2b3a44   motion    3.02%     4.000GiB / 4GiB       100.00%   1.2GB / 33GB  14
            $ free
                          total        used        free      shared  buff/cache   available
            Mem:       70362904     1269348      496900      118200    68596656    68398928
            Swap:             0           0           0
              PID USER      PR  NI    VIRT    RES    SHR S  %CPU %MEM     TIME+ COMMAND
             2211 motion    20   0  853812  76.7m   9.1m S   3.0  0.1 733:11.04 motion
            """);
    assertEquals(4096 * MIB, last(read, Metric.CG_CURRENT, "/docker/motion"));
    assertEquals(68398928 * KIB, Read.last(read, Metric.MEM_AVAILABLE));
    assertEquals(76.7 * MIB, last(read, Metric.PROC_RSS, "motion"), KIB);
  }
}
