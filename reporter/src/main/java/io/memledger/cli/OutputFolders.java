package io.memledger.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Decides where each archive's report goes. */
final class OutputFolders {
  private static final String[] ENDINGS = {
    ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".tar.xz", ".txz", ".tar.bz2", ".tbz2"
  };

  private final Path output;
  private final boolean several;
  private final Set<Path> taken = new HashSet<>();

  /**
   * @param output the folder that the user named; null for none
   */
  OutputFolders(Path output, boolean several) {
    this.output = output;
    this.several = several;
  }

  /** Each archive gets a folder of its own, even if two have the same name. */
  Path of(Path archive) {
    if (output != null && !several) {
      return output;
    }
    String name = baseName(archive);
    Path wanted =
        output != null
            ? output.resolve(name)
            : archive.toAbsolutePath().normalize().resolveSibling(name + "-report");
    Path folder = wanted;
    for (int i = 2; !taken.add(folder); i++) {
      folder = wanted.resolveSibling(wanted.getFileName() + "-" + i);
    }
    return folder;
  }

  /** Whether a file is an archive by its name, as one is told from others in a folder. */
  static boolean isArchiveName(Path file) {
    String name = file.getFileName().toString();
    return Stream.of(ENDINGS).anyMatch(name::endsWith);
  }

  private static String baseName(Path archive) {
    Path last = archive.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "archive" : last.toString();
    String best = name;
    for (String ending : ENDINGS) {
      if (name.endsWith(ending) && name.length() - ending.length() < best.length()) {
        best = name.substring(0, name.length() - ending.length());
      }
    }
    return best.isEmpty() ? name : best;
  }
}
