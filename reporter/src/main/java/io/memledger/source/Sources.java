package io.memledger.source;

import java.util.List;
import java.util.Optional;

/** THE list of what is read. */
public final class Sources {
  private static final List<Source> ALL =
      List.of(
          new MemInfo(),
          new VmStat(),
          new ZoneInfo(),
          new Stat(),
          new Uptime(),
          new Pressure(),
          new PidStat(),
          new SlabInfo(),
          new BuddyInfo(),
          new PidStatus(),
          new PidComm(),
          new PidStatm(),
          new PidLimits(),
          new SmapsRollup(),
          new Smaps(),
          new CgroupMemory(),
          new CgroupStat(),
          new CgroupEvents(),
          new Cgroups(),
          new PidCgroup(),
          new VmallocInfo(),
          new AllocInfo(),
          new PageOwnerStacks(),
          new PageOwner(),
          new Kmemleak(),
          new SlabAllocTraces(),
          new SockStat(),
          new FsCounters(),
          new MinFree(),
          new SysVShm(),
          new SysVMsg(),
          new Swaps(),
          new ZramMmStat(),
          new ArcStats(),
          new Fds(),
          new FdTypes(),
          new HeldFiles(),
          new Mounts(),
          new Slabs(),
          new Bpf(),
          new Collector(),
          new Facts());

  private Sources() {}

  public static List<Source> all() {
    return ALL;
  }

  /** The source that reads a path below the root. */
  public static Optional<Source> reading(String path) {
    for (Source source : ALL) {
      if (source.reads(path)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
