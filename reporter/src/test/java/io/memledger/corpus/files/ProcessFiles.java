package io.memledger.corpus.files;

import io.memledger.corpus.machine.Kernel;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Proc;
import io.memledger.corpus.machine.World;

/** The files of processes. */
final class ProcessFiles {
  private ProcessFiles() {}

  static void stats(Machine machine, double t, Text out) {
    for (Proc proc : machine.world.procs) {
      if (proc.lives(t) && machine.world.sees(proc)) {
        stat(proc, proc.zombie(t), out);
      }
    }
    if (machine.world.view == World.View.CONTAINER) {
      return;
    }
    for (int kernel = 0; kernel < 12; kernel++) {
      out.put(kernel + 2).put(" (kworker/").put(kernel).put(":1) I 2 0 0 0 -1 69238880 0 0 0 0 0 ");
      out.put("9 0 0 20 0 1 0 12 0 0 18446744073709551615 0 0 0 0 0 0 0 2147483647 0 0 0 0 17 ");
      out.put("0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
    }
    for (Proc proc : machine.transients) {
      stat(proc, false, out);
    }
  }

  private static void stat(Proc proc, boolean zombie, Text out) {
    out.put(proc.pid).put(" (").put(proc.name).put(zombie ? ") Z " : ") S ").put(proc.parent);
    out.put(" 1 1 0 -1 4194304 900 0 0 0 7 3 0 0 20 0 ").put(proc.threadCount).put(" 0 ");
    out.put(proc.startTicks).put(" ");
    if (zombie) {
      out.put("0 0");
    } else {
      out.put(virtual(proc)).put(" ").put(proc.rss());
    }
    out.put(" 18446744073709551615 1 1 0 0 0 0 0 4096 1260 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
  }

  private static long virtual(Proc proc) {
    return (proc.rss() + proc.swapped) * 4096 + proc.reservedBytes;
  }

  static void status(Proc proc, Kernel kernel, Text out) {
    out.put("Name:\t").put(proc.name).put("\nState:\tS (sleeping)\nPid:\t").put(proc.pid);
    out.put("\nPPid:\t").put(proc.parent).put("\n");
    long rss = proc.rss() * 4;
    out.tabbed("VmPeak", virtual(proc) / 1024).tabbed("VmSize", virtual(proc) / 1024);
    out.tabbed("VmHWM", Math.max(rss, proc.peak * 4)).tabbed("VmRSS", rss);
    if (kernel.since(418)) {
      out.tabbed("RssAnon", anonKib(proc)).tabbed("RssFile", proc.libraryPages() * 4);
      out.tabbed("RssShmem", (proc.shmemPages + proc.attachedPages) * 4);
    }
    out.tabbed("VmData", anonKib(proc) + proc.reservedBytes / 1024).tabbed("VmStk", 132);
    out.tabbed("VmPTE", proc.tablePages * 4).tabbed("VmSwap", proc.swapped * 4);
    out.put("Threads:\t").put(proc.threadCount).put("\n");
  }

  private static long anonKib(Proc proc) {
    return (proc.resident() + proc.forkedPages()) * 4;
  }

  static void rollup(Proc proc, Kernel kernel, Text out) {
    long pssAnon = proc.resident() * 4 + proc.forkedPages() * 4 / proc.sharers;
    long pssFile = proc.libraryPages() * 4 / 6;
    long shmem = (proc.shmemPages + proc.attachedPages) * 4;
    out.put("55d0c8a00000-7ffd5a1fe000 ---p 00000000 00:00 0 [rollup]\n");
    out.kib("Rss", proc.rss() * 4).kib("Pss", pssAnon + pssFile + shmem);
    if (kernel.since(504)) {
      out.kib("Pss_Anon", pssAnon).kib("Pss_File", pssFile).kib("Pss_Shmem", shmem);
    }
    out.kib("Anonymous", anonKib(proc)).kib("Swap", proc.swapped * 4);
    out.kib("SwapPss", proc.swapped * 4).kib("Locked", 0);
  }

  static void fds(Machine machine, double t, Text out) {
    for (Proc proc : machine.world.procs) {
      if (proc.lives(t) && !proc.zombie(t) && machine.world.sees(proc)) {
        out.put(proc.pid).put(" ").put(proc.fdCount).put("\n");
      }
    }
  }

  /** What the descriptors are, as derived/fdtypes. */
  static void fdTypes(Proc proc, Text out) {
    out.put(proc.socketCount).put(" socket\n2 anon_inode:[eventpoll]\n1 /dev/null\n");
    out.put(Math.max(0, proc.fdCount - proc.socketCount - 3)).put(" /var/lib/").put(proc.name);
    out.put("\n");
  }
}
