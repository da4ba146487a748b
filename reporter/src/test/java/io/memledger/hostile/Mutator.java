package io.memledger.hostile;

import io.memledger.archive.TarBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes a small capture as an enemy or a bad disk would: in the numbers and names of its files,
 * in its lines, in the paths and kinds of its tar entries, and in the bytes of the whole. The same
 * seed gives the same archive.
 */
final class Mutator {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "4096",
          "2147483648",
          "9007199254740993",
          "9223372036854775807",
          "18446744073709551615",
          "99999999999999999999",
          "1e308",
          "NaN",
          "",
          "max",
          "0x10");

  private static final List<String> NAMES =
      List.of(
          "<script>alert(1)</script>",
          "=1+1",
          "a;=2+2;b",
          "-rf",
          "$(reboot)",
          "`id`",
          "it's",
          "../../etc/passwd",
          "\u202egnp",
          "\u001b[31m",
          "a\tb",
          "\u0000",
          "日本",
          "{0}",
          "${x}",
          "A".repeat(5_000),
          "/a".repeat(3_000),
          "1".repeat(5_000),
          "(",
          ") S",
          "&lt;b&gt;");

  /** Characters of a name that a mutation puts into a path of 100 bytes. */
  private static final int LONGEST = 30;

  private static final List<Long> TIMES = List.of(-60_000L, 0L, 1L, 86_400_000L, 250_000_000_000L);

  private final Random random;

  Mutator(long seed) {
    random = new Random(seed);
  }

  /**
   * The archive.
   *
   * @param snapshots texts by path, a map each, in the order of time
   */
  byte[] archive(List<SortedMap<String, String>> snapshots) {
    int often = 1 + random.nextInt(12);
    int at = 1_795_406_585;
    TarBytes tar = new TarBytes();
    String top = random.nextInt(20) == 0 ? fit(one(NAMES).replace("/", "")) + "/" : "memledger-m/";
    String before = null;
    for (SortedMap<String, String> texts : snapshots) {
      SortedMap<String, String> changed = new TreeMap<>(texts);
      for (int i = 0; i < often; i++) {
        change(changed);
      }
      at += random.nextInt(60) == 0 ? (int) (one(TIMES) / 1000) : 30;
      String folder = top + at + "/";
      for (SortedMap.Entry<String, String> file : changed.entrySet()) {
        entry(tar, folder, before, file.getKey(), file.getValue());
      }
      before = folder;
    }
    byte[] all = random.nextInt(10) == 0 ? tar.gzip() : tar.tar();
    return random.nextInt(10) == 0 ? damaged(all) : all;
  }

  /** A name that a plain tar header holds. */
  private static String fit(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
  }

  private void entry(TarBytes tar, String folder, String before, String path, String text) {
    switch (random.nextInt(400)) {
      case 0 -> tar.link(folder + path, before + path);
      case 1 -> tar.link(folder + path, folder + path);
      case 2 -> tar.special(folder + path, (char) ('0' + random.nextInt(9)), "/etc/passwd");
      case 3 -> tar.file(folder + path + ".delta", "- " + word(text) + "\n" + text);
      case 4 -> tar.file(folder + fit(one(NAMES)), text);
      case 5 -> tar.file("../" + folder + path, text);
      case 6 -> tar.file(folder + path, text).file(folder + path, text);
      case 7 ->
          tar.header(
              (folder + path).getBytes(StandardCharsets.UTF_8), 1L << 32, '0', "", "ustar", "");
      default -> tar.file(folder + path, text);
    }
  }

  private void change(SortedMap<String, String> texts) {
    String path = one(List.copyOf(texts.keySet()));
    String[] lines = texts.get(path).split("\n", -1);
    int line = random.nextInt(lines.length);
    switch (random.nextInt(8)) {
      case 0 -> texts.remove(path);
      case 1 -> lines[line] = "";
      case 2 -> lines[line] = lines[line].substring(0, random.nextInt(lines[line].length() + 1));
      case 3 -> lines[line] = lines[line] + "\n" + lines[random.nextInt(lines.length)];
      case 4 -> lines[line] = word(lines[line], one(NAMES));
      default -> lines[line] = word(lines[line], one(NUMBERS));
    }
    texts.computeIfPresent(path, (p, text) -> String.join("\n", lines));
    if (texts.isEmpty()) {
      texts.put("proc/meminfo", "MemTotal: 1 kB\n");
    }
  }

  /** The line with another word in place of one of its own. */
  private String word(String line, String other) {
    String[] words = line.split(" ", -1);
    words[random.nextInt(words.length)] = other;
    return String.join(" ", words);
  }

  private static String word(String text) {
    return text.strip().split("\\s", 2)[0];
  }

  private byte[] damaged(byte[] all) {
    byte[] changed =
        random.nextBoolean()
            ? all.clone()
            : java.util.Arrays.copyOf(all, random.nextInt(all.length) + 1);
    for (int i = 0; i < 3; i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
