package io.memledger.corpus.files;

import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.Slab;
import io.memledger.corpus.machine.World;

/** slabinfo, vmallocinfo, and what is derived of slabs, mounts and segments. */
public final class KernelFiles {
  private KernelFiles() {}

  static void slabinfo(World world, Text out) {
    out.put("slabinfo - version: 2.1\n# name            <active_objs> <num_objs> <objsize> ");
    out.put("<objperslab> <pagesperslab> : tunables <limit> <batchcount> <sharedfactor> ");
    out.put(": slabdata <active_slabs> <num_slabs> <sharedavail>\n");
    for (Slab slab : world.slabs) {
      out.put(slab.name).put(" ").padded(Math.min(slab.active, slab.slabs * slab.perSlab), 6);
      out.put(" ").padded(slab.slabs * slab.perSlab, 6).put(" ").padded(slab.size, 6);
      out.put(" ").padded(slab.perSlab, 4).put(" ").padded(slab.pagesPerSlab, 4);
      out.put(" : tunables    0    0    0 : slabdata ").padded(slab.slabs, 6);
      out.put(" ").padded(slab.slabs, 6).put("      0\n");
    }
  }

  public static void slabs(World world, Text out) {
    int groups = 0;
    for (Slab slab : world.slabs) {
      // Flags and size; groups of one size differ in their flags.
      String group = ":" + "adDFAt".charAt(groups++ % 6) + "-" + String.format("%07d", slab.size);
      String reclaim = slab.reclaimable ? " 1 " : " 0 ";
      if (slab.merged.isEmpty()) {
        out.put(slab.name).put(reclaim).put(slab.name).put("\n");
      }
      for (String name : slab.merged) {
        out.put(group).put(reclaim).put(name).put("\n");
      }
    }
  }

  static void vmallocinfo(Machine machine, double t, Text out) {
    long address = 0x0000_0000_1000_0000L;
    for (World.Area area : machine.world.areas) {
      address += 0x100_0000_0000L;
      long pages = Proc.pages(area.bytes().at(t));
      if (pages > 0) {
        area(out, address, area.caller(), pages);
      }
    }
    if (machine.world.kernel.vmapStack()) {
      String caller = machine.world.kernel.since(515) ? "kernel_clone" : "_do_fork";
      for (long thread = 0; thread < machine.books.threads; thread++) {
        area(out, 0x7000_0000_0000L + thread * 0x5000, caller, 4);
      }
    }
  }

  private static void area(Text out, long address, String caller, long pages) {
    long bytes = (pages + 1) * 4096;
    out.put("0x").put(Long.toHexString(address)).put("-0x").put(Long.toHexString(address + bytes));
    out.put(" ").padded(bytes, 7).put(" ").put(caller).put("+0x94/0x3e0 pages=").put(pages);
    out.put(" vmalloc N0=").put(pages).put("\n");
  }

  static void mounts(World world, double t, Text out) {
    for (World.Mount mount : world.mounts) {
      out.put((long) mount.size()).put(" ").put(Proc.pages(mount.used().at(t)) * 4096);
      out.put(" 40 tmpfs ").put(mount.point()).put("\n");
    }
  }

  static void shm(World world, double t, Text out) {
    out.put("       key      shmid perms       size  cpid  lpid nattch   uid   gid  cuid  cgid ");
    out.put("     atime      dtime      ctime        rss       swap\n");
    for (World.Segment segment : world.segments) {
      long rss = Proc.pages(segment.rss().at(t)) * 4096;
      out.padded(segment.key(), 10).put(" ").padded(segment.id(), 10).put("  600 ").padded(rss, 10);
      out.put(" ").put(segment.creator().pid).put(" ").put(segment.creator().pid).put(" ");
      out.put(segment.attached()).put(" 0 0 0 0 0 0 1780000000 ").put(rss).put(" 0\n");
    }
  }

  static void cgroups(long number, Text out) {
    out.put("#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t2\t80\t1\nmemory\t4\t");
    out.put(number).put("\t1\npids\t9\t80\t1\n");
  }
}
