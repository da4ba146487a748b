package io.memledger.series;

/** What is known of a subject in words or numbers that do not change, beside its series. */
public enum Label {
  /** Slab cache: 1 if its pages stand in SReclaimable, 0 if in SUnreclaim. */
  RECLAIMABLE,
  /** BPF map: its type, such as hash or percpu_array, or the kernel's number of it. */
  MAP_TYPE,
  /** BPF map: pids of the processes that hold it open, joined by commas. */
  HOLDERS,
  /** System V segment or message queue: uid of its owner. */
  OWNER,
  /** System V segment: pid of the process that made it; queue: of the last that wrote to it. */
  MAKER
}
