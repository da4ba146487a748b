package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the packaged jar, with the tools of this machine or few of them, and looks at what it wrote.
 */
final class JarRunner {
  static final Path JAR = Path.of("target/memledger-collector.jar").toAbsolutePath();

  /** All that the sh capture may need; od, awk, head -c and the like are not in here on purpose. */
  private static final String TOOLS =
      "sh tar gzip cp cat sed date mkdir rm rmdir sort head tail tr dd wc df du find grep xargs sleep id uname cut true";

  /** A folder for the PATH of a machine without Java. */
  final Path tools;

  /** Where captures are to write, and the working folder. */
  final Path out;

  private final Path temp;

  record Ran(int code, String out, String err) {
    Path archive() {
      return Path.of(out.replaceFirst("(?s) [0-9]+ bytes\n$", ""));
    }
  }

  JarRunner(Path temp) throws IOException {
    this.temp = temp;
    tools = Files.createDirectory(temp.resolve("tools"));
    out = Files.createDirectory(temp.resolve("the output"));
  }

  void dropLinks() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  /** A PATH without Java: symbolic links to this machine's tools, or all of them to busybox. */
  void linkTools(String shell) throws IOException {
    Path program = find(shell);
    assertTrue(program != null, "install " + shell + ", which this test runs the capture in");
    for (String tool : TOOLS.split(" ")) {
      Path target = shell.equals("busybox") || tool.equals("sh") ? program : find(tool);
      Files.createSymbolicLink(tools.resolve(tool), target);
    }
  }

  private static Path find(String tool) {
    return Stream.of("/usr/bin", "/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /**
   * A JAVA_HOME whose java tells this version, and otherwise prints its arguments and exits with
   * code.
   */
  Path javaHome(String fullVersion, int code) throws IOException {
    Path java = Files.createDirectories(temp.resolve("java home/bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\n[ \"$1\" != -fullversion ] || { echo '"
            + fullVersion
            + "' >&2; exit 0; }\n"
            + "printf '%s\\n' \"$@\" \"arenas $MALLOC_ARENA_MAX\"; exit "
            + code
            + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return temp.resolve("java home");
  }

  ProcessBuilder builder(Object... command) {
    List<String> words = new ArrayList<>();
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(out.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "MEMLEDGER_SH"));
    for (Object word : command) {
      String[] variable = word.toString().split("=", 2);
      if (words.isEmpty() && variable.length == 2) {
        builder.environment().put(variable[0], variable[1]);
      } else {
        words.add(word.toString());
      }
    }
    return builder;
  }

  Ran run(Object... command) throws Exception {
    Path stdout = temp.resolve("stdout");
    Path stderr = temp.resolve("stderr");
    Process process =
        builder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
    int code = process.waitFor();
    return new Ran(code, Files.readString(stdout), Files.readString(stderr));
  }

  List<String> names(Path archive) throws Exception {
    Ran ran = run("tar", "-tzf", archive);
    assertEquals(0, ran.code, ran.err);
    return ran.out.lines().toList();
  }

  /** Unpacks with the machine's tar; returns the archive's top folder. */
  Path unpack(Path archive) throws Exception {
    Path to = Files.createTempDirectory(temp, "unpacked");
    Ran ran = run("tar", "-xzf", archive, "-C", to);
    assertEquals("", ran.err);
    assertEquals(0, ran.code);
    return list(to).get(0);
  }

  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static void write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
