package io.memledger.collector.snapshot;

import io.memledger.collector.proc.ProcReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The memory control groups of one hierarchy, the upper ones first. */
final class CgroupTree {
  /** More are left out: each costs up to eight reads. */
  private static final int MOST = 500;

  /** The tree is listed again after so many samplings. */
  private static final int RELIST_AFTER = 10;

  /** Files of controllers begin so; anything else may be a group. */
  private static final String[] FILES = {
    "memory.",
    "cgroup.",
    "cpu.",
    "cpuacct.",
    "cpuset.",
    "io.",
    "pids.",
    "hugetlb.",
    "rdma.",
    "misc.",
    "irq.",
    "blkio.",
    "dmem.",
    "devices.",
    "net_",
    "perf_event.",
    "tasks",
    "notify_on_release",
    "release_agent"
  };

  /** One group; {@code absent} has a bit for each file that it was found not to have. */
  static final class Group {
    final String path;
    int absent;

    Group(String path) {
      this.path = path;
    }
  }

  private final ProcReader reader;

  /** A file that only the root of this kind of hierarchy has. */
  private final String mark;

  private final String[] mounts;
  private List<Group> groups = new ArrayList<>();
  private int samplings;

  private CgroupTree(ProcReader reader, String mark, String... mounts) {
    this.reader = reader;
    this.mark = mark;
    this.mounts = mounts;
  }

  static CgroupTree v1(ProcReader reader) {
    return new CgroupTree(reader, "memory.stat", "sys/fs/cgroup/memory", "cgroup/memory");
  }

  /** In a hybrid system the second version is mounted beside the first. */
  static CgroupTree v2(ProcReader reader) {
    return new CgroupTree(reader, "cgroup.controllers", "sys/fs/cgroup", "sys/fs/cgroup/unified");
  }

  /** The groups there are now, at most {@value #MOST}; none if the hierarchy is not mounted. */
  List<Group> groups() {
    if (samplings++ % RELIST_AFTER == 0) {
      List<Group> now = new ArrayList<>();
      for (String mount : mounts) {
        if (now.isEmpty() && reader.exists(mount + '/' + mark)) {
          now.add(new Group(mount));
        }
      }
      for (int i = 0; i < now.size() && now.size() < MOST; i++) {
        addChildren(now.get(i).path, now);
      }
      groups = now;
    }
    return groups;
  }

  private void addChildren(String path, List<Group> to) {
    String[] names = reader.list(path);
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    for (String name : names) {
      if (!isFile(name) && to.size() < MOST && reader.isFolder(path + '/' + name)) {
        to.add(new Group(path + '/' + name));
      }
    }
  }

  private static boolean isFile(String name) {
    for (String start : FILES) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
