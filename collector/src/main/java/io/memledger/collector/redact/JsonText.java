package io.memledger.collector.redact;

/** Redacts the strings of manifest.json and footer.json, and leaves their shape alone. */
final class JsonText {
  /** Keys whose values are the format's own or a number. */
  private static final String PLAIN =
      " format version machine page_size clock_ticks started finished reason privileges redaction"
          + " interval_seconds snapshots count pseudonyms ";

  private static final String OTHERS =
      "host kernel collector boot_id sources unreadable path error collector_cpu_seconds"
          + " collector_peak_rss_bytes collector_read_seconds ";

  private final Redactor redactor;
  private final StringBuilder out = new StringBuilder();
  private String key = "";

  JsonText(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Texts hold one byte in each char; the result, too. */
  String of(String json) {
    int from = 0;
    for (int at = json.indexOf('"'); at >= 0; at = json.indexOf('"', from)) {
      int end = at + 1;
      while (end < json.length() && json.charAt(end) != '"') {
        end += json.charAt(end) == '\\' ? 2 : 1;
      }
      end = Math.min(end, json.length());
      int next = end + 1;
      while (next < json.length() && json.charAt(next) <= ' ') {
        next++;
      }
      boolean isKey = next < json.length() && json.charAt(next) == ':';
      String value = decoded(json.substring(at + 1, end));
      out.append(json, from, at);
      quote(isKey ? key(value) : value(value));
      from = Math.min(end + 1, json.length());
    }
    out.append(json.substring(from));
    int brace = out.indexOf("{");
    if (brace >= 0 && json.contains("\"memledger-archive\"") && !json.contains("\"pseudonyms\"")) {
      String kept = redactor.strict ? "strict" : "public names kept";
      out.insert(brace + 1, "\n  \"pseudonyms\": \"" + kept + "\",");
    }
    return out.toString();
  }

  /** "sources" has paths for keys. */
  private String key(String name) {
    key = name;
    if (name.indexOf('/') < 0) {
      return (PLAIN + OTHERS).contains(' ' + name + ' ') ? name : redactor.names.of("word", name);
    }
    return path(name);
  }

  private String path(String path) {
    FileKind kind = FileKind.of(path.replace("<pid>", "1"));
    boolean known = kind != FileKind.LEFT_OUT || path.equals("trace/kmem.trace");
    return known ? redactor.path(path) : redactor.paths.path(path);
  }

  private String value(String text) {
    if (PLAIN.contains(' ' + key + ' ')) {
      return text;
    }
    switch (key) {
      case "host":
        return redactor.words.host(text);
      case "kernel":
        return redactor.text.release(text);
      case "boot_id":
        return redactor.names.hex(text);
      case "path":
        return path(text);
      case "error":
        return redactor.text.of(text, true);
      case "collector":
        return text.matches("memledger-collector [0-9A-Za-z.-]{1,20}( \\(sh\\))?")
            ? text
            : redactor.text.of(text, false);
      default:
        return redactor.text.of(text, false);
    }
  }

  static String decoded(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      c = text.charAt(++i);
      int named = "ntrbf".indexOf(c);
      if (c == 'u' && i + 4 < text.length()) {
        int code = Integer.parseInt(text.substring(i + 1, i + 5), 16);
        plain.append(code < 256 ? (char) code : '?');
        i += 4;
      } else {
        plain.append(named < 0 ? c : "\n\t\r\b\f".charAt(named));
      }
    }
    return plain.toString();
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
