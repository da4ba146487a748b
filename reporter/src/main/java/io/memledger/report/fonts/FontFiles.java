package io.memledger.report.fonts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where machines keep fonts for Simplified Chinese, and how the files are called. */
final class FontFiles {
  /** Families by file name, the best first: plain sans serifs, then what is better than nothing. */
  private static final List<String> NAMES =
      List.of(
          "NotoSansCJKsc-Regular.otf",
          "NotoSansSC-Regular.otf",
          "NotoSansSC-Regular.ttf",
          "NotoSansCJK-Regular.ttc",
          "NotoSansCJK.ttc",
          "SourceHanSansSC-Regular.otf",
          "SourceHanSansCN-Regular.otf",
          "SourceHanSans-Regular.ttc",
          "SourceHanSans.ttc",
          "msyh.ttc",
          "PingFang.ttc",
          "Hiragino Sans GB.ttc",
          "STHeiti Light.ttc",
          "wqy-microhei.ttc",
          "wqy-zenhei.ttc",
          "DroidSansFallbackFull.ttf",
          "DroidSansFallback.ttf",
          "simhei.ttf",
          "simsun.ttc",
          "uming.ttc",
          "NotoSerifCJK-Regular.ttc",
          "Arial Unicode.ttf");

  /** The bold file that goes with a regular one. */
  private static final Map<String, String> BOLD =
      Map.of(
          "msyh.ttc", "msyhbd.ttc",
          "STHeiti Light.ttc", "STHeiti Medium.ttc");

  private static final List<String> FOLDERS =
      List.of(
          "/usr/share/fonts",
          "/usr/local/share/fonts",
          "/usr/X11R6/lib/X11/fonts",
          "/Library/Fonts",
          "/System/Library/Fonts",
          "C:/Windows/Fonts");

  private static final List<String> HOME_FOLDERS =
      List.of(".local/share/fonts", ".fonts", "Library/Fonts");

  /** How deep folders of fonts are nested. */
  private static final int DEPTH = 6;

  private FontFiles() {}

  /** Those that are there, the best first. */
  static List<Path> candidates() {
    List<Path> folders = new ArrayList<>(FOLDERS.stream().map(Path::of).toList());
    HOME_FOLDERS.forEach(f -> folders.add(Path.of(System.getProperty("user.home", "."), f)));
    return candidates(folders);
  }

  static List<Path> candidates(List<Path> folders) {
    SortedMap<Integer, Path> found = new TreeMap<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
          files
              .filter(f -> NAMES.contains(f.getFileName().toString()))
              .sorted()
              .forEach(f -> found.putIfAbsent(NAMES.indexOf(f.getFileName().toString()), f));
        } catch (IOException | UncheckedIOException e) {
          // A folder that cannot be read holds no font for us.
        }
      }
    }
    return List.copyOf(found.values());
  }

  static Optional<Path> boldOf(Path regular) {
    String name = regular.getFileName().toString();
    String bold = BOLD.getOrDefault(name, name.replace("Regular", "Bold"));
    return bold.equals(name)
        ? Optional.empty()
        : Optional.of(regular.resolveSibling(bold)).filter(Files::isRegularFile);
  }
}
