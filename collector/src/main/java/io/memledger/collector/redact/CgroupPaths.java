package io.memledger.collector.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of control groups: by their parts' forms readers tell engines, pods, units and users. */
final class CgroupPaths {
  private static final Pattern ENDING =
      Pattern.compile(
          "(.+?)((?:\\.libvirt-qemu)?\\.(?:service|scope|slice|socket|mount|swap|target|timer|device"
              + "|automount|path|partition)|\\.libvirt-qemu)");

  /** What stands before an id or a name, and stays. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "((?:docker|cri-containerd|crio|crio-conmon|libpod|libpod-conmon|libpod-payload|nerdctl"
              + "|docker-payload|buildkit|machine-libpod_pod|containerd)[-_]"
              + "|(?:(?:[a-z]+-)?kubepods-(?:[a-z]+-)?)?pod(?=[0-9a-f_-]{32,36}$)"
              + "|lxc\\.(?:payload|monitor)\\.|machine-(?:lxc|qemu)(?:-|\\\\x2d)\\d+(?:-|\\\\x2d)"
              + "|systemd-nspawn@|system-|machine-|user-|user@|session-|run-|app-|crosvm-)(.+)");

  private static final Pattern KUBEPODS =
      Pattern.compile("kubepods(-(burstable|besteffort|guaranteed))?");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{12,64}");
  private static final Pattern SESSION = Pattern.compile("c?\\d+|[ru]?[0-9a-f]{1,32}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\x[0-9a-f]{2}");

  private final Words words;

  CgroupPaths(Words words) {
    this.words = words;
  }

  String path(String path) {
    if (path.startsWith("/..")) {
      int end = 3;
      while (path.startsWith("/..", end)) {
        end += 3;
      }
      return path.substring(0, end) + path(path.substring(end));
    }
    StringBuilder out = new StringBuilder();
    for (int from = 0; from <= path.length(); ) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      out.append(part(path.substring(from, end)));
      if (slash >= 0) {
        out.append('/');
      }
      from = end + 1;
    }
    return out.toString();
  }

  /** One folder. */
  String part(String part) {
    if (part.isEmpty()
        || words.open.has(PublicNames.UNITS, part)
        || part.equals("**")
        || FileKind.isController(part)
        || part.equals("memory")
        || part.equals("unified")) {
      return part;
    }
    Matcher ending = ENDING.matcher(part);
    return ending.matches() ? stem(ending.group(1)) + ending.group(2) : stem(part);
  }

  private String stem(String stem) {
    if (words.open.has(PublicNames.UNITS, stem)) {
      return stem;
    }
    if (stem.startsWith("kubepods") && KUBEPODS.matcher(stem).matches()) {
      return stem;
    }
    Matcher before = BEFORE.matcher(stem);
    if (before.matches()) {
      String begin = before.group(1);
      String rest = before.group(2);
      if (begin.startsWith("user")) {
        return begin + (Words.isDigits(rest) ? words.names.uid(rest) : name(rest));
      }
      boolean number =
          (begin.equals("session-") || begin.equals("run-")) && SESSION.matcher(rest).matches();
      return begin + (number ? rest : stem(rest));
    }
    if (HEX.matcher(stem).matches() || Words.isId(stem)) {
      return words.names.hex(stem);
    }
    int at = stem.indexOf('@');
    if (at > 0) {
      String instance = stem.substring(at + 1);
      boolean plain = instance.isEmpty() || Words.isDigits(instance) || instance.startsWith("tty");
      return name(stem.substring(0, at)) + '@' + (plain ? instance : stem(instance));
    }
    return name(stem);
  }

  /** Pieces between systemd's escapes, which stay. */
  private String name(String name) {
    Matcher escape = ESCAPE.matcher(name);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (escape.find()) {
      out.append(plain(name.substring(from, escape.start()))).append(escape.group());
      from = escape.end();
    }
    return out.append(plain(name.substring(from))).toString();
  }

  private String plain(String name) {
    if (name.isEmpty() || Words.isDigits(name) || words.open.isProgram(name)) {
      return name;
    }
    String program = words.names.programOf(name);
    return program == null
        ? words.names.of("svc", name)
        : words.names.under(words.program(program), name);
  }
}
