package io.memledger.collector.redact;

/** Lines of the files about processes, and of what is derived from their descriptors. */
final class ProcessLines {
  private final Words words;
  private final Paths paths;
  private final CgroupPaths groups;

  ProcessLines(Words words, Paths paths, CgroupPaths groups) {
    this.words = words;
    this.paths = paths;
    this.groups = groups;
  }

  /** "pid (name) S …"; a name may hold parentheses. */
  String stat(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    return open < 0 || close < open
        ? numbers(line)
        : numbers(line.substring(0, open))
            + '('
            + words.program(line.substring(open + 1, close))
            + ')'
            + plain(line.substring(close + 1));
  }

  /** What stands behind the name: a letter and numbers, nothing else. */
  private static String plain(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
      if (letter && i != 1 || !letter && " -0123456789".indexOf(c) < 0) {
        return rest.substring(0, i);
      }
    }
    return rest;
  }

  /** Only what is made of digits, signs and blanks. */
  static String numbers(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (" \t\n.-+:,/%0123456789".indexOf(line.charAt(i)) < 0) {
        return "";
      }
    }
    return line;
  }

  String status(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return line.startsWith("-") ? line : "";
    }
    String key = line.substring(0, colon);
    String value = line.substring(colon + 1);
    switch (key) {
      case "Name":
        return "Name:\t" + words.program(value.trim());
      case "Uid":
      case "Gid":
      case "Groups":
        return key + ':' + ids(value);
      default:
        return line;
    }
  }

  private String ids(String value) {
    StringBuilder out = new StringBuilder();
    for (String id : value.trim().split("\\s+")) {
      out.append('\t').append(Words.isDigits(id) ? words.names.uid(id) : "");
    }
    return out.toString();
  }

  /** "id:controllers:path". */
  String cgroup(String line) {
    int first = line.indexOf(':');
    int second = first < 0 ? -1 : line.indexOf(':', first + 1);
    if (second < 0) {
      return numbers(line);
    }
    String controllers = line.substring(first + 1, second);
    if (controllers.startsWith("name=")
        && !words.open.has(PublicNames.KERNEL, controllers.substring(5))) {
      controllers = "name=" + groups.part(controllers.substring(5));
    }
    return line.substring(0, first + 1)
        + controllers
        + ':'
        + groups.path(line.substring(second + 1));
  }

  /** A line of smaps or maps. */
  String range(String line) {
    int end = line.indexOf(' ');
    int dash = line.indexOf('-');
    if (end < 0 || dash <= 0 || dash > end || line.charAt(end - 1) == ':') {
      return line;
    }
    int at = 0;
    for (int fields = 0; fields < 5 && at < line.length(); fields++) {
      while (at < line.length() && line.charAt(at) != ' ') {
        at++;
      }
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
    return line.substring(0, at) + (at < line.length() ? paths.range(line.substring(at)) : "");
  }

  /** The program of a command line, and none of its arguments. */
  String command(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ') {
      end++;
    }
    String program = line.substring(0, end);
    return program.indexOf('/') >= 0 ? paths.path(program) + '\0' : words.program(program) + '\0';
  }

  /** "numbers… class", with so many numbers. */
  String opened(String line, int numbers) {
    int at = after(line, numbers);
    return at < 0 ? numbers(line) : line.substring(0, at) + paths.opened(line.substring(at));
  }

  /** "total used inodes type mountpoint". */
  String mounted(String line) {
    int type = after(line, 3);
    int point = type < 0 ? -1 : line.indexOf(' ', type) + 1;
    return point <= 0
        ? numbers(line)
        : line.substring(0, type)
            + fileSystem(line.substring(type, point - 1))
            + ' '
            + paths.path(line.substring(point));
  }

  String fileSystem(String type) {
    return words.open.has(PublicNames.KERNEL, type) ? type : words.names.of("fs", type);
  }

  /** "id type key value entries memlock pids name". */
  String bpf(String line) {
    int at = after(line, 7);
    String name = at < 0 ? "" : line.substring(at);
    return at < 0
        ? numbers(line)
        : line.substring(0, at) + (name.equals("-") ? name : words.names.of("map", name));
  }

  /** Where the words after so many begin, or -1. */
  static int after(String line, int count) {
    int at = 0;
    for (int i = 0; i < count; i++) {
      at = line.indexOf(' ', at) + 1;
      if (at == 0) {
        return -1;
      }
    }
    return at < line.length() ? at : -1;
  }
}
