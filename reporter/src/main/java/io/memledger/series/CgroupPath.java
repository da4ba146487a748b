package io.memledger.series;

/** Paths of memory cgroups, as /proc/pid/cgroup tells them. */
public final class CgroupPath {
  private CgroupPath() {}

  /** Whether a path is that of a cgroup or of one below it. */
  public static boolean isWithin(String path, String cgroup) {
    return path.equals(cgroup) || path.startsWith(cgroup + "/");
  }
}
