package io.memledger.series;

import java.util.Comparator;

/**
 * Whom a series is about.
 *
 * @param kind what sort of thing it is
 * @param name the command, cache, cgroup path, mount point, caller; text of the archive, so hostile
 * @param id the pid (of a class of descriptors, its process'), id of a shared memory segment,
 *     message queue or BPF map; 0 where the name is enough
 * @param start clock ticks since boot at which a process began (field 22 of stat); 0 for others. A
 *     process is (pid, start): a pid whose start changes is another process.
 */
public record Subject(Kind kind, String name, long id, long start) implements Comparable<Subject> {
  /** The sorts of subject; the wire names are the culprit kinds of report.json. */
  public enum Kind {
    HOST("host"),
    PROCESS("process"),
    PROCESS_GROUP("process-group"),
    SLAB_CACHE("slab-cache"),
    CGROUP("cgroup"),
    TMPFS_MOUNT("tmpfs-mount"),
    SHM_SEGMENT("shm-segment"),
    VMALLOC_CALLER("vmalloc-caller"),
    CALL_SITE("call-site"),
    BPF_MAP("bpf-map"),
    MSG_QUEUE("msg-queue"),
    DESCRIPTOR_CLASS("descriptor-class"),
    SWAP_DEVICE("swap-device"),
    ZONE("zone");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  public static final Subject HOST = new Subject(Kind.HOST, "", 0, 0);

  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::kind)
          .thenComparing(Subject::name)
          .thenComparingLong(Subject::id)
          .thenComparingLong(Subject::start);

  /** The largest that a kernel gives: PID_MAX_LIMIT of include/linux/threads.h is 4 Mi. */
  public static final long LARGEST_PID = 1 << 22;

  /**
   * Whether it is a process whose pid was told: files that name commands alone get numbers that no
   * kernel gives.
   */
  public boolean hasPid() {
    return kind == Kind.PROCESS && id <= LARGEST_PID;
  }

  /** The id as a reader is told it. */
  public String shownId() {
    return kind == Kind.PROCESS && !hasPid() ? "?" : Long.toString(id);
  }

  public static Subject named(Kind kind, String name) {
    return new Subject(kind, name, 0, 0);
  }

  public static Subject process(String comm, long pid, long startTicks) {
    return new Subject(Kind.PROCESS, comm, pid, startTicks);
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
