package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar run as a program where there is no Java: it captures in plain sh. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlainShIT {
  @TempDir Path temp;
  private JarRunner jar;

  @BeforeEach
  void begin() throws IOException {
    jar = new JarRunner(temp);
  }

  /** JUnit would warn of each link that leads out of its folder. */
  @AfterEach
  void dropLinks() throws IOException {
    jar.dropLinks();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "busybox"})
  void capturesInPlainSh(String shell) throws Exception {
    jar.linkTools(shell);
    JarRunner.Ran ran =
        jar.run(
            "PATH=" + jar.tools,
            jar.tools.resolve("sh"),
            JarRunner.JAR,
            "--interval",
            "1s",
            "--count=2",
            "--output",
            jar.out);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        1,
        Pattern.compile("capturing with plain sh\n").matcher(ran.err()).results().count(),
        ran.err());

    Path archive = ran.archive();
    assertEquals(List.of(archive), JarRunner.list(jar.out));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)));
    assertTrue(ran.out().endsWith(" " + Files.size(archive) + " bytes\n"), ran.out());

    List<String> names = jar.names(archive);
    String top = archive.getFileName().toString().replace(".tar.gz", "/");
    assertEquals(top + "manifest.json", names.get(0));
    assertEquals(top + "footer.json", names.get(names.size() - 1));
    assertTrue(
        names.stream().noneMatch(n -> n.matches(".*(pagetypeinfo|kmem.slabinfo|stat_refresh).*")));
    Path unpacked = jar.unpack(archive);
    FlatJson.check(unpacked.resolve("manifest.json"), "\"format\": \"memledger-archive\"");
    FlatJson.check(unpacked.resolve("footer.json"), "\"reason\": \"count\"");

    List<Path> snapshots = JarRunner.list(unpacked).stream().filter(Files::isDirectory).toList();
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
    jar.linkTools("sh");
    Files.delete(jar.tools.resolve("dd"));
    JarRunner.Ran ran =
        jar.run(
            "PATH=" + jar.tools, JarRunner.JAR, "--once", "--output", jar.out.resolve("x.tar.gz"));
    assertEquals(0, ran.code(), ran.err());
    List<String> names = jar.names(jar.out.resolve("x.tar.gz"));
    assertTrue(names.get(0).endsWith("/manifest.json"));
    assertTrue(names.get(names.size() - 1).endsWith("/footer.json"));
    assertTrue(names.stream().anyMatch(n -> n.endsWith("Z/proc/meminfo")));
  }

  @Test
  void readsAnotherRootWithOddNames() throws Exception {
    Path root = temp.resolve("another root");
    String numbers =
        " S 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 12345 100000 %s 18446744073709551615 1 1 0 0\n";
    JarRunner.write(root, "proc/meminfo", "MemTotal: 1024 kB\n");
    JarRunner.write(root, "proc/sys/kernel/hostname", "we\"ird\\name\n");
    JarRunner.write(root, "proc/7/stat", "7 (a\nb)" + numbers.formatted(5));
    JarRunner.write(root, "proc/7/status", "Name:\tsmall\n");
    JarRunner.write(root, "proc/8/stat", "8 () S 1\n9 (x))" + numbers.formatted(900));
    JarRunner.write(root, "proc/8/status", "Name:\tlarge\n");
    JarRunner.write(root, "proc/8/cmdline", "large\0--secret\0" + "\0".repeat(4000));
    String group = "sys/fs/cgroup/system.slice/dev-a\\x2db one.service/";
    JarRunner.write(root, group + "memory.current", "4096\n");
    JarRunner.write(root, group + "memory.kmem.slabinfo", "never\n");
    for (String cmdline : List.of("--quiet", "--cmdline")) {
      JarRunner.Ran ran =
          jar.run(
              "MEMLEDGER_SH=1",
              JarRunner.JAR,
              "--root",
              root,
              "--once",
              "--top",
              "1",
              cmdline,
              "--output",
              jar.out);
      assertEquals(0, ran.code(), ran.err());
      assertEquals(
          "memledger-we-ird-name-", ran.archive().getFileName().toString().split("\\d{8}T")[0]);
      Path unpacked = jar.unpack(ran.archive());
      FlatJson.check(unpacked.resolve("manifest.json"), "\"host\": \"we\\\"ird\\\\name\"");
      Path snapshot =
          JarRunner.list(unpacked).stream().filter(Files::isDirectory).findFirst().orElseThrow();
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
    Path file = Files.writeString(jar.out.resolve("file"), "mine");
    Path link = Files.createSymbolicLink(jar.out.resolve("link"), file);
    Path dangling =
        Files.createSymbolicLink(jar.out.resolve("dangling"), jar.out.resolve("nowhere"));
    for (Path target : List.of(file, link, dangling)) {
      JarRunner.Ran ran =
          jar.run("MEMLEDGER_SH=1", JarRunner.JAR, "--once", "--quiet", "--output", target);
      assertEquals(1, ran.code());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
    assertEquals("mine", Files.readString(file));
    assertEquals(List.of(dangling, file, link), JarRunner.list(jar.out));
    assertFalse(Files.exists(jar.out.resolve("nowhere"), LinkOption.NOFOLLOW_LINKS));
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
    List<Object> command = new ArrayList<>(List.of("MEMLEDGER_SH=1", JarRunner.JAR));
    command.addAll(Arrays.asList(arguments.split(" ")));
    JarRunner.Ran ran = jar.run(command.toArray());
    assertEquals(2, ran.code());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void listCapturesNothing() throws Exception {
    JarRunner.Ran ran = jar.run("MEMLEDGER_SH=1", JarRunner.JAR, "--list", "--output", jar.out);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("every snapshot: proc/meminfo\n"), ran.out());
    assertEquals(List.of(), JarRunner.list(jar.out));
  }
}
