package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.TarFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A capture with {@code --redact}: true names are in the map alone. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RedactedCaptureTest {
  @TempDir Path temp;
  private CommandRunner command;

  @BeforeEach
  void plant() {
    command = new CommandRunner(temp);
    command.root.file("etc/hostname", "canaryhost\n");
    command.root.process(300, "canary-proc", 5000, 20);
    command.root.file("proc/300/cgroup", "0::/canary.slice/canary-proc.service\n");
    command.root.file("sys/fs/cgroup/canary.slice/canary-proc.service/memory.current", "1\n");
    command.root.file("sys/fs/cgroup/canary.slice/canary-proc.service/memory.max", "2\n");
    command.root.file("proc/mounts", "canarynas:/x /canarymount nfs rw,addr=10.20.30.40 0 0\n");
    command.root.file("proc/cmdline", "canary.option=canaryvalue quiet\n");
    command.root.link("proc/300/fd/3", "/srv/canarydata/x");
  }

  private static void assertClean(Path file) throws Exception {
    TarFile tar = TarFile.read(file);
    assertTrue(tar.whole);
    for (TarFile.Entry entry : tar.entries) {
      String all =
          entry.name() + entry.link() + new String(entry.content(), StandardCharsets.ISO_8859_1);
      assertFalse(all.contains("canary") || all.contains("10.20.30.40"), all);
    }
  }

  @Test
  void holdsNoTrueNamesAndKeepsTheMapBeside() throws Exception {
    CommandRunner.Result result =
        command.capture("--count", "3", "--rates", "all", "--redact", "--output", temp + "");
    assertEquals(0, result.status(), result.err());
    Path file = Path.of(result.out().split(" ")[0]);
    assertTrue(file.getFileName().toString().startsWith("memledger-host-1-"), file + "");
    assertClean(file);
    Path map = Path.of(file.toString().replace(".tar.gz", ".names"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(map)));
    String names = Files.readString(map, StandardCharsets.ISO_8859_1);
    assertTrue(names.contains("\thost-1\tcanaryhost\n"), names);
    assertTrue(names.contains("\tcanary-proc\n"), names);
    String manifest = TarFile.read(file).only("manifest.json");
    assertTrue(manifest.contains("\"pseudonyms\": \"public names kept\""), manifest);
  }

  @Test
  void whoAppendsHasTheSameNames() throws Exception {
    String[] args = {"--once", "--redact", "--append", command.archive + ""};
    assertEquals(0, command.capture(args).status());
    command.root.process(301, "canary-next", 5000, 30);
    CommandRunner.Result second = command.capture(args);
    assertEquals(0, second.status(), second.err());
    assertClean(command.archive);
    var snapshots = TarFile.read(command.archive).snapshots();
    String first = snapshots.get(snapshots.keySet().iterator().next()).get("proc/pids/stat");
    String last = "";
    for (var snapshot : snapshots.values()) {
      last = snapshot.get("proc/pids/stat");
    }
    assertTrue(last.startsWith(first), first + last);
    CommandRunner.Result plain = command.capture("--once", "--append", command.archive + "");
    plain.assertOneSentence(1);
    assertTrue(plain.err().contains("with --redact"), plain.err());
  }

  @Test
  void aKeyIsSharedAndOnlyForRedaction() throws Exception {
    Path key = temp.resolve("key");
    String[] args = {"--once", "--redact", "--key", key + "", "--output", command.archive + ""};
    assertEquals(0, command.capture(args).status());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    args[5] = temp.resolve("b.tar.gz") + "";
    assertEquals(0, command.capture(args).status());
    var one = TarFile.read(command.archive).snapshots().values().iterator().next();
    var other = TarFile.read(temp.resolve("b.tar.gz")).snapshots().values().iterator().next();
    assertEquals(one.get("proc/pids/stat"), other.get("proc/pids/stat"));
    command.run("--key", key + "").assertOneSentence(2);
    command.run("--redact=much").assertOneSentence(2);
  }

  @Test
  void aNameThatIsLeftTakesTheArchivesNameAway() throws Exception {
    command.root.file("proc/meminfo", "MemFree: 5 kB\nCanary-Left-9: 7 kB\n");
    command.root.process(301, "Canary-Left-9", 5000, 30);
    CommandRunner.Result result =
        command.capture("--once", "--redact", "--output", command.archive + "");
    assertEquals(1, result.status());
    assertTrue(result.err().contains("do not send"), result.err());
    assertFalse(Files.exists(command.archive));
  }

  @Test
  void redactsAFinishedArchive() throws Exception {
    assertEquals(0, command.capture("--once", "--output", command.archive + "").status());
    CommandRunner.Result result = command.run("redact", command.archive + "");
    assertEquals(0, result.status(), result.err());
    Path redacted = Path.of(result.out().split(" ")[0]);
    assertEquals("a.redacted.tar.gz", redacted.getFileName() + "");
    assertClean(redacted);
    command.run("redact").assertOneSentence(2);
    command.run("redact", temp + "/none").assertOneSentence(1);
    command.run("names", "x").assertOneSentence(2);
  }
}
