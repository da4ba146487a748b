package io.memledger.collector.redact;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What all kinds of names have in common: programs, hosts, users, ids, addresses of networks. */
final class Words {
  private static final String COMMON_HOSTS =
      " localhost localhost.localdomain localhost4 localhost6 (none) unknown ";

  /** All names of hosts so far. */
  final Set<String> hosts = Collections.synchronizedSet(new LinkedHashSet<String>());

  final Names names;
  final PublicNames open;

  Words(Names names, PublicNames open) {
    this.names = names;
    this.open = open;
  }

  /** The name of a process or thread. */
  String program(String name) {
    names.program(name);
    if (open.isProgram(name) || name.isEmpty()) {
      return name;
    }
    if (open.has(PublicNames.THREADS, name)) {
      return kernelThread(name);
    }
    // Who helps a queue out when memory is short is named after it.
    if (name.startsWith("R-") && name.length() > 2) {
      return "R-" + program(name.substring(2));
    }
    if (name.startsWith("(") && name.endsWith(")")) {
      return '(' + program(name.substring(1, name.length() - 1)) + ')';
    }
    return names.of("proc", name);
  }

  /** kworker/0:1-events keeps its queue only where that is known, jbd2/sda1-8 its device. */
  private String kernelThread(String name) {
    int slash = name.indexOf('/');
    int from = slash;
    while (from >= 0
        && from + 1 < name.length()
        && ":u0123456789H".indexOf(name.charAt(from + 1)) >= 0) {
      from++;
    }
    if (slash < 0 || from + 1 >= name.length()) {
      return name;
    }
    int start = "-+".indexOf(name.charAt(from + 1)) >= 0 ? from + 2 : from + 1;
    String rest = name.substring(start);
    int end = rest.length();
    while (end > 0
        && (rest.charAt(end - 1) >= '0' && rest.charAt(end - 1) <= '9'
            || rest.charAt(end - 1) == '-')) {
      end--;
    }
    String stem = rest.substring(0, end);
    boolean known =
        stem.isEmpty()
            || open.has(PublicNames.THREADS, rest)
            || open.has(PublicNames.THREADS, stem)
            || rest.indexOf('/') < 0 && open.has(PublicNames.KERNEL, stem);
    return known ? name : name.substring(0, start) + names.of("proc", rest);
  }

  String host(String name) {
    if (name.isEmpty() || COMMON_HOSTS.contains(' ' + name + ' ')) {
      return name;
    }
    hosts.add(name);
    return names.of("host", name);
  }

  String user(String name) {
    return name.equals("root") || name.equals("nobody")
        ? name
        : isDigits(name) ? names.uid(name) : names.of("user", name);
  }

  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether it is an id as engines make them: long and hexadecimal, dashes within or none. */
  static boolean isId(String text) {
    int digits = 0;
    boolean hasNumber = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Names.isHex(c) && (c != '-' && c != '_' || i == 0)) {
        return false;
      }
      digits += Names.isHex(c) ? 1 : 0;
      hasNumber |= c <= '9' && c >= '0';
    }
    return digits >= 12 && hasNumber;
  }

  /** Where the number of a name begins that readers join without it: "-17" of frame-17. */
  static int numberAt(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean sign = (c == '-' || c == '_' || c == '.') && i + 1 < name.length();
      char digit = sign ? name.charAt(i + 1) : c;
      if (digit >= '0' && digit <= '9') {
        return i;
      }
    }
    return name.length();
  }

  /** A name whose number is only one of many: the same letters, and the digits as they are. */
  String numbered(String kind, String name) {
    int at = numberAt(name);
    int end = at;
    while (end < name.length()
        && (end == at || name.charAt(end) >= '0' && name.charAt(end) <= '9')) {
      end++;
    }
    String stem = name.substring(0, at);
    String number = name.substring(at, end);
    String rest = name.substring(end);
    return (stem.isEmpty() ? "" : names.lettered(kind, stem))
        + number
        + (rest.isEmpty() ? "" : "-" + names.lettered(kind, rest));
  }
}
