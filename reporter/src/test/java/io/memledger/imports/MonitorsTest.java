package io.memledger.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nmon, collectl, dstat, smem and pidstat come out as the numbers that stand in their files. */
class MonitorsTest {
  static final String NMON =
      """
      AAA,progname,nmon
      AAA,version,16n
      AAA,host,app-01
      AAA,OS,Linux,6.1.0-50-cloud-amd64,#1 SMP PREEMPT_DYNAMIC Debian,x86_64
      MEM,Memory MB app-01,memtotal,hightotal,lowtotal,swaptotal,memfree,highfree,lowfree,swapfree,memshared,cached,active,bigfree,buffers,swapcached,inactive
      TOP,%CPU Utilisation
      TOP,+PID,Time,%CPU,%Usr,%Sys,Size,ResSet,ResText,ResData,ShdLib,MinorFault,MajorFault,Command,Threads,IOwaitTime
      VM,Paging and Virtual Memory,nr_dirty,nr_writeback,nr_unstable,nr_page_table_pages,nr_mapped,nr_slab_reclaimable
      ZZZZ,T0001,15:53:28,27-APR-2026
      MEM,T0001,1978.7,-0.0,-0.0,512.0,1616.0,-0.0,-0.0,512.0,0.3,141.5,28.1,-1.0,6.3,0.0,240.2
      VM,T0001,294,0,0,1310,22431,4408
      ZZZZ,T0002,15:53:43,27-APR-2026
      MEM,T0002,1978.7,-0.0,-0.0,512.0,1578.3,-0.0,-0.0,512.0,-0.0,143.4,30.0,-1.0,6.5,0.0,274.3
      VM,T0002,270,0,0,1290,22557,4624
      TOP,0000219,T0002,0.73,0.33,0.40,39440,36300,8,36428,1388,297,0,orderd,1,0
      """;

  static final String COLLECTL =
      """
      ################################################################################
      # Collectl:   V4.3.1-1  HiRes: 1  Options: -i15:15 -scmZY
      # Host:       app-01  DaemonOpts:\s
      # Date:       20260427-155332  Secs: 1777319612 TZ: -0400
      # Kernel:     6.1.0-50-cloud-amd64  Memory: 2026224 kB  Swap: 524284 kB
      ################################################################################
      >>> 1777319613.001 <<<
      ctxt 47058
      MemTotal:        2026224 kB
      MemFree:         1620752 kB
      Slab:              31928 kB
      Slab bio-128               21     21    192   21    1 : tunables    0    0    0 : slabdata      1      1      0
      fs-ds 1480101	1472858	45	0	0	0
      proc:7 VmRSS:	   99 kB
      proc:219 stat 219 (order d) S 1 219 219 0 -1 4194560 5780 0 2 0 5 8 0 0 20 0 1 0 27675 27725824 5973 18446744073709551615
      proc:219 VmSwap:	       8 kB
      """;

  static final String DSTAT =
      """
      "pcp-dstat 6.0.3 CSV Output"
      "Host:","app-01",,,,"User:","root"
      "Cmdline:","pcp-dstat --time --mem --swap",,,,"Date:","31 Dec 2026 23:59:53 UTC"
      "system","memory usage",,,,"total",
      "time","used","free","buf","cach","total:used","total:free"
      31-12 23:59:53,92192,1321812,5764,76192,
      01-01 00:00:03,109292,1304436,5784,76344,
      """;

  static final String SMEM =
      """
      2026-04-27T15:53:18-04:00
        PID User     Command                         Swap      USS      PSS      RSS
        317 root     sleep 15                           0   104.0K   118.0K     1.6M
        219 app      /opt/bin/orderd --all              0    14.0M    14.5M    15.0M
      -------------------------------------------------------------------------------
          2 2                                           0    14.1M    14.6M    16.6M
      """;

  static final String PIDSTAT =
      """
      Linux 6.1.0-50 (app-01) \t04/27/26 \t_x86_64_\t(1 CPU)

      # Time        UID       PID  minflt/s  majflt/s     VSZ     RSS   %MEM  Command
      23:59:48        0         1      0.26      0.00  101892   11860   0.59  systemd
      23:59:48        0         2      0.00      0.00       0       0   0.00  kthreadd

      # Time        UID       PID  minflt/s  majflt/s     VSZ     RSS   %MEM  Command
      00:00:18        0         1      0.26      0.00  101892   11864   0.59  systemd
      00:00:18        0         2      0.00      0.00       0       0   0.00  kthreadd
      """;

  @TempDir private Path folder;

  private static String warnings(Recording read) {
    return Given.facts(read).warnings().toString();
  }

  @Test
  void nmon() throws IOException {
    Recording read = Given.recording(folder, "x.nmon", NMON);
    assertEquals("16n", Given.facts(read).version());
    assertEquals("2026-04-27T15:53:28Z", read.at(0).toString());
    assertEquals(Math.round(1578.3 * 1024), Given.kib(read, Metric.MEM_FREE));
    assertEquals(1_290 * 4, Given.kib(read, Metric.PAGE_TABLES));
    assertEquals(1, read.host(Metric.SHMEM).orElseThrow().samples(), "-0.0 is not known");
    assertEquals(36_300, Given.process(read, "orderd"));
    assertTrue(warnings(read).contains("SOME_PROCESSES"));
  }

