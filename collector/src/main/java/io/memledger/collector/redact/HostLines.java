package io.memledger.collector.redact;

/** Lines of the files about the host. */
final class HostLines {
  private static final String RELEASE_KEYS =
      " NAME ID ID_LIKE VERSION VERSION_ID VERSION_CODENAME PRETTY_NAME PLATFORM_ID VARIANT_ID ";

  private final Words words;
  private final Paths paths;
  private final FreeText text;
  private final ProcessLines processes;

  HostLines(Words words, Paths paths, FreeText text, ProcessLines processes) {
    this.words = words;
    this.paths = paths;
    this.text = text;
    this.processes = processes;
  }

  /** "device mountpoint type options 0 0". */
  String mounts(String line) {
    String[] parts = line.split(" ");
    if (parts.length < 4) {
      return parts.length == 1 ? text.device(line) : "";
    }
    return text.device(parts[0])
        + ' '
        + paths.path(parts[1])
        + ' '
        + processes.fileSystem(parts[2])
        + ' '
        + text.options(parts[3])
        + " 0 0";
  }

  /** Who built the kernel, and with what, is left out. */
  String version(String line) {
    String start = "Linux version ";
    if (!line.startsWith(start)) {
      return "";
    }
    int end = line.indexOf(' ', start.length());
    return start + text.release(line.substring(start.length(), end < 0 ? line.length() : end));
  }

  String osRelease(String line) {
    int equals = line.indexOf('=');
    String key = equals < 0 ? "" : line.substring(0, equals);
    if (!RELEASE_KEYS.contains(' ' + key + ' ')) {
      return "";
    }
    StringBuilder out = new StringBuilder(key).append('=');
    StringBuilder word = new StringBuilder();
    for (int i = equals + 1; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : 0;
      if (c == 0 || " \"'()/.:-_".indexOf(c) >= 0) {
        out.append(text.version("os", word.toString()));
        word.setLength(0);
        if (c != 0) {
          out.append(c);
        }
      } else {
        word.append(c);
      }
    }
    return out.toString();
  }

  /**
   * System V shared memory, queues and semaphores.
   *
   * @param owner number of the first of four columns with ids
   */
  String sysv(String line, int owner) {
    if (line.trim().startsWith("key") || line.startsWith("-")) {
      return line;
    }
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : line.trim().split("\\s+")) {
      boolean id = column >= owner && column < owner + 4 && Words.isDigits(word);
      out.append(' ').append(id ? words.names.uid(word) : ProcessLines.numbers(word));
      column++;
    }
    // The first word is the key of a delta, as it was before.
    int blanks = 0;
    while (blanks < line.length() && line.charAt(blanks) == ' ') {
      blanks++;
    }
    return line.substring(0, blanks) + out.substring(1);
  }

  String swaps(String line) {
    int end = 0;
    while (end < line.length() && line.charAt(end) > ' ') {
      end++;
    }
    return line.startsWith("Filename")
        ? line
        : paths.path(line.substring(0, end)) + line.substring(end);
  }

  String bootId(String line) {
    return words.names.hex(line);
  }

  String host(String line) {
    return words.host(line);
  }

  String bootOptions(String line) {
    return text.bootOptions(line);
  }
}
