package io.memledger.collector.archive;

/** Writes one JSON object with two spaces of indent for each level. */
public final class Json {
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean first = true;

  public Json() {
    out.append('{');
    depth = 1;
  }

  private Json item() {
    out.append(first ? "\n" : ",\n");
    first = false;
    return indent();
  }

  private Json indent() {
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
    return this;
  }

  private Json name(String name) {
    item().quoted(name);
    out.append(": ");
    return this;
  }

  private Json quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
    return this;
  }

  /** Leaves the field out if there is no value. */
  public Json field(String name, String value) {
    return value == null ? this : name(name).quoted(value);
  }

  public Json field(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** Three decimals, whatever the locale. */
  public Json seconds(String name, long nanos) {
    name(name);
    String millis = String.valueOf(nanos / 1_000_000 + 1000);
    int point = millis.length() - 3;
    long whole = Long.parseLong(millis.substring(0, point)) - 1;
    out.append(whole).append('.').append(millis, point, point + 3);
    return this;
  }

  public Json element(String value) {
    return item().quoted(value);
  }

  public Json list(String name) {
    return name(name).open('[');
  }

  public Json object(String name) {
    return name(name).open('{');
  }

  /** Begins an object in a list. */
  public Json object() {
    return item().open('{');
  }

  private Json open(char bracket) {
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  public Json end(char bracket) {
    depth--;
    if (!first) {
      out.append('\n');
      indent();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  public String text() {
    return end('}').out.append('\n').toString();
  }
}
