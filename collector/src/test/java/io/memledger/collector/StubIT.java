package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memledger.collector.testing.FakeRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged jar run as a program: its stub starts Java, or captures in plain sh where there is
 * none.
 */
class StubIT {
  private static final Path JAR = Path.of("target/memledger-collector.jar").toAbsolutePath();

  /** All that the sh capture may need; od, awk, head -c and the like are not in here on purpose. */
  private static final String TOOLS =
      "sh tar gzip cp cat sed date mkdir rm rmdir sort head tail tr dd wc df du find grep xargs sleep id uname cut true";

  @TempDir Path temp;
  private Path tools;
  private Path out;

  record Ran(int code, String out, String err) {
    Path archive() {
      return Path.of(out.replaceFirst("(?s) [0-9]+ bytes\n$", ""));
    }
  }

  @BeforeEach
  void folders() throws IOException {
    tools = Files.createDirectory(temp.resolve("tools"));
    out = Files.createDirectory(temp.resolve("the output"));
  }

  /** JUnit would warn of each link that leads out of its folder. */
  @AfterEach
  void dropLinks() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void jarIsSmallExecutableAndSound() throws Exception {
    assertTrue(Files.size(JAR) < 100_000);
    assertTrue(Files.isExecutable(JAR));
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertTrue(jar.getEntry("io/memledger/collector/Main.class").getSize() > 0);
      String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
      String stub = Files.readString(JAR, StandardCharsets.ISO_8859_1);
      assertTrue(stub.startsWith("#!/bin/sh\n"));
      assertTrue(stub.contains("\nversion='" + version + "'\n"));
      // Offsets count from the start of the file: the first entry is where the directory says.
      int directory = stub.lastIndexOf("PK\1\2", stub.indexOf("PK\1\2"));
      int first = stub.indexOf("PK\3\4");
      int stated =
          stub.charAt(directory + 42)
              | stub.charAt(directory + 43) << 8
              | stub.charAt(directory + 44) << 16;
      assertEquals(first, stated);
    }
  }

  @Test
  void startsJavaLeanAndPassesArguments() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("a link"), JAR);
    Path home = javaHome("openjdk full version \"17.0.15+6\"", 7);
    Ran ran = run("JAVA_HOME=" + home, link, "--count", "3", "a b", "*");
    assertEquals(7, ran.code, ran.err);
    assertTrue(ran.out.contains("-XX:+UseSerialGC\n-Xms16m\n-Xmx32m\n"), ran.out);
    assertTrue(ran.out.endsWith("\n-jar\n" + link + "\n--count\n3\na b\n*\narenas 1\n"), ran.out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java full version \"1.8.0_312-b07\"",
        "java full version \"JRE 1.8.0 IBM Linux build 8.0\"",
        "openjdk full version \"9\"",
        "openjdk full version \"25.0.3+9-LTS\""
      })
  void takesJava8AndLater(String version) throws Exception {
    assertEquals(7, run("JAVA_HOME=" + javaHome(version, 7), JAR).code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java full version \"1.7.0_80-b15\"",
        "error while loading shared libraries: libjvm.so"
      })
  void oldOrBrokenJavaIsNotUsed(String version) throws Exception {
    linkTools("sh");
    Path home = javaHome(version, 7);
    Ran ran = run("JAVA_HOME=" + home, "PATH=" + tools, JAR, "--once", "--output", out);
    assertEquals(0, ran.code, ran.err);
    assertTrue(ran.err.contains("capturing with plain sh"), ran.err);
    assertTrue(ran.err.contains(home + "/bin/java"), ran.err);
  }

  @Test
  void realJavaRunsTheJar() throws Exception {
    Ran ran = run("JAVA_HOME=" + System.getProperty("java.home"), JAR, "--no-such-option");
    assertEquals(2, ran.code);
    assertFalse(ran.err.contains("plain sh"), ran.err);
  }

  /** Thirty thousand message queues once took the heap. */
  @Test
  void filesNearTheirCapFitIntoTheHeap() throws Exception {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    for (String file : List.of("sysvipc/msg", "vmallocinfo", "slabinfo")) {
      root.file("proc/" + file, FakeRoot.lines("0x", 170_000));
    }
    assertTrue(Files.size(root.path.resolve("proc/vmallocinfo")) > 3_500_000);
    Ran ran =
        run(
            "JAVA_HOME=" + System.getProperty("java.home"),
            JAR,
            "--root",
            root.path,
            "--rates=all",
            "--interval=1s",
            "--count=3",
            "--output",
            out);
    assertEquals(0, ran.code, ran.err);
    assertEquals(3, names(ran.archive()).stream().filter(n -> n.endsWith("/vmallocinfo")).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox"})
  void capturesInPlainSh(String shell) throws Exception {
    linkTools(shell);
    Ran ran =
        run(
            "PATH=" + tools,
            tools.resolve("sh"),
            JAR,
            "--interval",
            "1s",
            "--count=2",
            "--output",
            out);
    assertEquals(0, ran.code, ran.err);
    assertEquals(
        1,
        Pattern.compile("capturing with plain sh\n").matcher(ran.err).results().count(),
        ran.err);

    Path archive = ran.archive();
    assertEquals(List.of(archive), list(out));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)));
    assertTrue(ran.out.endsWith(" " + Files.size(archive) + " bytes\n"), ran.out);

    List<String> names = names(archive);
    String top = archive.getFileName().toString().replace(".tar.gz", "/");
    assertEquals(top + "manifest.json", names.get(0));
    assertEquals(top + "footer.json", names.get(names.size() - 1));
    assertTrue(
        names.stream().noneMatch(n -> n.matches(".*(pagetypeinfo|kmem.slabinfo|stat_refresh).*")));
    Path unpacked = unpack(archive);
    assertJson(unpacked.resolve("manifest.json"), "\"format\": \"memledger-archive\"");
    assertJson(unpacked.resolve("footer.json"), "\"reason\": \"count\"");

    List<Path> snapshots = list(unpacked).stream().filter(Files::isDirectory).toList();
    assertEquals(2, snapshots.size());
    for (Path snapshot : snapshots) {
      assertTrue(snapshot.getFileName().toString().matches("\\d{8}T\\d{6}Z"), snapshot.toString());
      for (String file :
          List.of(
              "vmstat", "zoneinfo", "stat", "uptime", "pids/stat", "net/sockstat", "buddyinfo")) {
        assertTrue(Files.size(snapshot.resolve("proc/" + file)) > 0, file);
      }
      List<String> meminfo = Files.readAllLines(snapshot.resolve("proc/meminfo"));
      assertTrue(meminfo.get(0).matches("MemTotal: +[0-9]+ kB"), meminfo.get(0));
      assertTrue(meminfo.stream().allMatch(l -> l.matches("[A-Za-z0-9_()]+: +[0-9]+( kB)?")));
      Path self = snapshot.resolve("proc/pids/stat");
      String pid = Long.toString(ProcessHandle.current().pid());
      assertTrue(Files.readAllLines(self).stream().anyMatch(l -> l.startsWith(pid + " (")));
    }
    assertTrue(Files.exists(snapshots.get(0).resolve("proc/sys/vm/swappiness")));
    String fds = Files.readString(snapshots.get(0).resolve("derived/fds"));
    assertTrue(
        Pattern.compile("(?m)^" + ProcessHandle.current().pid() + " [1-9]\\d*$")
            .matcher(fds)
            .find());
    assertTrue(Files.exists(snapshots.get(0).resolve("proc/version")));
    assertFalse(Files.exists(snapshots.get(1).resolve("proc/version")), "once means once");
  }

  @Test
  void packsAtTheEndWhereToolsAreMissing() throws Exception {
    linkTools("sh");
    Files.delete(tools.resolve("dd"));
    Ran ran = run("PATH=" + tools, JAR, "--once", "--output", out.resolve("x.tar.gz"));
    assertEquals(0, ran.code, ran.err);
    List<String> names = names(out.resolve("x.tar.gz"));
    assertTrue(names.get(0).endsWith("/manifest.json"));
    assertTrue(names.get(names.size() - 1).endsWith("/footer.json"));
    assertTrue(names.stream().anyMatch(n -> n.endsWith("Z/proc/meminfo")));
  }

  @Test
  void readsAnotherRootWithOddNames() throws Exception {
    Path root = temp.resolve("another root");
    String numbers =
        " S 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 12345 100000 %s 18446744073709551615 1 1 0 0\n";
    write(root, "proc/meminfo", "MemTotal: 1024 kB\n");
    write(root, "proc/sys/kernel/hostname", "we\"ird\\name\n");
    write(root, "proc/7/stat", "7 (a\nb)" + numbers.formatted(5));
    write(root, "proc/7/status", "Name:\tsmall\n");
    write(root, "proc/8/stat", "8 () S 1\n9 (x))" + numbers.formatted(900));
    write(root, "proc/8/status", "Name:\tlarge\n");
    write(root, "proc/8/cmdline", "large\0--secret\0" + "\0".repeat(4000));
    String group = "sys/fs/cgroup/system.slice/dev-a\\x2db one.service/";
    write(root, group + "memory.current", "4096\n");
    write(root, group + "memory.kmem.slabinfo", "never\n");
    for (String cmdline : List.of("--quiet", "--cmdline")) {
      Ran ran =
          run(
              "MEMLEDGER_SH=1",
              JAR,
              "--root",
              root,
              "--once",
              "--top",
              "1",
              cmdline,
              "--output",
              out);
      assertEquals(0, ran.code, ran.err);
      assertEquals(
          "memledger-we-ird-name-", ran.archive().getFileName().toString().split("\\d{8}T")[0]);
      Path unpacked = unpack(ran.archive());
      assertJson(unpacked.resolve("manifest.json"), "\"host\": \"we\\\"ird\\\\name\"");
      Path snapshot = list(unpacked).stream().filter(Files::isDirectory).findFirst().orElseThrow();
      assertEquals(
          "7 (a?b)" + numbers.formatted(5) + "8 () S 1?9 (x))" + numbers.formatted(900),
          Files.readString(snapshot.resolve("proc/pids/stat")));
      assertTrue(Files.exists(snapshot.resolve("proc/8/status")));
      assertEquals(cmdline.equals("--cmdline"), Files.exists(snapshot.resolve("proc/8/cmdline")));
      assertFalse(Files.exists(snapshot.resolve("proc/7")));
      assertEquals("4096\n", Files.readString(snapshot.resolve(group + "memory.current")));
      assertFalse(Files.exists(snapshot.resolve(group + "memory.kmem.slabinfo")));
      Files.delete(ran.archive());
    }
  }

  @Test
  void neverWritesOverOrThrough() throws Exception {
    Path file = Files.writeString(out.resolve("file"), "mine");
    Path link = Files.createSymbolicLink(out.resolve("link"), file);
    Path dangling = Files.createSymbolicLink(out.resolve("dangling"), out.resolve("nowhere"));
    for (Path target : List.of(file, link, dangling)) {
      Ran ran = run("MEMLEDGER_SH=1", JAR, "--once", "--quiet", "--output", target);
      assertEquals(1, ran.code);
      assertEquals(1, ran.err.lines().count(), ran.err);
    }
    assertEquals("mine", Files.readString(file));
    assertEquals(List.of(dangling, file, link), list(out));
    assertFalse(Files.exists(out.resolve("nowhere"), LinkOption.NOFOLLOW_LINKS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void signalEndsCleanly(String signal) throws Exception {
    Process process = startLong();
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertEquals(1, list(out).size(), "the work folder is gone");
    assertJson(unpack(list(out).get(0)).resolve("footer.json"), "\"reason\": \"signal\"");
  }

  @Test
  void killedCaptureKeepsItsSnapshots() throws Exception {
    Process process = startLong();
    process.destroyForcibly().waitFor();
    Path archive =
        list(out).stream().filter(f -> f.toString().endsWith(".gz")).findFirst().orElseThrow();
    assertTrue(names(archive).stream().anyMatch(n -> n.endsWith("Z/proc/meminfo")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "--interval 0.2s",
        "--interval",
        "--count 0",
        "--max-size much",
        "--append a",
        "--kmem 30s"
      })
  void badUsageIsOneSentence(String arguments) throws Exception {
    List<Object> command = new ArrayList<>(List.of("MEMLEDGER_SH=1", JAR));
    command.addAll(Arrays.asList(arguments.split(" ")));
    Ran ran = run(command.toArray());
    assertEquals(2, ran.code);
    assertEquals(1, ran.err.lines().count(), ran.err);
    assertEquals("", ran.out);
  }

  @Test
  void limitsEndTheCapture() throws Exception {
    Ran ran = run("MEMLEDGER_SH=1", JAR, "--interval", "1s", "--max-size", "2K", "--output", out);
    assertEquals(0, ran.code, ran.err);
    assertTrue(Files.size(ran.archive()) < 2048);
    assertJson(unpack(ran.archive()).resolve("footer.json"), "\"reason\": \"size-limit\"");
    Files.delete(ran.archive());
    ran = run("MEMLEDGER_SH=1", JAR, "--min-free", "99999G", "--output", out);
    assertJson(unpack(ran.archive()).resolve("footer.json"), "\"reason\": \"disk-low\"");
  }

  @Test
  void listCapturesNothing() throws Exception {
    Ran ran = run("MEMLEDGER_SH=1", JAR, "--list", "--output", out);
    assertEquals(0, ran.code, ran.err);
    assertTrue(ran.out.contains("every snapshot: proc/meminfo\n"), ran.out);
    assertEquals(List.of(), list(out));
  }

  /** A capture under way, its first snapshot written and the next one far off. */
  private Process startLong() throws Exception {
    Process process = builder("MEMLEDGER_SH=1", JAR, "--interval", "1h", "--output", out).start();
    Path archive = null;
    for (int i = 0; i < 200; i++) {
      Thread.sleep(50);
      archive =
          list(out).stream().filter(f -> f.toString().endsWith(".gz")).findFirst().orElse(null);
      if (archive != null && Files.size(archive) > 4096) {
        return process;
      }
    }
    throw new AssertionError("no snapshot in 10 s: " + archive);
  }

  /** A PATH without Java: symbolic links to this machine's tools, or all of them to busybox. */
  private void linkTools(String shell) throws IOException {
    Path program = find(shell);
    assumeTrue(program != null || System.getenv("CI") != null, "no " + shell + " here");
    assertTrue(program != null, "CI must have " + shell);
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
  private Path javaHome(String fullVersion, int code) throws IOException {
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

  private ProcessBuilder builder(Object... command) {
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

  private Ran run(Object... command) throws Exception {
    Path stdout = temp.resolve("stdout");
    Path stderr = temp.resolve("stderr");
    Process process =
        builder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Ran(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
  }

  private List<String> names(Path archive) throws Exception {
    Ran ran = run("tar", "-tzf", archive);
    assertEquals(0, ran.code, ran.err);
    return ran.out.lines().toList();
  }

  /** Unpacks with the machine's tar; returns the archive's top folder. */
  private Path unpack(Path archive) throws Exception {
    Path to = Files.createTempDirectory(temp, "unpacked");
    Ran ran = run("tar", "-xzf", archive, "-C", to);
    assertEquals("", ran.err);
    assertEquals(0, ran.code);
    return list(to).get(0);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void write(Path root, String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static final String STRING = "\"(?:[^\"\\\\\\x00-\\x1f]++|\\\\[\"\\\\/bfnrt])*+\"";
  private static final String SCALAR = "(?:" + STRING + "|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?)";
  private static final Pattern FLAT = object(SCALAR);
  private static final Pattern JSON =
      object("(?:" + SCALAR + "|\\[(?:" + FLAT + "(?:,\\s*" + FLAT + ")*+)?\\])");

  private static Pattern object(String value) {
    String member = STRING + ":\\s*" + value;
    return Pattern.compile("\\s*\\{\\s*" + member + "(?:,\\s*" + member + ")*+\\s*\\}\\s*");
  }

  /**
   * The JSON that manifest and footer are made of: one object of scalars and of lists of flat
   * objects.
   */
  private static void assertJson(Path file, String part) throws IOException {
    String text = Files.readString(file);
    assertTrue(JSON.matcher(text).matches(), text);
    assertTrue(text.contains(part), text);
  }
}
