package io.memledger.collector.redact;

import io.memledger.collector.common.Failure;
import io.memledger.collector.common.IoErrors;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * A map of pseudonyms on disk, readable by its owner alone; a key is a map, too, that grows from
 * archive to archive. Lines of kind, pseudonym and true text, after the first two.
 */
public final class MapFile {
  private static final String HEAD = "memledger-names 1\n";
  private static final int KEY_BYTES = 32;

  private MapFile() {}

  /** What no key was given for. */
  public static Names fresh() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Names(key);
  }

  /** The pseudonyms of a map or key that must be there. */
  public static Names read(File file) throws Failure {
    try {
      String text = new String(Files.readAllBytes(file.toPath()), StandardCharsets.ISO_8859_1);
      String[] lines = text.split("\n");
      if (!text.startsWith(HEAD) || lines.length < 2 || !lines[1].startsWith("key\t")) {
        throw Failure.of(file + " is no map or key of pseudonyms; name the one that was made.");
      }
      Names names = new Names(key(lines[1].substring(4), file));
      for (int i = 2; i < lines.length; i++) {
        String[] parts = lines[i].split("\t", 3);
        // A killed run may leave half a line at the end.
        if (parts.length == 3) {
          names.remember(parts[0], parts[1], unescaped(parts[2]));
        }
      }
      return names;
    } catch (IOException e) {
      throw Failure.of("Cannot read " + file + ": " + IoErrors.sentence(e) + ".");
    }
  }

  private static byte[] key(String hex, File file) throws Failure {
    byte[] key = new byte[hex.length() / 2];
    for (int i = 0; i < key.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      int low = Character.digit(hex.charAt(2 * i + 1), 16);
      key[i] = (byte) (high << 4 | low);
    }
    if (key.length != KEY_BYTES) {
      throw Failure.of(file + " has no whole key; name the one that was made.");
    }
    return key;
  }

  /** One line of the file. */
  static String line(String kind, String name, String secret) {
    StringBuilder line = new StringBuilder(kind).append('\t').append(name).append('\t');
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      if (c == '\\' || c == '\n') {
        line.append('\\').append(c == '\n' ? 'n' : c);
      } else {
        line.append(c);
      }
    }
    return line.append('\n').toString();
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        c = text.charAt(++i) == 'n' ? '\n' : text.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  /** The whole file, for names that were not all taken from it. */
  static String text(Names names, String lines) {
    StringBuilder text = new StringBuilder(HEAD).append("key\t");
    for (byte b : names.key()) {
      text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return text.append('\n').append(lines).toString();
  }

  /**
   * Opens a map to write to; never through a symbolic link.
   *
   * @param create whether it must not be there yet
   */
  static FileChannel open(File file, boolean create) throws IOException {
    Set<OpenOption> how = new HashSet<>();
    how.add(create ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
    how.add(StandardOpenOption.WRITE);
    how.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(
        file.toPath(),
        how,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Adds lines at the end, after the head if the file is new. */
  static void append(FileChannel channel, Names names, String lines) throws IOException {
    String text = channel.size() == 0 ? text(names, lines) : lines;
    channel.position(channel.size());
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
