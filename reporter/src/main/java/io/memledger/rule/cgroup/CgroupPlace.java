package io.memledger.rule.cgroup;

import io.memledger.rule.Wording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cgroup's path tells of whose it is, by the names that container engines, kubelet, LXC,
 * libvirt and systemd give to their folders.
 *
 * @param name in words; the path itself where it tells nothing
 * @param kind of the innermost folder that is known
 * @param title of it, as the path has it; empty for none
 */
record CgroupPlace(Wording name, Kind kind, String title, Form form) {
  /** What its name is made of. */
  enum Form {
    /** No more than what the path says. */
    AS_PATH,
    /** A container, with the engine that runs it. */
    WITH_ENGINE,
    /** More than the path says at a glance. */
    TOLD
  }

  /** What one folder of a path may be. */
  enum Kind {
    CONTAINER,
    MONITOR,
    POD,
    LXC,
    NSPAWN,
    MACHINE,
    USER,
    SESSION,
    SERVICE,
    SLICE,
    UNIT,
    UNKNOWN
  }

  /** Whatever a cgroup of these kinds holds, one program's name says something of it. */
  private static final Set<Kind> PROGRAMS =
      Set.of(Kind.CONTAINER, Kind.LXC, Kind.NSPAWN, Kind.SERVICE, Kind.UNIT);

  /** What has systemd units of its own inside. */
  private static final Set<Kind> HOSTS = Set.of(Kind.CONTAINER, Kind.LXC, Kind.NSPAWN);

  private static final Set<Kind> UNITS = Set.of(Kind.SERVICE, Kind.UNIT, Kind.SLICE);

  /** As much of an id as the engines' own tools show. */
  private static final int ID = 12;

  /** The first part of a pod's uid, which is a UUID; of static pods it is a hash. */
  private static final int UID = 8;

  /** Groups of the pattern: the engine first where it is told, then the title, one of several. */
  private record Mark(Kind kind, boolean tellsEngine, Pattern pattern) {
    private Mark(Kind kind, String pattern) {
      this(kind, false, Pattern.compile(pattern));
    }

    private static Mark ofEngine(Kind kind, String pattern) {
      return new Mark(kind, true, Pattern.compile(pattern));
    }

    private Folder folder(String both) {
      Matcher found = pattern.matcher(both);
      if (!found.matches()) {
        return null;
      }
      int from = tellsEngine ? 2 : 1;
      String title = "";
      for (int i = from; i <= found.groupCount(); i++) {
        title = found.group(i) != null ? found.group(i) : title;
      }
      return new Folder(kind, title, tellsEngine ? ENGINES.get(found.group(1)) : null);
    }
  }

  private record Folder(Kind kind, String title, String engine) {}

  /** Tried in this order on a folder after the one above it. */
  private static final List<Mark> MARKS =
      List.of(
          Mark.ofEngine(Kind.MONITOR, ".*/(crio|libpod)-conmon-([0-9a-f]{12,64})(?:\\.scope)?"),
          new Mark(Kind.MONITOR, ".*/lxc\\.monitor\\.(.+)|lxc\\.monitor/(.+)"),
          Mark.ofEngine(
              Kind.CONTAINER,
              ".*/(docker|cri-containerd|crio|libpod|nerdctl)(?:-payload)?"
                  + "-([0-9a-f]{12,64})(?:\\.scope)?"),
          Mark.ofEngine(Kind.CONTAINER, "(docker|libpod_parent)/([0-9a-f]{12,64})"),
          new Mark(Kind.CONTAINER, ".*/([0-9a-f]{64})"),
          new Mark(
              Kind.POD,
              ".*/(?:(?:[a-z]+-)?kubepods-(?:[a-z]+-)?)?pod([0-9a-f_-]{32,36})(?:\\.slice)?"
                  + "|.*/machine-libpod_pod_([0-9a-f]{64})\\.slice"),
          new Mark(
              Kind.LXC,
              ".*/lxc\\.payload\\.(.+)|(?:lxc|lxc\\.payload)/(.+)"
                  + "|.*/machine-lxc-\\d+-(.+)\\.scope"),
          new Mark(
              Kind.MACHINE,
              ".*/machine-qemu-\\d+-(.+)\\.scope|.*/(.+)\\.libvirt-qemu"
                  + "|qemu\\.slice/(\\d+)\\.scope"),
          new Mark(
              Kind.NSPAWN, ".*/systemd-nspawn@(.+)\\.service|machine\\.slice/machine-(.+)\\.scope"),
          new Mark(Kind.USER, ".*/user-(\\d+)\\.slice|.*/user@(\\d+)\\.service"),
          new Mark(Kind.SESSION, ".*/session-(.+)\\.scope"),
          new Mark(Kind.SERVICE, ".*/(.+)\\.service"),
          new Mark(Kind.SLICE, ".*/(.+)\\.slice"),
          new Mark(Kind.UNIT, ".*/(.+\\.(?:scope|socket|mount|swap))"));

