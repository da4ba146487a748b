package io.memledger.collector.testing;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A reader of archives written from ARCHIVE-FORMAT alone; it stops where the bytes stop making
 * sense.
 */
public final class TarFile {
  public record Entry(String name, char type, String link, byte[] content) {}

  public final List<Entry> entries = new ArrayList<>();

  /** Whether the end-of-archive blocks and the end of the gzip file were found. */
  public boolean whole;

  public static TarFile read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  public static TarFile read(byte[] gzip) {
    TarFile tar = new TarFile();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      tar.fill(in);
    } catch (IOException e) {
      tar.whole = false;
    }
    return tar;
  }

  private void fill(InputStream in) throws IOException {
    String longName = null;
    String longLink = null;
    while (true) {
      byte[] header = exactly(in, 512);
      if (header[0] == 0) {
        exactly(in, 512);
        whole = in.read() < 0;
        return;
      }
      int size = Integer.parseInt(text(header, 124, 11), 8);
      byte[] content = exactly(in, size);
      exactly(in, -size & 511);
      char type = (char) header[156];
      if (type == 'L' || type == 'K') {
        String value = text(content, 0, size);
        longName = type == 'L' ? value : longName;
        longLink = type == 'K' ? value : longLink;
        continue;
      }
      String prefix = text(header, 345, 155);
      String name = (prefix.isEmpty() ? "" : prefix + "/") + text(header, 0, 100);
      entries.add(
          new Entry(
              longName != null ? longName : name,
              type,
              longLink != null ? longLink : text(header, 157, 100),
              content));
      longName = longLink = null;
    }
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private static String text(byte[] bytes, int from, int most) {
    int end = from;
    while (end < from + most && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** The content of the only entry whose name ends so. */
  public String only(String end) {
    List<Entry> found = entries.stream().filter(e -> e.name.endsWith(end)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " entries end with " + end);
    }
    return new String(found.get(0).content, StandardCharsets.UTF_8);
  }

  public List<String> stamps() {
    return snapshots().keySet().stream().toList();
  }

  /** Snapshot stamp to path to text, with hard links and deltas resolved. */
  public Map<String, Map<String, String>> snapshots() {
    Map<String, String> byName = new LinkedHashMap<>();
    Map<String, String> latest = new TreeMap<>();
    Map<String, Map<String, String>> snapshots = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String[] parts = entry.name.split("/", 3);
      if (parts.length < 3) {
        continue;
      }
      String text = new String(entry.content, StandardCharsets.UTF_8);
      String path = parts[2];
      if (entry.type == '1') {
        text = byName.get(entry.link);
        if (text == null) {
          throw new AssertionError(entry.name + " links to nothing: " + entry.link);
        }
      } else if (path.endsWith(".delta")) {
        path = path.substring(0, path.length() - ".delta".length());
        text = apply(latest.get(path), text);
      }
      byName.put(entry.name, text);
      latest.put(path, text);
      snapshots.computeIfAbsent(parts[1], k -> new TreeMap<>()).put(path, text);
    }
    return snapshots;
  }

  /** ARCHIVE-FORMAT section 4. */
  public static String apply(String base, String delta) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : base.split("(?<=\n)")) {
      lines.put(line.split("\\s")[0], line);
    }
    String[] changed = delta.split("(?<=\n)");
    String[] gone = changed[0].strip().split(" ");
    if (!gone[0].equals("-")) {
      throw new AssertionError("a delta begins with " + changed[0]);
    }
    for (int i = 1; i < gone.length; i++) {
      if (lines.remove(gone[i]) == null) {
        throw new AssertionError("gone, but never there: " + gone[i]);
      }
    }
    for (int i = 1; i < changed.length; i++) {
      lines.put(changed[i].split("\\s")[0], changed[i]);
    }
    return String.join("", lines.values());
  }
}
