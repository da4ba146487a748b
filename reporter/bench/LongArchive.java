import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a long archive of format 1 from a sample: what nearly all of its snapshots hold, forward and
 * backward again, with stamps and uptime of their own; to measure replay with:
 *
 * <pre>java LongArchive.java SAMPLE.tar.gz OUT.tar.gz COUNT full|delta</pre>
 *
 * With delta it is what the collector writes: a hard link for what stayed, changed lines for the
 * files that it takes apart, and each file whole now and then.
 */
public final class LongArchive {
  private static final long START = 1_795_406_585L;
  private static final int INTERVAL = 5;
  private static final int FULL_EVERY = 60;
  private static final String DELTA = ".delta";

  /** What others bring in bulk, what would be most of all bytes, and what is made here. */
  private static final String LEFT_OUT =
      "trace/.*|sys/fs/cgroup/.*|proc/\\d+/.*|proc/vmallocinfo|proc/uptime";

  private final OutputStream out;
  private final boolean delta;
  private final Map<String, byte[]> before = new HashMap<>();
  private final Map<String, String> entryOf = new HashMap<>();
  private final Map<String, Integer> fullAt = new HashMap<>();

  private LongArchive(OutputStream out, boolean delta) {
    this.out = out;
    this.delta = delta;
  }

  public static void main(String[] args) throws IOException {
    List<Map<String, byte[]>> real = read(Path.of(args[0]));
    int count = Integer.parseInt(args[2]);
    try (OutputStream zip =
        new BufferedOutputStream(
            new GZIPOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 16), 1 << 20)) {
      LongArchive archive = new LongArchive(zip, args[3].equals("delta"));
      int turn = 2 * real.size() - 2;
      for (int i = 0; i < count; i++) {
        int at = i % turn;
        archive.snapshot(i, real.get(Math.min(at, turn - at)));
      }
      zip.write(new byte[1024]);
    }
  }

  private void snapshot(int i, Map<String, byte[]> files) throws IOException {
    String top = "memledger-bench-20261123T040305Z/" + (START + (long) i * INTERVAL) + "/";
    double uptime = 1000 + i * (double) INTERVAL;
    file(i, top, "proc/uptime", (uptime + "0 1.00\n").getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> one : files.entrySet()) {
      file(i, top, one.getKey(), one.getValue());
    }
  }

  private void file(int i, String top, String path, byte[] data) throws IOException {
    byte[] old = before.get(path);
    String entry = top + path;
    if (!delta || old == null || i - fullAt.get(path) >= FULL_EVERY) {
      entry(entry, data, '0', "");
      fullAt.put(path, i);
    } else if (Arrays.equals(old, data)) {
      entry(entry, new byte[0], '1', entryOf.get(path));
      return;
    } else if (data.length > 512 && keyed(data) != null) {
      entry += DELTA;
      entry(entry, lines(keyed(old), keyed(data)), '0', "");
    } else {
      entry(entry, data, '0', "");
    }
    entryOf.put(path, entry);
    before.put(path, data);
  }

  /** The keyed line delta of ARCHIVE-FORMAT 4. */
  private static byte[] lines(Map<String, String> was, Map<String, String> is) {
    StringBuilder text = new StringBuilder("-");
    was.keySet().stream().filter(key -> !is.containsKey(key)).forEach(k -> text.append(" " + k));
    text.append('\n');
    is.forEach(
        (key, line) -> {
          if (!line.equals(was.get(key))) {
            text.append(line).append('\n');
          }
        });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Lines by their first word; null if two have the same. */
  private static Map<String, String> keyed(byte[] data) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : new String(data, StandardCharsets.UTF_8).split("\n")) {
      if (lines.put(line.strip().split("\\s+")[0], line) != null) {
        return null;
      }
    }
    return lines;
  }

  private void entry(String name, byte[] data, char type, String link) throws IOException {
    byte[] header = new byte[512];
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    byte[] target = link.getBytes(StandardCharsets.UTF_8);
    if (path.length > 100 || target.length > 100) {
      throw new IOException("name too long: " + name);
    }
    System.arraycopy(path, 0, header, 0, path.length);
    text(header, 100, "0000600\0" + "0000000\0" + "0000000\0");
    text(header, 124, String.format("%011o ", data.length) + "00000000000 ");
    header[156] = (byte) type;
    System.arraycopy(target, 0, header, 157, target.length);
    text(header, 257, "ustar\00000");
    text(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    text(header, 148, String.format("%06o\0 ", sum));
    out.write(header);
    out.write(data);
    out.write(new byte[(512 - data.length % 512) % 512]);
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** The snapshots of a sample with every file whole; only files that nearly all have. */
  private static List<Map<String, byte[]>> read(Path sample) throws IOException {
    Map<String, Map<String, byte[]>> all = new LinkedHashMap<>();
    Map<String, byte[]> newest = new HashMap<>();
    Map<String, Integer> times = new HashMap<>();
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(sample)), 1 << 20)) {
      byte[] header = in.readNBytes(512);
      while (header.length == 512 && header[0] != 0) {
        String[] name = new String(header, 0, 100, StandardCharsets.UTF_8).trim().split("/", 3);
        int size =
            Integer.parseInt(new String(header, 124, 11, StandardCharsets.UTF_8).trim(), 8);
        byte[] data = in.readNBytes(size);
        in.readNBytes((512 - size % 512) % 512);
        boolean plain = header[156] == '0' || header[156] == '1';
        if (plain && name.length == 3) {
          boolean part = name[2].endsWith(DELTA);
          String path = part ? name[2].substring(0, name[2].length() - DELTA.length()) : name[2];
          if (header[156] == '0') {
            newest.put(path, part ? applied(newest.get(path), data) : data);
          }
          all.computeIfAbsent(name[1], stamp -> new LinkedHashMap<>()).put(path, newest.get(path));
          times.merge(path, 1, Integer::sum);
        }
        header = in.readNBytes(512);
      }
    }
    int most = all.size() * 9 / 10;
    for (Map<String, byte[]> snapshot : all.values()) {
      snapshot.keySet().removeIf(path -> times.get(path) < most || path.matches(LEFT_OUT));
    }
    return new ArrayList<>(all.values());
  }

  private static byte[] applied(byte[] old, byte[] delta) {
    String[] change = new String(delta, StandardCharsets.UTF_8).split("\n", 2);
    Map<String, String> lines = keyed(old);
    for (String gone : change[0].split(" ")) {
      lines.remove(gone);
    }
    Map<String, String> changed = keyed(change[1].getBytes(StandardCharsets.UTF_8));
    changed.remove("");
    lines.putAll(changed);
    return (String.join("\n", lines.values()) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
