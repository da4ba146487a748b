package io.memledger.cli;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.Stamp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The archives that an argument stands for: itself, or all that lie in a folder. */
final class Inputs {
  /** Folders within folders that are looked into; deeper ones are no collection of archives. */
  private static final int DEEPEST = 8;

  /** So that a folder given by mistake, such as a home, is not searched for ever. */
  private static final int MOST_FOLDERS = 10_000;

  private final List<Path> found = new ArrayList<>();
  private int folders;

  private Inputs() {}

  /**
   * A folder with snapshots is an archive; in any other, each archive file and each folder with
   * snapshots is one. A folder without either is left as it is, for the reader to say what it is.
   */
  static List<Path> of(Path argument) throws IOException {
    if (!Files.isDirectory(argument)) {
      return List.of(argument);
    }
    Inputs all = new Inputs();
    all.look(argument, 0);
    // The folder around one unpacked archive is that archive, with its name and its manifest.
    boolean one = all.found.size() == 1 && Files.isDirectory(all.found.get(0));
    return one || all.found.isEmpty() ? List.of(argument) : List.copyOf(all.found);
  }

  private void look(Path folder, int depth) throws IOException {
    if (++folders > MOST_FOLDERS) {
      throw new ArchiveException(
          "more than " + MOST_FOLDERS + " folders would be searched; name the archives one by one");
    }
    List<Path> inside = sorted(folder);
    if (inside.stream().anyMatch(Inputs::isSnapshot)) {
      found.add(folder);
    }
    for (Path one : inside) {
      boolean isFolder = Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS);
      if (isFolder && !isSnapshot(one) && depth < DEEPEST) {
        look(one, depth + 1);
      } else if (OutputFolders.isArchiveName(one) && Files.isRegularFile(one)) {
        found.add(one);
      }
    }
  }

  private static boolean isSnapshot(Path path) {
    String name = path.getFileName().toString();
    return Stamp.millis(name, 0, name.length()) >= 0
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    List<Path> inside = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(inside::add);
    }
    inside.sort(Comparator.comparing(path -> path.getFileName().toString()));
    return inside;
  }
}
