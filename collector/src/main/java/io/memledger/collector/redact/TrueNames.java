package io.memledger.collector.redact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts true names in the place of pseudonyms: a text is taken word by word, a word being what
 * pseudonyms are made of, and of the names that a word begins with the longest is taken.
 */
final class TrueNames {
  /** As much of an id as reports show: of containers, and of pods. */
  private static final int[] SHOWN = {12, 8};

  private static final int LONGEST_WORD = 256;

  /** Signs that Markdown would take for its own. */
  private static final Pattern MARKED = Pattern.compile("[\\\\`*_\\[\\]<>#|~]");

  private final Map<String, String> secrets = new HashMap<>();
  private final Addresses addresses;
  private final boolean html;
  private final boolean markdown;
  private final String ending;

  /** Whether the text stands in a script of a page. */
  private boolean script;

  TrueNames(Names names, String ending) {
    this.ending = ending;
    html = ending.equals("html");
    markdown = ending.equals("md");
    addresses = new Addresses(names);
    for (Map.Entry<String, String> one : names.all().entrySet()) {
      String secret = one.getKey().substring(one.getKey().indexOf('\0') + 1);
      String name = one.getValue();
      put(name, secret);
      if (name.length() == secret.length() && Words.isId(name)) {
        for (int shown : SHOWN) {
          put(name.substring(0, shown), secret.substring(0, shown));
        }
      }
    }
  }

  private void put(String name, String secret) {
    if (!secrets.containsKey(name)) {
      secrets.put(name, secret);
    }
  }

  void copy(InputStream in, OutputStream out) throws IOException {
    StringBuilder word = new StringBuilder();
    StringBuilder tag = new StringBuilder();
    for (int b; (b = in.read()) >= 0; ) {
      char c = (char) b;
      if (isPart(c) || c == '\\' && markdown) {
        if (word.length() == LONGEST_WORD) {
          flush(word, out);
        }
        word.append(c);
        continue;
      }
      flush(word, out);
      out.write(b);
      mark(tag, c);
    }
    flush(word, out);
  }

  /** Follows the tags of a page, to know where a script begins and ends. */
  private void mark(StringBuilder tag, char c) {
    if (html && c == '<') {
      tag.setLength(0);
      tag.append(c);
    } else if (html && tag.length() > 0) {
      tag.append(c);
      tag.setLength(tag.length() > 2 ? 0 : tag.length());
    }
  }

  private static boolean isPart(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '~'
        || c == '.';
  }

  private void flush(StringBuilder word, OutputStream out) throws IOException {
    String written = word.toString();
    // Markdown escapes signs of names, but not in its pieces of code.
    boolean marked = written.indexOf('\\') >= 0;
    String text = marked ? written.replace("\\", "") : written;
    word.setLength(0);
    if (html && (text.equals("script") || text.startsWith("script"))) {
      script = !script;
    }
    int from = 0;
    StringBuilder named = null;
    for (int at = 0; at < text.length(); at++) {
      boolean begins = at == 0 || !isAlnum(text.charAt(at - 1)) || !isAlnum(text.charAt(at));
      int end = begins ? text.length() : at;
      while (end > at && !(ends(text, end) && secrets.containsKey(text.substring(at, end)))) {
        end--;
      }
      if (end > at) {
        named = named == null ? new StringBuilder() : named;
        named.append(text, from, at).append(escaped(secrets.get(text.substring(at, end))));
        from = end;
        at = end - 1;
      }
    }
    String result = written;
    if (named != null) {
      result = named.append(text.substring(from)).toString();
      result = marked ? MARKED.matcher(result).replaceAll("\\\\$0") : result;
    } else if (text.startsWith("ffff") || text.startsWith("0xffff")) {
      result = addresses.back(text);
    }
    out.write(result.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A name that ends in a digit does not end within a number. */
  private static boolean ends(String text, int end) {
    return end == text.length()
        || !isAlnum(text.charAt(end))
        || !isAlnum(text.charAt(end - 1)) && text.charAt(end - 1) != '-';
  }

  private static boolean isAlnum(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private String escaped(String secret) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      if (ending.equals("json") || html && script) {
        boolean plain = c >= ' ' && c != '"' && c != '\\' && !(html && "<>&'".indexOf(c) >= 0);
        boolean named = c == '"' || c == '\\';
        out.append(
            plain
                ? String.valueOf(c)
                : named && !html ? "\\" + c : String.format("\\u%04X", (int) c));
      } else if (html && "<>&\"'".indexOf(c) >= 0) {
        out.append("&#").append((int) c).append(';');
      } else if (ending.equals("csv") && c == '"') {
        out.append("\"\"");
      } else {
        out.append(c == '\n' ? ' ' : c);
      }
    }
    return out.toString();
  }
}