  @Test
  void nmonThatWasSorted() throws IOException {
    String[] lines = NMON.split("\n");
    Arrays.sort(lines);
    Recording read = Given.recording(folder, "x.nmon", String.join("\n", lines));
    assertEquals(15, read.span(), 0.001);
    assertEquals(Math.round(1578.3 * 1024), Given.kib(read, Metric.MEM_FREE));
  }

  @Test
  void nmonOfAix() throws IOException {
    String aix = "AAA,progname,topas_nmon\nAAA,AIX,7.2\nZZZZ,T0001,00:00:01,01-JAN-2026\n";
    assertTrue(Given.refusal(folder, "x.nmon", aix).contains("AIX"));
  }

  @Test
  void collectlRaw() throws IOException {
    Recording read = Given.recording(folder, "raw", COLLECTL);
    assertEquals("2026-04-27T19:53:33.001Z", read.at(0).toString());
    assertEquals("-04:00", Given.facts(read).zone());
    assertEquals("app-01", read.hostFacts().name());
    assertEquals(31_928, Given.kib(read, Metric.SLAB));
    assertEquals(4, Given.kib(read, Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE, "bio-128"));
    assertEquals(5_973 * 4, Given.process(read, "order d"));
    assertEquals(1, read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).size());
    assertEquals(8, Given.kib(read, Metric.PROC_SWAP, Subject.Kind.PROCESS, "order d"));
    assertEquals(1_480_101, read.host(Metric.DENTRIES).orElseThrow().last().value());
    assertTrue(warnings(read).contains("SOME_PROCESSES"));
  }

  @Test
  void collectlForPlotting() throws IOException {
    String tab =
        COLLECTL.substring(0, COLLECTL.indexOf(">>>"))
            + """
            #Date Time [MEM]Tot [MEM]Used [MEM]Free [MEM]Slab [MEM]Anon [MEM]SUnreclaim
            20260427 15:53:48.001 2026224 413596 1612628 32424 199232 13916
            """;
    Recording read = Given.recording(folder, "x.tab", tab);
    assertEquals("2026-04-27T19:53:48.001Z", read.at(0).toString());
    assertEquals(32_424 - 13_916, Given.kib(read, Metric.S_RECLAIMABLE));
    String slb =
        COLLECTL.substring(0, COLLECTL.indexOf(">>>"))
            + """
            #Date Time SlabName ObjInUse ObjInUseB ObjAll ObjAllB SlabInUse SlabInUseB SlabAll SlabAllB SlabChg SlabPct
            20260427 15:53:48.001 bio-128 21 4032 21 4032 1 4096 1 4096 0 0
            20260427 15:53:48.001 dentry 42 8064 42 8064 2 8192 2 8192 0 0
            20260427 15:54:03.001 dentry 42 8064 42 8064 2 8192 2 8192 0 0
            """;
    Recording slabs = Given.recording(folder, "x.slb", slb);
    assertEquals(2, Given.facts(slabs).samples());
    assertEquals(8, Given.kib(slabs, Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE, "dentry"));
  }

  @Test
  void dstat() throws IOException {
    Recording read = Given.recording(folder, "x.csv", DSTAT);
    assertEquals("2026-12-31T23:59:53Z", read.at(0).toString());
    assertEquals(10, read.span(), 0.001);
    assertEquals(1_304_436, Given.kib(read, Metric.MEM_FREE));
    assertEquals(92_192 + 1_321_812 + 5_764 + 76_192, Given.kib(read, Metric.MEM_TOTAL));
    assertTrue(warnings(read).contains("TOTAL_ADDED_UP"));
    String bytes = DSTAT.replace("pcp-dstat 6.0.3 CSV O", "Dstat 0.8.0 CSV o");
    Recording old = Given.recording(folder, "y.csv", bytes);
    assertEquals(1_304_436 / 1024.0, Given.kib(old, Metric.MEM_FREE), 1);
  }

  @Test
  void smem() throws IOException {
    Recording read = Given.recording(folder, "smem.txt", SMEM);
    assertEquals("2026-04-27T19:53:18Z", read.at(0).toString());
    assertEquals(15 * 1024, Given.process(read, "orderd"));
    assertEquals(14.5 * 1024, Given.kib(read, Metric.PROC_PSS, Subject.Kind.PROCESS, "orderd"));
    assertEquals(2, read.all(Metric.PROC_RSS, Subject.Kind.PROCESS).size(), "no total");
    assertTrue(warnings(read).contains("SIZES_ROUNDED"));
    assertTrue(warnings(read).contains("SOME_PROCESSES"));
  }

  @Test
  void pidstatPassesMidnight() throws IOException {
    Recording read = Given.recording(folder, "pidstat.txt", PIDSTAT);
    assertEquals("2026-04-27T23:59:48Z", read.at(0).toString());
    assertEquals(30, read.span(), 0.001);
    assertEquals(11_864, Given.process(read, "systemd"));
    assertTrue(!warnings(read).contains("SOME_PROCESSES"), "all processes are in it");
  }

  @Test
  void pidstatWithoutMemory() throws IOException {
    String text =
        """
        Linux 6.1.0-50 (app-01) \t04/27/26 \t_x86_64_\t(1 CPU)

        15:53:48      UID       PID    %usr %system  %guest    %CPU   CPU  Command
        15:53:48        0         1    0.00    0.00    0.00    0.00     0  systemd
        """;
    assertTrue(Given.refusal(folder, "pidstat.txt", text).contains("pidstat -h -r -p ALL"));
  }
}
