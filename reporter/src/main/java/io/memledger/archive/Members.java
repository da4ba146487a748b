package io.memledger.archive;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Every file that an argument stands for, unpacked: itself, those of a folder, of a tar, of a zip,
 * and of such that lie in one another. No link is followed.
 */
public final class Members {
  /** A tar in a zip in a folder is usual; more is a bomb. */
  private static final int DEEPEST = 4;

  /** A sosreport holds 10,000 files. */
  private static final int MOST = 200_000;

  /** Files before the first one of a snapshot: manifest.json, and what people put beside it. */
  private static final int FIRST = 50;

  /** What a tar is told by: its first header. */
  private static final int HEADER = TarReader.BLOCK;

  /** Takes one file after the other. */
  public interface Visitor {
    /**
     * A file.
     *
     * @param name its path as far as it is told, with that of what it lay in before it
     * @param content unpacked; ends where the file does, or where it is cut
     */
    void member(String name, InputStream content) throws IOException;
  }

  private final Limits limits;
  private final Visitor visitor;
  private int count;

  public Members(Limits limits, Visitor visitor) {
    this.limits = limits;
    this.visitor = visitor;
  }

  /**
   * Visits all files of an argument.
   *
   * @throws ArchiveException if it breaks a limit
   */
  public void read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      folder(path, "", 0);
    } else {
      Path last = path.getFileName();
      file(path, last == null ? "" : last.toString());
    }
  }

  private void folder(Path folder, String prefix, int depth) throws IOException {
    if (depth > limits.pathDepth()) {
      return;
    }
    List<Path> inside = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(inside::add);
    }
    inside.sort(Comparator.comparing(one -> one.getFileName().toString()));
    for (Path one : inside) {
      String name = prefix + one.getFileName();
      if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
        folder(one, name + "/", depth + 1);
      } else if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)) {
        file(one, name);
      }
    }
  }

  private void file(Path file, String name) throws IOException {
    try (InputStream raw = new FileInputStream(file.toFile());
        FileStream stream = new FileStream(raw, Files.size(file), (read, total) -> {})) {
      open(name, stream, stream, 0);
    }
  }

  private void open(String name, InputStream packed, FileStream stored, int depth)
      throws IOException {
    if (++count > MOST) {
      throw new ArchiveException("more than " + MOST + " files would be looked into");
    }
    InputStream content = Container.open(packed, stored, limits);
    byte[] head = head(content);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
    if (depth < DEEPEST && isTar(head)) {
      TarReader tar = new TarReader(whole, limits);
      while (tar.next()) {
        if (tar.isFile() && !tar.isSparse()) {
          inside(name + "/" + tar.name(), tar.stream(), stored, depth + 1);
          tar.skip();
        }
      }
    } else if (depth < DEEPEST && isZip(head)) {
      ZipInputStream zip = new ZipInputStream(whole);
      for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
        if (!one.isDirectory()) {
          inside(name + "/" + one.getName(), zip, stored, depth + 1);
        }
      }
    } else {
      visitor.member(name, whole);
    }
  }

  /** A file inside another: what is damaged in it does not end the rest. */
  private void inside(String name, InputStream content, FileStream stored, int depth)
      throws IOException {
    try {
      open(name, content, stored, depth);
    } catch (Enough e) {
      throw e;
    } catch (IOException e) {
      // If what it lies in is damaged, the next step in that one says so.
      return;
    }
  }

  /** The beginning, as much as there is: a file that is cut in its compression has less. */
  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEADER];
    int length = 0;
    try {
      for (int n = 0; length < HEADER && n >= 0; length += Math.max(0, n)) {
        n = in.read(head, length, HEADER - length);
      }
    } catch (CutException | java.io.EOFException e) {
      // What was read before the cut is all there is.
    }
    return java.util.Arrays.copyOf(head, length);
  }

  private static boolean isTar(byte[] head) {
    return head.length == HEADER && !TarHeader.isZero(head) && TarHeader.checksumHolds(head);
  }

  private static boolean isZip(byte[] head) {
    return head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  /**
   * Whether a file or folder is one of our own archives: a snapshot's file is among its first
   * entries.
   */
  public static boolean isArchive(Path path, Limits limits) throws IOException {
    boolean[] found = new boolean[1];
    int[] seen = new int[1];
    Members members =
        new Members(
            limits,
            (name, content) -> {
              String inside =
                  Files.isDirectory(path) ? name : name.substring(name.indexOf('/') + 1);
              EntryName.Kind kind = EntryName.of(inside, limits).kind();
              found[0] = kind == EntryName.Kind.SNAPSHOT_FILE && name.contains("/");
              if (found[0] || ++seen[0] == FIRST) {
                throw new Enough();
              }
            });
    try {
      members.read(path);
    } catch (Enough e) {
      return found[0];
    } catch (CutException e) {
      return false;
    }
    return false;
  }

  /** One file has told it. */
  private static final class Enough extends IOException {
    private static final long serialVersionUID = 1;
  }
}
