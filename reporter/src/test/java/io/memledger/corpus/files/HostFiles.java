package io.memledger.corpus.files;

import io.memledger.corpus.machine.Books;
import io.memledger.corpus.machine.Kernel;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Schedule;
import io.memledger.corpus.machine.World;
import io.memledger.corpus.machine.Zones;

/** The files of the whole host: meminfo, vmstat, zoneinfo, stat, uptime, pressure and so on. */
final class HostFiles {
  private HostFiles() {}

  static void meminfo(Machine machine, Text out) {
    Books b = machine.books;
    Kernel k = machine.world.kernel;
    long locked = Math.min(b.anon / 4, 4_500);
    kb(out, "MemTotal", b.total);
    kb(out, "MemFree", b.free);
    kb(out, "MemAvailable", b.available(machine.zones));
    kb(out, "Buffers", b.buffers);
    kb(out, "Cached", b.file - b.buffers + b.shmem);
    kb(out, "SwapCached", 0);
    long anonLru = b.anon + b.shmem - locked;
    long activeAnon = anonLru * (k.since(504) ? 3 : 7) / 10;
    long activeFile = b.file * 9 / 20;
    kb(out, "Active", activeAnon + activeFile);
    kb(out, "Inactive", anonLru - activeAnon + b.file - activeFile);
    kb(out, "Active(anon)", activeAnon);
    kb(out, "Inactive(anon)", anonLru - activeAnon);
    kb(out, "Active(file)", activeFile);
    kb(out, "Inactive(file)", b.file - activeFile);
    kb(out, "Unevictable", locked);
    kb(out, "Mlocked", locked);
    kb(out, "SwapTotal", b.swapTotal);
    kb(out, "SwapFree", b.swapTotal - b.swapUsed);
    if (k.since(601)) {
      kb(out, "Zswap", 0);
      kb(out, "Zswapped", 0);
    }
    kb(out, "Dirty", Math.min(b.file / 50, 3_000));
    kb(out, "Writeback", 0);
    kb(out, "AnonPages", b.anon);
    kb(out, "Mapped", Math.min(b.file, b.mapped));
    kb(out, "Shmem", b.shmem);
    if (k.since(418)) {
      kb(out, "KReclaimable", b.slabReclaimable);
    }
    kb(out, "Slab", b.slabReclaimable + b.slabUnreclaimable);
    kb(out, "SReclaimable", b.slabReclaimable);
    kb(out, "SUnreclaim", b.slabUnreclaimable);
    kb(out, "KernelStack", b.stacks);
    kb(out, "PageTables", b.tables);
    if (k.since(601)) {
      kb(out, "SecPageTables", 0);
    }
    kb(out, "NFS_Unstable", 0);
    kb(out, "Bounce", 0);
    kb(out, "WritebackTmp", 0);
    kb(out, "CommitLimit", b.total / 2 + b.swapTotal);
    kb(out, "Committed_AS", b.anon * 2 + b.shmem);
    out.kib("VmallocTotal", 34_359_738_367L);
    vmalloc(b, k, out);
    if (k.since(418)) {
      kb(out, "Percpu", b.percpu);
    }
    kb(out, "HardwareCorrupted", 0);
    kb(out, "AnonHugePages", b.hugeAnon);
    if (k.since(418)) {
      kb(out, "ShmemHugePages", 0);
      kb(out, "ShmemPmdMapped", 0);
    }
    if (k.since(504)) {
      kb(out, "FileHugePages", 0);
      kb(out, "FilePmdMapped", 0);
    }
    if (k.since(608)) {
      kb(out, "Unaccepted", 0);
    }
    if (k.since(618)) {
      kb(out, "Balloon", 0);
    }
    long huge = b.hugetlb / 512;
    out.put("HugePages_Total:   ").padded(huge, 5).put("\nHugePages_Free:    ").padded(huge, 5);
    out.put("\nHugePages_Rsvd:        0\nHugePages_Surp:        0\n");
    out.kib("Hugepagesize", 2048);
    if (k.since(418)) {
      kb(out, "Hugetlb", b.hugetlb);
    }
    out.kib("DirectMap4k", 140_544);
    out.kib("DirectMap2M", b.total * 4 / 2048 * 2048);
  }

  /** Address space before 4.4, 0 until 5.2, pages since: KERNEL 1. */
  private static void vmalloc(Books b, Kernel k, Text out) {
    if (k.countsVmalloc()) {
      kb(out, "VmallocUsed", b.vmalloc + b.stacks);
    } else {
      out.kib("VmallocUsed", k.since(418) ? 0 : b.vmalloc * 4 + 122_268);
    }
    kb(out, "VmallocChunk", 0);
  }

  private static void kb(Text out, String name, long pages) {
    out.kib(name, pages * 4);
  }

