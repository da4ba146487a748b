package io.memledger.rules.cgroup;

import io.memledger.rule.NextStep;
import io.memledger.rules.findings.NextSteps;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import java.util.List;

/**
 * Where the numbers of a cgroup stand: the two versions have other folders and other files.
 *
 * @param mount without the cgroup's path
 */
record CgroupFiles(String mount, String path, boolean isV1) {
  static CgroupFiles of(Recording recording, Subject cgroup) {
    boolean v1 = recording.host(Metric.CGROUP_FOLDERS).isPresent();
    return new CgroupFiles("sys/fs/cgroup" + (v1 ? "/memory" : ""), cgroup.name(), v1);
  }

  private String file(String name) {
    return mount + (path.equals("/") ? "/" : path + "/") + name;
  }

  /** The file of a part of what a cgroup holds. */
  String part(Metric metric) {
    if (isV1 && metric == Metric.CG_KERNEL) {
      return file("memory.kmem.usage_in_bytes");
    }
    return isV1 && metric == Metric.CG_SOCK ? file("memory.kmem.tcp.usage_in_bytes") : stat();
  }

  String stat() {
    return file("memory.stat");
  }

  String current() {
    return file(isV1 ? "memory.usage_in_bytes" : "memory.current");
  }

  String limit(boolean high) {
    return file(isV1 ? "memory.limit_in_bytes" : high ? "memory.high" : "memory.max");
  }

  String kills() {
    return file(isV1 ? "memory.oom_control" : "memory.events");
  }

  String hitsFile() {
    return isV1 ? "memory.failcnt" : "memory.events";
  }

  String hits() {
    return file(hitsFile());
  }

  String pressure() {
    return file("memory.pressure");
  }

  /** A command that shows one of its files; none if the path could mean something to a shell. */
  List<NextStep> step(String why, String name) {
    return path.equals("/")
        ? List.of(NextSteps.of(why, "cat /" + file(name)))
        : NextSteps.withPath(why, "cat /" + mount + "@/" + name, path);
  }
}
