package io.memledger.rules.holders;

import java.util.List;
import java.util.Set;

/** Types of BPF maps, which fdinfo prints as numbers (enum bpf_map_type of the kernel's uapi). */
final class BpfTypes {
  private static final List<String> NAMES =
      List.of(
          "unspec",
          "hash",
          "array",
          "prog_array",
          "perf_event_array",
          "percpu_hash",
          "percpu_array",
          "stack_trace",
          "cgroup_array",
          "lru_hash",
          "lru_percpu_hash",
          "lpm_trie",
          "array_of_maps",
          "hash_of_maps",
          "devmap",
          "sockmap",
          "cpumap",
          "xskmap",
          "sockhash",
          "cgroup_storage",
          "reuseport_sockarray",
          "percpu_cgroup_storage",
          "queue",
          "stack",
          "sk_storage",
          "devmap_hash",
          "struct_ops",
          "ringbuf",
          "inode_storage",
          "task_storage",
          "bloom_filter",
          "user_ringbuf",
          "cgrp_storage",
          "arena");

  /** Those whose entries are per-CPU memory. */
  private static final Set<String> PER_CPU =
      Set.of("percpu_hash", "percpu_array", "lru_percpu_hash", "percpu_cgroup_storage");

  private BpfTypes() {}

  /** The name of a type given as a number; what is no known number stays as it is. */
  static String name(String type) {
    boolean number = type.matches("\\d{1,2}");
    return number && Integer.parseInt(type) < NAMES.size()
        ? NAMES.get(Integer.parseInt(type))
        : type;
  }

  static boolean isPerCpu(String type) {
    return PER_CPU.contains(name(type));
  }
}