  private static final Map<String, String> ENGINES =
      Map.of(
          "docker", "docker",
          "cri-containerd", "containerd",
          "crio", "CRI-O",
          "libpod", "podman",
          "libpod_parent", "podman",
          "nerdctl", "nerdctl");

  /** A byte that systemd has escaped in a unit's name. */
  private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-f]{2})");

  static CgroupPlace of(String path) {
    Folder host = null;
    Folder pod = null;
    Folder user = null;
    Folder last = null;
    String above = "";
    boolean known = false;
    for (String segment : path.split("/")) {
      Folder one = folder(above, unescaped(segment));
      above = segment;
      known = one != null;
      if (one == null) {
        continue;
      }
      last = one;
      if (HOSTS.contains(one.kind())) {
        host = one;
      } else if (one.kind() == Kind.POD) {
        pod = one;
        host = null;
      } else if (one.kind() == Kind.USER) {
        user = one;
      }
    }
    // A slice holds many: what lies in one is not the slice, and is named whole.
    if (last != null && last.kind() == Kind.SLICE && !known) {
      if (host == null) {
        return new CgroupPlace(
            Wording.of("cgroup.path").with("path", path), Kind.UNKNOWN, "", Form.AS_PATH);
      }
      last = host;
    }
    if (last == null) {
      String key = path.equals("/") ? "cgroup.root" : "cgroup.path";
      Form form = path.equals("/") ? Form.TOLD : Form.AS_PATH;
      return new CgroupPlace(Wording.of(key).with("path", path), Kind.UNKNOWN, "", form);
    }
    Wording plain = name(last);
    Wording name = name(last, host, pod, user);
    Form form = name.equals(plain) ? form(last) : Form.TOLD;
    return new CgroupPlace(name, last.kind(), last.title(), form);
  }

  private static Folder folder(String above, String segment) {
    for (Mark mark : MARKS) {
      Folder folder = mark.folder(above + "/" + segment);
      if (folder != null) {
        return folder;
      }
    }
    return null;
  }

  private static Form form(Folder one) {
    return switch (one.kind()) {
      case SERVICE, SLICE, UNIT -> Form.AS_PATH;
      case CONTAINER -> one.engine() == null ? Form.TOLD : Form.WITH_ENGINE;
      default -> Form.TOLD;
    };
  }

  private static Wording name(Folder last, Folder host, Folder pod, Folder user) {
    Wording name = name(last);
    if (last == host && pod != null) {
      return Wording.of("cgroup.pod-container")
          .with("pod", shortened(pod))
          .with("name", shortened(last));
    }
    if (last != host && host != null && last != pod) {
      Wording outer = pod == null ? name(host) : name(host, host, pod, null);
      return Wording.of("cgroup.within").with("inner", name).with("outer", outer);
    }
    if (user != null && UNITS.contains(last.kind())) {
      return Wording.of("cgroup.within").with("inner", name).with("outer", name(user));
    }
    return name;
  }

  private static Wording name(Folder one) {
    String key = "cgroup." + one.kind().name().toLowerCase(Locale.ROOT);
    Wording name = Wording.of(key).with("name", shortened(one));
    return one.kind() == Kind.CONTAINER && one.engine() != null
        ? new Wording(key + ".engine", name.args()).with("engine", one.engine())
        : name;
  }

  private static String shortened(Folder one) {
    boolean id = one.kind() == Kind.CONTAINER || one.kind() == Kind.MONITOR && one.engine() != null;
    int most = id ? ID : one.kind() == Kind.POD ? UID : one.title().length();
    return one.title().substring(0, Math.min(most, one.title().length()));
  }

  /** As systemd shows it: {@code \x2d} is a minus sign that is no separator. */
  private static String unescaped(String segment) {
    if (segment.indexOf('\\') < 0) {
      return segment;
    }
    StringBuilder bytes = new StringBuilder();
    byte[] all = segment.getBytes(StandardCharsets.UTF_8);
    Matcher escape = ESCAPE.matcher(new String(all, StandardCharsets.ISO_8859_1));
    while (escape.find()) {
      char one = (char) Integer.parseInt(escape.group(1), 16);
      escape.appendReplacement(bytes, Matcher.quoteReplacement(String.valueOf(one)));
    }
    escape.appendTail(bytes);
    return new String(
        bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Whether what the largest process is called tells something. */
  boolean isOneProgram() {
    return PROGRAMS.contains(kind);
  }

  /** Whether the name already says what a command says: a service is named after its program. */
  boolean says(String command) {
    return kind == Kind.SERVICE && title.startsWith(command);
  }
}
