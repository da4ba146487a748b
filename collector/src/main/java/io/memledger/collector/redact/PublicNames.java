package io.memledger.collector.redact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that stay readable, since they tell of public software and of nobody's own. */
final class PublicNames {
  static final String PROGRAMS = "programs";
  static final String UNITS = "units";
  static final String PATHS = "paths";
  static final String THREADS = "threads";
  static final String KERNEL = "kernel";
  static final String SLABS = "slabs";

  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, List<String>> beginnings = new HashMap<>();

  /**
   * @param strict whether only what the kernel itself is made of stays readable
   */
  PublicNames(boolean strict) throws IOException {
    String section = "";
    for (String line : text().split("\n")) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
        words.put(section, new HashSet<String>());
        beginnings.put(section, new ArrayList<String>());
      } else if (!line.startsWith("#")) {
        add(section, line.split(" "), strict);
      }
    }
  }

  private void add(String section, String[] line, boolean strict) {
    // Folders of every system tell nothing; they are what a path's kind is known by.
    if (strict && (section.equals(PROGRAMS) || section.equals(UNITS))) {
      return;
    }
    for (String word : line) {
      if (word.endsWith("*")) {
        beginnings.get(section).add(word.substring(0, word.length() - 1));
      } else {
        words.get(section).add(word);
      }
    }
  }

  private static String text() throws IOException {
    try (InputStream in = PublicNames.class.getResourceAsStream("names.txt")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] part = new byte[4096];
      for (int count; (count = in.read(part)) > 0; ) {
        all.write(part, 0, count);
      }
      return all.toString("ISO-8859-1");
    }
  }

  /** Whether a section has the name, or a beginning of it. */
  boolean has(String section, String name) {
    if (words.get(section).contains(name)) {
      return true;
    }
    List<String> all = beginnings.get(section);
    for (int i = 0; i < all.size(); i++) {
      String start = all.get(i);
      if (name.startsWith(start)
          && (section.equals(SLABS) || start.endsWith("/") || isNumber(name, start.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String name, int from) {
    for (int i = from; i < name.length(); i++) {
      if (name.charAt(i) > ':' || name.charAt(i) < '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether it is a program, with or without a version such as in python3.11. */
  boolean isProgram(String name) {
    return has(PROGRAMS, name) || has(PROGRAMS, withoutVersion(name));
  }

  /** Whether it may stand in a path: a common folder, a program or what the kernel calls so. */
  boolean isFolder(String name) {
    return has(PATHS, name) || isProgram(name);
  }

  /** "python" of python3.11; the name itself where only a version would be left. */
  static String withoutVersion(String name) {
    int end = name.length();
    while (end > 0
        && (name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9'
            || ".-".indexOf(name.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end == 0 ? name : name.substring(0, end);
  }
}