  static void vmstat(Machine machine, Text out) {
    Books b = machine.books;
    Kernel k = machine.world.kernel;
    out.line("nr_free_pages", b.free);
    out.line("nr_anon_pages", b.anon);
    out.line("nr_file_pages", b.file + b.shmem);
    out.line("nr_shmem", b.shmem);
    out.line("nr_slab_reclaimable", b.slabReclaimable);
    out.line("nr_slab_unreclaimable", b.slabUnreclaimable);
    out.line("nr_page_table_pages", b.tables);
    out.line("nr_kernel_stack", b.stacks * 4);
    out.line("nr_isolated_anon", 0);
    out.line("nr_isolated_file", 0);
    if (k.since(418)) {
      out.line("nr_zspages", 0);
    }
    out.line("pgpgin", b.readKib);
    out.line("pgpgout", b.writtenKib);
    out.line("pswpin", b.swappedIn);
    out.line("pswpout", b.swappedOut);
    out.line("pgfault", b.faults);
    out.line("pgmajfault", b.majorFaults);
    if (k.since(418)) {
      out.line("pgsteal_kswapd", b.stolen);
      out.line("pgsteal_direct", b.stalls * 20);
      out.line("pgscan_kswapd", b.scanned);
      out.line("pgscan_direct", b.stalls * 30);
      out.line("allocstall_normal", b.stalls);
      out.line("oom_kill", b.oomKills);
    } else {
      out.line("pgsteal_kswapd_dma32", 0);
      out.line("pgsteal_kswapd_normal", b.stolen);
      out.line("pgsteal_direct_normal", b.stalls * 20);
      out.line("pgscan_kswapd_dma32", 0);
      out.line("pgscan_kswapd_normal", b.scanned);
      out.line("pgscan_direct_normal", b.stalls * 30);
      out.line("allocstall", b.stalls);
    }
    out.line("slabs_scanned", b.slabsScanned);
    out.line("drop_pagecache", 0);
    out.line("drop_slab", 0);
    if (k.since(515)) {
      out.line("workingset_refault_anon", 0);
      out.line("workingset_refault_file", b.refaults);
    } else if (k.since(418)) {
      out.line("workingset_refault", b.refaults);
    }
    out.line("compact_stall", b.stalls / 10);
    out.line("balloon_inflate", 0);
    out.line("balloon_deflate", 0);
  }

  static void zoneinfo(Machine machine, Text out) {
    Zones zones = machine.zones;
    Books b = machine.books;
    int lastZone = zones.names.length - 1;
    for (int zone = 0; zone <= lastZone; zone++) {
      out.put("Node 0, zone ").put(zones.names[zone]).put("\n  pages free     ");
      out.put(zone == lastZone ? b.free : zones.high[zone]).put("\n");
      out.put("        min      ").put(zones.min[zone]).put("\n        low      ");
      out.put(zones.low[zone]).put("\n        high     ").put(zones.high[zone]);
      out.put("\n        spanned  ").put(zones.managed[zone] * 2).put("\n        present  ");
      out.put(zones.managed[zone] + 30).put("\n        managed  ").put(zones.managed[zone]);
      out.put("\n        protection: (0");
      for (int above = 1; above <= lastZone; above++) {
        long sum = 0;
        for (int one = zone + 1; one <= above; one++) {
          sum += zones.managed[one];
        }
        out.put(", ").put(sum / 256);
      }
      out.put(")\n  pagesets\n");
      for (int cpu = 0; cpu < b.perCpu.length; cpu++) {
        out.put("    cpu: ").put(cpu).put("\n              count: ");
        out.put(zone == lastZone ? b.perCpu[cpu] : 0);
        out.put("\n              high:  378\n              batch: 63\n");
        out.put("  vm stats threshold: 24\n");
      }
      out.put("  start_pfn:           1\n");
    }
  }

  static void stat(Machine machine, double t, Text out) {
    Books b = machine.books;
    Schedule schedule = machine.world.schedule;
    out.put("cpu  ").put(b.busyTicks).put(" 0 0 ").put(b.idleTicks).put(" ").put(b.waitTicks);
    out.put(" 0 0 0 0 0\n");
    int cpus = machine.world.cpus;
    for (int cpu = 0; cpu < cpus; cpu++) {
      out.put("cpu").put(cpu).put(" ").put(b.busyTicks / cpus).put(" 0 0 ");
      out.put(b.idleTicks / cpus).put(" ").put(b.waitTicks / cpus).put(" 0 0 0 0 0\n");
    }
    out.put("intr ").put(b.interrupts).put(" 0 9 0 0\n").line("ctxt", b.switches);
    double boot = schedule.epoch() + t - Machine.up(machine.world, t);
    out.line("btime", Math.round(boot + machine.world.clock.at(t)));
    out.line("processes", b.forks).line("procs_running", 1).line("procs_blocked", 0);
  }

  static void uptime(World world, double t, Text out) {
    double up = Machine.up(world, t);
    out.hundredths(up).put(" ").hundredths(up * world.cpus / 2).put("\n");
  }

  /** What: 0 memory, 2 io, 4 cpu. */
  static void pressure(Books b, int what, Text out) {
    out.put("some avg10=0.00 avg60=0.00 avg300=0.00 total=").put(b.stalled[what]).put("\n");
    if (what < 4) {
      out.put("full avg10=0.00 avg60=0.00 avg300=0.00 total=");
      out.put(b.stalled[what + 1]).put("\n");
    }
  }

  static void sockstat(Books b, Text out) {
    out.line("sockets: used", b.sockets);
    out.put("TCP: inuse ").put(b.sockets / 2).put(" orphan 0 tw 4 alloc ").put(b.sockets / 2 + 3);
    out.put(" mem ").put(b.tcp).put("\nUDP: inuse 6 mem 2\nUDPLITE: inuse 0\nRAW: inuse 0\n");
    out.put("FRAG: inuse 0 memory 0\n");
  }
}
