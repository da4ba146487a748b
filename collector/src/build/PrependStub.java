import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Build step: puts the shell stub, joined from its parts, before the jar and makes the file executable.
 *
 * <p>Offsets inside the jar count from the start of the file, so they are moved by the stub's length; most readers guess
 * that, but strict ones call the file damaged. Anything already before the jar is dropped: running twice changes nothing.
 */
final class PrependStub {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[1]);
    PackClasses.pack(jar);
    byte[] stub = stub(Path.of(args[0]), args[2]);
    byte[] zip = Files.readAllBytes(jar);
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);

    int end = zip.length - END_SIZE;
    while (in.getInt(end) != END) {
      end--;
    }
    int directory = in.getInt(end + 16);
    int entries = Short.toUnsignedInt(in.getShort(end + 10));
    int first = directory;
    for (int i = 0, at = directory; i < entries; i++, at = next(in, at)) {
      first = Math.min(first, in.getInt(at + 42));
    }
    int shift = stub.length - first;
    for (int i = 0, at = directory; i < entries; i++, at = next(in, at)) {
      in.putInt(at + 42, in.getInt(at + 42) + shift);
    }
    in.putInt(end + 16, directory + shift);

    byte[] out = Arrays.copyOf(stub, zip.length + shift);
    System.arraycopy(zip, first, out, stub.length, zip.length - first);
    Files.write(jar, out);
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * The parts of the script in the order of their names, with the version, and without the comments
   * below the head of the first: the jar has a size limit.
   */
  private static byte[] stub(Path parts, String version) throws IOException {
    StringBuilder text = new StringBuilder();
    boolean head = true;
    for (String line : lines(parts)) {
      head &= line.startsWith("#");
      if (head || !line.trim().startsWith("#")) {
        text.append(line).append('\n');
      }
    }
    return text.toString().replace("@VERSION@", version).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(Path parts) throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parts, "*.sh")) {
      TreeSet<Path> sorted = new TreeSet<>();
      files.forEach(sorted::add);
      for (Path part : sorted) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    return lines;
  }

  private static int next(ByteBuffer in, int at) throws IOException {
    if (in.getInt(at) != ENTRY) {
      throw new IOException("no directory entry at " + at);
    }
    return at
        + ENTRY_SIZE
        + Short.toUnsignedInt(in.getShort(at + 28))
        + Short.toUnsignedInt(in.getShort(at + 30))
        + Short.toUnsignedInt(in.getShort(at + 32));
  }
}

/** Puts all classes but the first into one gzip stream; what is packed already stays as it is. */
final class PackClasses {
  private static final String PACKED = "classes.gz";
  private static final String LAUNCH = "io/memledger/collector/Launch.class";
  private static final String CLASS = ".class";

  /** Of all entries: same sources, same bytes. */
  private static final FileTime TIME = FileTime.fromMillis(1_577_836_800_000L);

  private PackClasses() {}

  static void pack(Path jar) throws IOException {
    TreeMap<String, byte[]> kept = new TreeMap<>();
    TreeMap<String, byte[]> classes = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.getEntry(PACKED) != null) {
        return;
      }
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        boolean packed = name.endsWith(CLASS) && !name.equals(LAUNCH);
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        if (packed) {
          String type = name.substring(0, name.length() - CLASS.length());
          classes.put(type.replace('/', '.'), bytes);
        } else if (!entry.isDirectory()) {
          kept.put(name, bytes);
        }
      }
    }
    kept.put(PACKED, packed(classes));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(9);
      for (Map.Entry<String, byte[]> one : kept.entrySet()) {
        ZipEntry entry = new ZipEntry(one.getKey());
        entry.setLastModifiedTime(TIME);
        out.putNextEntry(entry);
        out.write(one.getValue());
        out.closeEntry();
      }
    }
  }

  private static byte[] packed(Map<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(9);
          }
        };
    try (DataOutputStream out = new DataOutputStream(gzip)) {
      out.writeInt(classes.size());
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        out.writeUTF(one.getKey());
        out.writeInt(one.getValue().length);
        out.write(one.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
