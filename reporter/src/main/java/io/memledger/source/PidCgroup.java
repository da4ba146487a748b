package io.memledger.source;

import java.nio.charset.StandardCharsets;

/**
 * /proc/&lt;pid&gt;/cgroup: "id:controllers:path", one line a hierarchy; the memory controller's,
 * else the unified one ("0::path").
 */
final class PidCgroup implements Source {
  /** As of the cgroups' own files in an archive; kernels nest them to 32 by default. */
  private static final int DEEPEST = 48;

  /** Bytes of a character that a cut may have left out. */
  private static final int MARGIN = 3;

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
      sink.memoryCgroup(ProcPath.pid(path), cut(group));
    }
  }

  /** Of a path that is too long or too deep, the innermost cgroup above it that is not. */
  private static String cut(String group) {
    int parts = 0;
    int last = 0;
    for (int i = 0; i < group.length(); i++) {
      if (group.charAt(i) == '/') {
        if (++parts > DEEPEST) {
          return group.substring(0, i);
        }
        last = i;
      }
    }
    // The text was cut somewhere in a part.
    boolean whole = group.getBytes(StandardCharsets.UTF_8).length < ProcText.LONGEST - MARGIN;
    return whole || last == 0 ? group : group.substring(0, last);
  }
}
