package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.FakeRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar run as a program: its stub starts Java where there is one. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StubIT {
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

  @Test
  void jarIsSmallExecutableAndSound() throws Exception {
    assertTrue(Files.size(JarRunner.JAR) < 160_000);
    assertTrue(Files.isExecutable(JarRunner.JAR));
    try (JarFile jar = new JarFile(JarRunner.JAR.toFile())) {
      assertTrue(jar.getEntry("io/memledger/collector/Launch.class").getSize() > 0);
      String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
      String stub = Files.readString(JarRunner.JAR, StandardCharsets.ISO_8859_1);
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
    Path link = Files.createSymbolicLink(temp.resolve("a link"), JarRunner.JAR);
    Path home = jar.javaHome("openjdk full version \"17.0.15+6\"", 7);
    JarRunner.Ran ran = jar.run("JAVA_HOME=" + home, link, "--count", "3", "a b", "*");
    assertEquals(7, ran.code(), ran.err());
    assertTrue(ran.out().contains("-XX:+UseSerialGC\n-Xms16m\n-Xmx32m\n"), ran.out());
    assertTrue(
        ran.out().endsWith("\n-jar\n" + link + "\n--count\n3\na b\n*\narenas 1\n"), ran.out());
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
    assertEquals(7, jar.run("JAVA_HOME=" + jar.javaHome(version, 7), JarRunner.JAR).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java full version \"1.7.0_80-b15\"",
        "error while loading shared libraries: libjvm.so"
      })
  void oldOrBrokenJavaIsNotUsed(String version) throws Exception {
    jar.linkTools("sh");
    Path home = jar.javaHome(version, 7);
    JarRunner.Ran ran =
        jar.run(
            "JAVA_HOME=" + home, "PATH=" + jar.tools, JarRunner.JAR, "--once", "--output", jar.out);
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.err().contains("capturing with plain sh"), ran.err());
    assertTrue(ran.err().contains(home + "/bin/java"), ran.err());
  }

  @Test
  void realJavaRunsTheJar() throws Exception {
    JarRunner.Ran ran =
        jar.run("JAVA_HOME=" + System.getProperty("java.home"), JarRunner.JAR, "--no-such-option");
    assertEquals(2, ran.code());
    assertFalse(ran.err().contains("plain sh"), ran.err());
  }

  /** One place says it, the build; all else repeats that. */
  @Test
  void bothFormsKnowTheVersionOfTheBuild() throws Exception {
    String version = System.getProperty("project.version");
    String java = "JAVA_HOME=" + System.getProperty("java.home");
    assertEquals(
        "memledger-collector " + version + "\n", jar.run(java, JarRunner.JAR, "--version").out());
    assertEquals(
        "memledger-collector " + version + " (sh)\n",
        jar.run("MEMLEDGER_SH=1", JarRunner.JAR, "--version").out());
  }

  /** Thirty thousand message queues once took the heap. */
  @Test
  void filesNearTheirCapFitIntoTheHeap() throws Exception {
    FakeRoot root = new FakeRoot(temp.resolve("root"));
    for (String file : List.of("sysvipc/msg", "vmallocinfo", "slabinfo")) {
      root.file("proc/" + file, FakeRoot.lines("0x", 170_000));
    }
    assertTrue(Files.size(root.path.resolve("proc/vmallocinfo")) > 3_500_000);
    JarRunner.Ran ran =
        jar.run(
            "JAVA_HOME=" + System.getProperty("java.home"),
            JarRunner.JAR,
            "--root",
            root.path,
            "--rates=all",
            "--interval=1s",
            "--count=3",
            "--output",
            jar.out);
    assertEquals(0, ran.code(), ran.err());
    assertEquals(
        3, jar.names(ran.archive()).stream().filter(n -> n.endsWith("/vmallocinfo")).count());
  }
}
