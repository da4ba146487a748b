package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of containers and dumps of other systems. */
class ContainersTest {
  static final String DOCKER =
      """
      2026-04-27T15:53:18Z
      CONTAINER ID        NAME                CPU %               MEM USAGE / LIMIT     MEM %               NET I/O             BLOCK I/O           PIDS
      ea7aaf2c7e24        shop                19.34%              229MiB / 31.28GiB     0.71%               124MB / 6.6MB       41kB / 144MB        86
      """;

  static final String KUBECTL =
      """
      2026-04-27T15:53:18Z
      NAMESPACE     NAME        CPU(cores)   MEMORY(bytes)
      shop          orders-1    3m           123Mi
      2026-04-27T15:54:18Z
      NAMESPACE     NAME        CPU(cores)   MEMORY(bytes)
      shop          orders-1    3m           125Mi
      """;

  static final String CGTOP =
      """
      /                                             157      -   248.8M        -        -
      system.slice/orders.service                     1      -     5.4M        -        -
      init.scope                                      1      -     2.2M        -        -

      /                                             183   92.7   373.2M     2.2M    94.6K
      system.slice/orders.service                     1    0.7    23.2M        -        -
      init.scope                                      1    0.2     2.1M        -        -
      """;

  static final String BELOW =
      """
      [{"Datetime":"2021-02-03 08:30:00","Timestamp":"1612341000","Name":"<root>","Mem Total":"8.2 GB","children":[{"Datetime":"2021-02-03 08:30:00","Timestamp":"1612341000","Name":"system.slice","Mem Total":"1.0 GB","Mem Anon":"600 MB","children":[]}]},
      {"Datetime":"2021-02-03 08:30:05","Timestamp":"1612341005","Pid":"77","Comm":"java","RSS":"1.5 GB"}]
      """;

  static final String BUGREPORT =
      """
      ========================================================
      == dumpstate: 2023-12-26 16:19:21
      ========================================================
      Kernel: Linux version 6.1.23-android14 (build-user@build-host)
      ------ MEMORY INFO (/proc/meminfo) ------
      MemTotal:        2020128 kB
      MemFree:           80928 kB
      ------ 0.002s was the duration of 'MEMORY INFO' ------
      Total PSS by process:
          265,435K: com.android.systemui (pid 4190)

      Total PSS by OOM adjustment:
          183,873K: Native
      """;

  @TempDir private Path folder;

  private static double group(Recording read, String path) {
    return Given.kib(read, Metric.CG_CURRENT, Subject.Kind.CGROUP, path);
  }

  @Test
  void dockerStats() throws IOException {
    Recording read = Given.recording(folder, "stats.txt", DOCKER);
    assertEquals(229 * 1024, group(read, "/docker/shop"));
    assertEquals("2026-04-27T15:53:18Z", read.at(0).toString());
    assertTrue(Given.facts(read).warnings().toString().contains("SIZES_ROUNDED"));
  }

  @Test
  void podmanCountsInThousands() throws IOException {
    String text =
        """
        ID            NAME        CPU %   MEM USAGE / LIMIT  MEM %   NET IO    BLOCK IO   PIDS
        a9f807ffaacd  shop        0.07%   3MB / 16GB         0.02%   -- / --   -- / --    2
        """;
    assertEquals(
        3_000_000 / Given.KIB, group(Given.recording(folder, "p.txt", text), "/docker/shop"), 0.5);
  }

  @Test
  void kubectlTop() throws IOException {
    Recording read = Given.recording(folder, "top.txt", KUBECTL);
    assertEquals(125 * 1024, group(read, "/kubepods/shop/orders-1"));
    assertEquals(60, read.span(), 0.001);
  }

  @Test
  void nodesAreNoPods() throws IOException {
    String text =
        """
        NAME     CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%
        node-1   250m         12%    5120Mi          64%
        """;
    assertTrue(Given.refusal(folder, "top.txt", text).contains("kubectl top pod -A"));
  }

  @Test
  void aMixedLogIsRatherOfItsHost() throws IOException {
    String text =
        "2026-04-27T15:53:18Z\nMemTotal: 2026224 kB\nMemFree: 1620752 kB\n"
            + DOCKER.substring(DOCKER.indexOf('\n') + 1);
    Recording read = Given.recording(folder, "log.txt", text);
    assertEquals(1_620_752, Given.kib(read, Metric.MEM_FREE));
  }

  @Test
  void crictlStats() throws IOException {
    String text =
        """
        CONTAINER           CPU %               MEM                 DISK                INODES
        303cdce60ee9a       0.07                13.43MB             28.67kB             8
        """;
    Recording read = Given.recording(folder, "cri.txt", text);
    assertEquals(13_430_000 / Given.KIB, group(read, "/cri/303cdce60ee9a"), 1);
  }

  @Test
  void cgtopNeedsTheInterval() throws IOException {
    assertTrue(Given.refusal(folder, "cgtop.txt", CGTOP).contains("--interval"));
    Settings every = new Settings(null, null, 15_000, null);
    Recording read =
        Given.recording(folder, "cgtop.txt", CGTOP.getBytes(StandardCharsets.UTF_8), every);
    assertEquals(15, read.span(), 0.001);
    assertEquals(23.2 * 1024, group(read, "/system.slice/orders.service"), 1);
  }

  @Test
  void belowDump() throws IOException {
    Recording read = Given.recording(folder, "below.json", BELOW);
    assertEquals("2021-02-03T08:30:00Z", read.at(0).toString());
    assertEquals(1024 * 1024, group(read, "/system.slice"));
    assertEquals(1.5 * 1024 * 1024, Given.process(read, "java"));
  }

  @Test
  void bugreportOfAndroid() throws IOException {
    Recording read = Given.recording(folder, "bugreport.txt", BUGREPORT);
    assertEquals("2023-12-26T16:19:21Z", read.at(0).toString());
    assertEquals(80_928, Given.kib(read, Metric.MEM_FREE));
    assertEquals(
        265_435, Given.kib(read, Metric.PROC_PSS, Subject.Kind.PROCESS, "com.android.systemui"));
  }
}
