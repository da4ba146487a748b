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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Makes a long archive of format 1 from a few real snapshots, repeated with stamps and uptime of
 * their own, to measure replay with:
 *
 * <pre>java LongArchive.java SNAPSHOTS.tar OUT.tar.gz COUNT full|delta</pre>
 *
 * SNAPSHOTS.tar holds entries {@code <ms>/proc/...} in order, with all processes' files of a kind
 * in one entry {@code proc/PID/<kind>}.
 */
public final class LongArchive {
  private static final long START = 1_795_406_585L;
  private static final int INTERVAL = 5;
  private static final int FULL_EVERY = 60;

  private final OutputStream out;
  private final boolean delta;
  private final Map<String, byte[]> before = new LinkedHashMap<>();
  private final Map<String, String> entryOf = new LinkedHashMap<>();
  private final Map<String, Integer> fullAt = new LinkedHashMap<>();

  private LongArchive(OutputStream out, boolean delta) {
    this.out = out;
    this.delta = delta;
  }

  public static void main(String[] args) throws IOException {
    List<Map<String, byte[]>> real = read(Path.of(args[0]));
    int count = Integer.parseInt(args[2]);
    try (OutputStream file = Files.newOutputStream(Path.of(args[1]));
        OutputStream zip =
            new BufferedOutputStream(
                new GZIPOutputStream(file, 1 << 16) {
                  {
                    def.setLevel(6);
                  }
                },
                1 << 20)) {
      LongArchive archive = new LongArchive(zip, args[3].equals("delta"));
      for (int i = 0; i < count; i++) {
        archive.snapshot(i, real.get(i % real.size()));
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
    boolean full = !delta || old == null || i - fullAt.get(path) >= FULL_EVERY;
    if (full) {
      entry(top + path, data, '0', "");
      fullAt.put(path, i);
    } else if (Arrays.equals(old, data)) {
      entry(top + path, new byte[0], '1', entryOf.get(path));
      return;
    } else if (path.endsWith("/stat") || path.endsWith("slabinfo") || path.endsWith("vmallocinfo")) {
      entry(top + path + ".delta", lines(old, data), '0', "");
      entryOf.put(path, top + path + ".delta");
      before.put(path, data);
      return;
    } else {
      entry(top + path, data, '0', "");
    }
    entryOf.put(path, top + path);
    before.put(path, data);
  }

  /** The keyed line delta of ARCHIVE-FORMAT 4. */
  private static byte[] lines(byte[] old, byte[] data) {
    Map<String, String> was = keyed(old);
    Map<String, String> is = keyed(data);
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

  private static Map<String, String> keyed(byte[] data) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : new String(data, StandardCharsets.UTF_8).split("\n")) {
      lines.put(line.strip().split("\\s+")[0], line);
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

  private static List<Map<String, byte[]>> read(Path tar) throws IOException {
    List<Map<String, byte[]>> all = new ArrayList<>();
    String stamp = "";
    try (InputStream in = new BufferedInputStream(Files.newInputStream(tar), 1 << 20)) {
      byte[] header = in.readNBytes(512);
      while (header.length == 512 && header[0] != 0) {
        String name = new String(header, 0, 100, StandardCharsets.UTF_8).trim();
        int size =
            Integer.parseInt(new String(header, 124, 11, StandardCharsets.UTF_8).trim(), 8);
        byte[] data = in.readNBytes(size);
        in.readNBytes((512 - size % 512) % 512);
        String at = name.substring(0, name.indexOf('/'));
        if (!at.equals(stamp)) {
          stamp = at;
          all.add(new LinkedHashMap<>());
        }
        put(all.get(all.size() - 1), name.substring(at.length() + 1), data);
        header = in.readNBytes(512);
      }
    }
    return all;
  }

  private static void put(Map<String, byte[]> files, String path, byte[] data) {
    if (path.equals("proc/PID/stat")) {
      files.put("proc/pids/stat", data);
    } else if (path.equals("proc/PID/status") || path.equals("proc/PID/smaps_rollup")) {
      boolean status = path.endsWith("status");
      String text = new String(data, StandardCharsets.UTF_8);
      String[] parts = text.split(status ? "(?m)(?=^Name:)" : "(?m)(?=^\\S+ ---p .*\\[rollup\\])");
      int n = 0;
      for (String part : parts) {
        String pid = Integer.toString(2000 + n++);
        if (status) {
          pid = part.replaceFirst("(?s).*\nPid:\\s*(\\d+)\n.*", "$1");
        }
        files.put(
            "proc/" + pid + (status ? "/status" : "/smaps_rollup"),
            part.getBytes(StandardCharsets.UTF_8));
      }
    } else {
      files.put(path, data);
    }
  }
}
