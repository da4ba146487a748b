package io.memledger.corpus.machine;

import java.util.List;

/** The slab caches that every machine has, sized by its memory and by who lives on it. */
final class Caches {
  private Caches() {}

  static void settle(World world) {
    double gib = Math.min(64, world.memory / World.GIB);
    Kernel kernel = world.kernel;
    cache(world, "dentry", 192, true, 25_000 * gib, 0.004);
    cache(world, "inode_cache", 608, true, 4_000 + 300 * gib, 0.002);
    cache(world, "ext4_inode_cache", 1088, true, 8_000 * gib, 0.004);
    cache(world, "proc_inode_cache", 680, true, 2_000 + 400 * gib, 0.01);
    cache(world, "shmem_inode_cache", 760, false, 1_500, 0.002);
    cache(world, "sock_inode_cache", 832, true, 600, 0.01);
    cache(world, "buffer_head", 104, true, 30_000 * gib, 0.006);
    cache(world, "radix_tree_node", 584, true, 7_000 * gib, 0.004);
    cache(world, "vm_area_struct", 208, false, 14_000, 0.01);
    cache(world, "anon_vma", 104, false, 6_000, 0.01);
    cache(world, "filp", 256, false, 4_000, 0.01);
    cache(world, "task_struct", 7_232, false, 250, 0.005);
    cache(world, "signal_cache", 1152, false, 350, 0.01);
    cache(world, "sighand_cache", 2112, false, 300, 0.01);
    cache(world, "mm_struct", 1088, false, 180, 0.02);
    cache(world, "files_cache", 704, false, 190, 0.02);
    cache(world, kernel.since(618) ? "cred" : "cred_jar", 192, false, 3_000, 0.02);
    cache(world, "pid", 128, false, 700, 0.01);
    cache(world, "kernfs_node_cache", 128, false, 45_000, 0.0005);
    cache(world, "skbuff_head_cache", 256, false, 1_200, 0.08);
    cache(world, "TCP", 2368, false, 90, 0.05);
    cache(world, "UDP", 1280, false, 40, 0.02);
    cache(world, "eventpoll_epi", 128, false, 900, 0.02);
    cache(world, "nf_conntrack", 320, false, 800, 0.1);
    cache(world, "mem_cgroup", 4096, false, 110, 0);
    cache(world, "xfs_inode", 1024, true, world.dice.chance(0.3) ? 9_000 * gib : 0, 0.004);
    for (int size : new int[] {32, 64, 96, 128, 192, 256, 512, 1024, 2048, 4096}) {
      double objects = 12e6 / size * Math.sqrt(gib) * world.dice.uniform(0.1, 0.6);
      cache(world, kernel.kmalloc(size), size, false, objects, 0.004);
      if (kernel.since(515)) {
        cache(world, kernel.kmalloc(size).replace("-", "-cg-"), size, false, objects / 6, 0.01);
      }
    }
    merge(world, "signal_cache", "UNIX", "UNIX-STREAM", "signal_cache");
    merge(world, "eventpoll_epi", "eventpoll_epi", "fib6_node", "tcp_bind_bucket");
    merge(world, "pid", "cred", "pid");
  }

  private static void cache(
      World world, String name, int size, boolean reclaimable, double objects, double noise) {
    Dice dice = world.dice;
    double level = objects * dice.uniform(0.5, 1.6);
    world.slabs.add(
        new Slab(
            name,
            size,
            reclaimable,
            Signal.constant(level).plus(Noise.drifting(dice, level * noise, 200)).atLeast(0)));
  }

  private static void merge(World world, String shown, String... names) {
    world.slab(shown).merged = List.of(names);
  }
}
