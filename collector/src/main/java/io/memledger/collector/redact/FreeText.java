package io.memledger.collector.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that may hold anything: options, boot parameters, sentences; word by word. */
final class FreeText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![0-9A-Za-z])(?:((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2})(?![0-9A-Za-z:])"
              + "|(\\d{1,3}(?:\\.\\d{1,3}){3})(?![0-9A-Za-z])"
              + "|((?:[0-9A-Fa-f]{1,4}:|:(?=:)){2,7}[0-9A-Fa-f:]{0,4})(?![0-9A-Za-z])"
              + "|([^\\s@/:,;=\"'()<>]+)@([^\\s@/:,;=\"'()<>]+))"
              + "|(?<![\\w.*>-])(/[^\\s:,;=\"'()\\[\\]]*)"
              + "|([A-Za-z_\\x80-\\xff][\\w.\\x80-\\xff-]*)|(\\d[\\w.-]*)");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d+(\\.\\d+)?[kKmMgGtTsS%]?|0x[0-9a-fA-F]+");

  private final Words words;
  private final Paths paths;

  FreeText(Words words, Paths paths) {
    this.words = words;
    this.paths = paths;
  }

  /**
   * @param keepWords whether words stay that are no known secrets, for sentences of programs
   */
  String of(String text, boolean keepWords) {
    Matcher token = TOKEN.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (token.find()) {
      out.append(text, from, token.start());
      from = token.end();
      if (token.group(1) != null) {
        out.append(words.names.of("mac", token.group(1)));
      } else if (token.group(2) != null) {
        out.append(address(token.group(2)));
      } else if (token.group(3) != null) {
        out.append(words.names.of("ip", token.group(3)));
      } else if (token.group(4) != null) {
        out.append(words.user(token.group(4))).append('@').append(words.host(token.group(5)));
      } else if (token.group(6) != null) {
        out.append(paths.path(token.group(6)));
      } else {
        out.append(word(token.group(), keepWords));
      }
    }
    return out.append(text.substring(from)).toString();
  }

  private String address(String ip) {
    boolean common = ip.startsWith("127.") || ip.equals("0.0.0.0") || ip.startsWith("255.255.");
    return common ? ip : words.names.of("ip", ip);
  }

  private String word(String word, boolean keep) {
    if (NUMBER.matcher(word).matches()) {
      return word;
    }
    String old = words.names.known(word);
    if (old != null) {
      return old;
    }
    if (keep || words.open.has(PublicNames.KERNEL, word)) {
      return word;
    }
    return Words.isId(word) ? words.names.hex(word) : words.names.of("word", word);
  }

  /** Comma-separated options of a mount. */
  String options(String options) {
    StringBuilder out = new StringBuilder();
    for (String one : options.split(",", -1)) {
      int equals = one.indexOf('=');
      String key = equals < 0 ? one : one.substring(0, equals);
      out.append(out.length() == 0 ? "" : ",").append(key(key));
      if (equals >= 0) {
        String value = one.substring(equals + 1);
        boolean id =
            key.endsWith("uid")
                || key.endsWith("gid")
                || key.equals("user_id")
                || key.equals("group_id");
        out.append('=')
            .append(id && Words.isDigits(value) ? words.names.uid(value) : of(value, false));
      }
    }
    return out.toString();
  }

  private String key(String key) {
    return key.isEmpty() || words.open.has(PublicNames.KERNEL, key)
        ? key
        : words.names.of("opt", key);
  }

  /** The kernel's own command line. */
  String bootOptions(String line) {
    StringBuilder out = new StringBuilder();
    for (String one : line.split(" ", -1)) {
      int equals = one.indexOf('=');
      String key = equals < 0 ? one : one.substring(0, equals);
      out.append(out.length() == 0 ? "" : " ");
      boolean named = !key.isEmpty() && Character.isLetter(key.charAt(0));
      out.append(named || equals >= 0 ? key(key) : of(key, false));
      if (equals >= 0) {
        out.append('=').append(of(one.substring(equals + 1), false));
      }
    }
    return out.toString();
  }

  /** What a file system is mounted from. */
  String device(String device) {
    if (device.startsWith("/") && !device.startsWith("//")) {
      return paths.path(device);
    }
    if (words.open.has(PublicNames.KERNEL, device)) {
      return device;
    }
    int colon = device.indexOf(":/");
    if (colon > 0) {
      String host = device.substring(0, colon);
      int at = host.indexOf('@');
      String user = at < 0 ? "" : words.user(host.substring(0, at)) + '@';
      return user
          + of(host(host.substring(at + 1)), true)
          + ':'
          + paths.path(device.substring(colon + 1));
    }
    if (device.startsWith("//")) {
      int end = device.indexOf('/', 2);
      String host = end < 0 ? device.substring(2) : device.substring(2, end);
      return "//" + host(host) + (end < 0 ? "" : paths.path(device.substring(end)));
    }
    return paths.path(device);
  }

  private String host(String name) {
    return TOKEN.matcher(name).matches() && name.matches("[0-9.]+|\\[?[0-9a-fA-F:]+\\]?")
        ? words.names.of("ip", name)
        : words.host(name);
  }

  /** A kernel's release: what distributions and versions are made of stays. */
  String release(String release) {
    StringBuilder out = new StringBuilder();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i <= release.length(); i++) {
      char c = i < release.length() ? release.charAt(i) : 0;
      if (c == 0 || "-.+~".indexOf(c) >= 0) {
        out.append(version("rel", part.toString()));
        part.setLength(0);
        if (c != 0) {
          out.append(c);
        }
      } else {
        part.append(c);
      }
    }
    return out.toString();
  }

  /** A word of a version: known, a number, or too short to tell anything. */
  String version(String kind, String word) {
    if (word.isEmpty() || words.open.has(PublicNames.KERNEL, word)) {
      return word;
    }
    int letters = 0;
    while (letters < word.length() && Character.isLetter(word.charAt(letters))) {
      letters++;
    }
    String rest = word.substring(letters);
    boolean version = rest.matches("[0-9]+(?:[._]?[a-z]{0,3}[0-9]*)?") || rest.isEmpty();
    boolean known = letters < 3 || words.open.has(PublicNames.KERNEL, word.substring(0, letters));
    return version && known || word.matches("g[0-9a-f]{7,12}") ? word : words.names.of(kind, word);
  }
}
