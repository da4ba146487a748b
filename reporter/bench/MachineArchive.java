import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes an archive of a machine that does not exist, to measure the report with: one process leaks,
 * one restarts now and then, caches fill, and the page cache goes up and down with the hour.
 *
 * <pre>java MachineArchive.java OUT.tar.gz SNAPSHOTS INTERVAL PROCESSES CACHES</pre>
 */
public final class MachineArchive {
  private static final long START = 1_795_406_585L;
  private static final long TOTAL = 32L << 20;
  private static final int RESTART = 5_000;

  private final Random random = new Random(7);
  private final OutputStream out;
  private final int interval;
  private final int processes;
  private final int caches;
  private long swapped;
  private long scanned;

  private MachineArchive(OutputStream out, int interval, int processes, int caches) {
    this.out = out;
    this.interval = interval;
    this.processes = processes;
    this.caches = caches;
  }

  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[1]);
    try (OutputStream zip =
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(Path.of(args[0])), 1 << 16) {
              {
                def.setLevel(1);
              }
            },
            1 << 20)) {
      MachineArchive archive =
          new MachineArchive(
              zip,
              Integer.parseInt(args[2]),
              Integer.parseInt(args[3]),
              Integer.parseInt(args[4]));
      for (int i = 0; i < count; i++) {
        archive.snapshot(i, (double) i / count);
      }
      zip.write(new byte[1024]);
    }
  }

  /** kB that the process has lost by a share of the capture. */
  private static long leaked(double share) {
    return (long) (14.0 * (1 << 20) * share);
  }

  private void snapshot(int i, double share) throws IOException {
    long seconds = (long) i * interval;
    String top = "memledger-bench-20261123T040305Z/" + (START + seconds) + "/";
    double hour = Math.sin(2 * Math.PI * (seconds % 86_400) / 86_400.0);
    long slabs = 0;
    StringBuilder slabinfo =
        new StringBuilder(
            "slabinfo - version: 2.1\n# name <active_objs> <num_objs> <objsize> <objperslab>"
                + " <pagesperslab> : tunables <limit> <batchcount> <sharedfactor> : slabdata"
                + " <active_slabs> <num_slabs> <sharedavail>\n");
    for (int c = 0; c < caches; c++) {
      long num = 20 + c * 3L + random.nextInt(3) + (long) (c == 7 ? 9_000 * share : 0);
      slabs += num * 8;
      String name = c == 7 ? "dentry" : c == 8 ? "ext4_inode_cache" : "cache-" + c;
      slabinfo.append(
          String.format(
              "%-17s %6d %6d %6d %4d %4d : tunables 0 0 0 : slabdata %6d %6d 0\n",
              name, num * 20, num * 21, 192, 21, 2, num, num));
    }
    StringBuilder stat = new StringBuilder();
    long anon = 0;
    for (int p = 0; p < processes; p++) {
      long pages = 300 + (p * 7919L) % 9_000 + random.nextInt(40);
      long began = 500;
      String name = "worker-" + p;
      long pid = 1000 + p;
      if (p == 0) {
        name = "orderd";
        pages = 200_000 + leaked(share) / 4 + random.nextInt(800);
      } else if (p == 1) {
        name = "indexer";
        pages = 30_000 + (i % RESTART) * 12L;
        pid += i / RESTART * 7_000L;
        began = 500 + (long) (i / RESTART) * RESTART * interval * 100;
      } else if (p == 2) {
        name = "cached";
        pages = (long) (300_000 * (1 - Math.exp(-seconds / 9_000.0))) + 900;
      }
      anon += pages * 4;
      stat.append(pid).append(" (").append(name).append(") S 1 1 1 0 -1 4194560 100 0 0 0 ");
      stat.append(i).append(" 3 0 0 20 0 ").append(4 + p % 9).append(" 0 ").append(began);
      stat.append(' ').append(pages * 4096 * 3).append(' ').append(pages);
      stat.append(" 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    }
    anon = anon * 9 / 10;
    long cache = (6L << 20) + (long) (hour * (1 << 20)) + random.nextInt(60_000);
    long shmem = 420_000;
    long recl = 400_000 + (long) (300_000 * share);
    long unrecl = 260_000 + random.nextInt(300);
    long other = 90_000;
    long wanted = anon + cache + shmem + recl + unrecl + other;
    long free = Math.max(700_000, TOTAL - wanted);
    cache = TOTAL - (wanted - cache) - free;
    if (free == 700_000) {
      scanned += 900 + random.nextInt(500);
      swapped += random.nextInt(60);
    }
    long swap = Math.min(1_900_000, swapped * 4);
    long available = free + cache * 9 / 10 + recl / 2 - 300_000;
    file(top + "proc/uptime", (1000 + seconds) + ".00 1.00\n");
    file(
        top + "proc/meminfo",
        kb("MemTotal", TOTAL) + kb("MemFree", free) + kb("MemAvailable", available)
            + kb("Buffers", 90_000) + kb("Cached", cache + shmem - 90_000) + kb("SwapCached", 0)
            + kb("Active", cache / 2 + anon) + kb("Inactive", cache / 2 + shmem)
            + kb("Active(anon)", anon) + kb("Inactive(anon)", shmem)
            + kb("Active(file)", cache / 2) + kb("Inactive(file)", cache - cache / 2)
            + kb("Unevictable", 0) + kb("Mlocked", 0) + kb("SwapTotal", 2L << 20)
            + kb("SwapFree", (2L << 20) - swap) + kb("Dirty", 900) + kb("Writeback", 0)
            + kb("AnonPages", anon) + kb("Mapped", 200_000) + kb("Shmem", shmem)
            + kb("KReclaimable", recl) + kb("Slab", recl + unrecl) + kb("SReclaimable", recl)
            + kb("SUnreclaim", unrecl) + kb("KernelStack", 18_000) + kb("PageTables", 52_000)
            + kb("VmallocUsed", 40_000) + kb("Percpu", 9_000));
    file(
        top + "proc/vmstat",
        "pgpgin " + (i * 900L + random.nextInt(400)) + "\npgpgout " + (i * 2_100L)
            + "\npswpin " + swapped / 3 + "\npswpout " + swapped + "\npgfault " + i * 9_000L
            + "\npgmajfault " + i * 2L + "\npgscan_kswapd " + scanned + "\npgsteal_kswapd "
            + scanned * 9 / 10 + "\noom_kill " + (share > 0.93 ? 1 : 0) + "\n");
    file(
        top + "proc/stat",
        "cpu  " + i * 300L + " 0 " + i * 90L + " " + i * 1_500L + " " + i * 20L
            + " 0 0 0 0 0\ncpu0 1 0 1 1 0 0 0 0 0 0\nintr " + i * 4_100L + "\nctxt " + i * 9_700L
            + "\nbtime " + (START - 1000) + "\nprocesses " + i * 3L + "\nprocs_running "
            + (1 + random.nextInt(4)) + "\nprocs_blocked " + random.nextInt(2) + "\n");
    file(top + "proc/slabinfo", slabinfo.toString());
    file(top + "proc/pids/stat", stat.toString());
  }

  private static String kb(String name, long value) {
    return String.format("%-16s%8d kB\n", name + ":", value);
  }

  private void file(String name, String text) throws IOException {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000600\0" + "0000000\0" + "0000000\0");
    put(header, 124, String.format("%011o ", data.length) + "00000000000 ");
    header[156] = '0';
    put(header, 257, "ustar\00000");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    out.write(header);
    out.write(data);
    out.write(new byte[(512 - data.length % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
