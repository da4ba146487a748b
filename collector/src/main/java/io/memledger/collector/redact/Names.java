package io.memledger.collector.redact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The pseudonyms: one for each secret text, the same wherever it stands. Texts hold one byte of the
 * archive in each char, so that no encoding is lost.
 *
 * <p>The thread of a trace and that of the snapshots ask at the same time.
 */
public final class Names {
  /** Uids from here on are in nobody's use, and are recognised in a report. */
  private static final long FIRST_UID = 4_000_000_001L;

  /** Signs that a report repeats in a command to type; a name with another keeps one sign of it. */
  private static final String HARMLESS = "_.-:@";

  private final byte[] key;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> programs = new HashSet<>();
  private final StringBuilder fresh = new StringBuilder();

  /**
   * @param key of what cannot be counted: ids and addresses
   */
  Names(byte[] key) {
    this.key = key;
  }

  /** The pseudonym of a name of some kind: "proc-7". */
  synchronized String of(String kind, String secret) {
    String old = given.get(secret);
    return old != null
        ? old
        : give(secret, kind, kind + '-' + count(kind) + (isHarmless(secret) ? "" : "~"));
  }

  /** Of a name that must be a word without a dash: "mod_1", and what readers tell from its end. */
  synchronized String word(String kind, String secret, String hint) {
    String entry = "word\0" + secret;
    String old = given.get(entry);
    return old != null ? old : give(entry, kind, kind + '_' + count(kind) + hint);
  }

  /** Of a name before a number, which readers join without its digits: "mem-c". */
  synchronized String lettered(String kind, String secret) {
    String entry = kind + '\0' + secret;
    String old = given.get(entry);
    if (old != null) {
      return old;
    }
    StringBuilder letters = new StringBuilder();
    for (int rest = count(kind); rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('a' + (rest - 1) % 26));
    }
    return give(entry, kind, kind + '-' + letters);
  }

  /** Of a name that begins as another does, which a reader compares: "proc-7.1". */
  synchronized String under(String base, String secret) {
    String old = given.get(secret);
    return old != null ? old : give(secret, base, base + '.' + count(base));
  }

  /** Of a number of a user or group; those that every system has stay. */
  synchronized String uid(String number) {
    if (number.equals("0") || number.equals("65534") || number.equals("4294967295")) {
      return number;
    }
    String old = given.get("uid\0" + number);
    return old != null
        ? old
        : give("uid\0" + number, "uid", String.valueOf(FIRST_UID - 1 + count("uid")));
  }

  /** Of an id: as long, and hexadecimal digits where it has some; separators stay. */
  synchronized String hex(String id) {
    String old = given.get(id);
    if (old != null) {
      return old;
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      if (isHex(id.charAt(i))) {
        digits.append(id.charAt(i));
      }
    }
    byte[] hash = hash(digits.toString());
    StringBuilder name = new StringBuilder();
    int at = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      int digit = hash[at / 2 % hash.length] >> 4 * (at % 2) & 15;
      name.append(isHex(c) ? Character.forDigit(digit, 16) : c);
      at += isHex(c) ? 1 : 0;
    }
    return give(id, "id", name.toString());
  }

  private String give(String entry, String kind, String name) {
    given.put(entry, name);
    kinds.put(entry, kind);
    fresh.append(MapFile.line(kind, name, entry));
    return name;
  }

  private int count(String kind) {
    Integer last = counts.get(kind);
    int next = last == null ? 1 : last + 1;
    counts.put(kind, next);
    return next;
  }

  static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  /** Bytes that only the key tells; for what must not be guessed by trying. */
  byte[] hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      return digest.digest(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isHarmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!plain && (i == 0 && c != '_' || HARMLESS.indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** Remembers what a process is called, readable or not: services are named after programs. */
  synchronized void program(String name) {
    programs.add(name);
  }

  /** The longest program whose name begins this one, but not all of it; null if there is none. */
  synchronized String programOf(String unit) {
    for (int end = unit.length() - 1; end > 2; end--) {
      String start = unit.substring(0, end);
      if (programs.contains(start)) {
        return start;
      }
    }
    return null;
  }

  /** The pseudonym that was given to a text already, or null. */
  synchronized String known(String secret) {
    return given.get(secret);
  }

  /** All entries: the text, in places after its kind and a zero, and its pseudonym. */
  synchronized Map<String, String> all() {
    return new LinkedHashMap<>(given);
  }

  /** Takes an entry of an earlier run. */
  void remember(String kind, String name, String entry) {
    given.put(entry, name);
    kinds.put(entry, kind);
    count(kind);
  }

  byte[] key() {
    return key;
  }

  /** All lines of the map. */
  synchronized String lines() {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> one : given.entrySet()) {
      lines.append(MapFile.line(kinds.get(one.getKey()), one.getValue(), one.getKey()));
    }
    return lines.toString();
  }

  /** Lines of the map that were not asked for before. */
  synchronized String fresh() {
    String lines = fresh.toString();
    fresh.setLength(0);
    return lines;
  }
}
