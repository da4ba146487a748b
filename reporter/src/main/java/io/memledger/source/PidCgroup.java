package io.memledger.source;

/**
 * /proc/&lt;pid&gt;/cgroup: "id:controllers:path", one line a hierarchy; the memory controller's,
 * else the unified one ("0::path").
 */
final class PidCgroup implements Source {
  @Override
  public boolean reads(String path) {
    return ProcPath.is(path, "cgroup");
  }

  @Override
  public boolean linesStandAlone() {
    return false;
  }

  @Override
  public void parse(String path, ProcText text, Sink sink) {
    String unified = null;
    String memory = null;
    while (text.nextLine()) {
      int first = text.indexOf(':', text.lineStart());
      int second = first < 0 ? -1 : text.indexOf(':', first + 1);
      if (second < 0) {
        continue;
      }
      String controllers = text.text(first + 1, second);
      text.seek(second + 1);
      if (controllers.isEmpty()) {
        unified = text.rest();
      } else if (("," + controllers + ",").contains(",memory,")) {
        memory = text.rest();
      }
    }
    String group = memory != null ? memory : unified;
    if (group != null && group.startsWith("/")) {
      sink.memoryCgroup(ProcPath.pid(path), group);
    }
  }
}
