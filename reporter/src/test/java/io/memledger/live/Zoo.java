package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs that leak on the running kernel, built from C at the first use, each run under a name of
 * its own. On SIGTERM, with which this is closed, each removes what would outlive it.
 */
final class Zoo implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/c");
  private static final Path QUEUE_BYTES = Path.of("/proc/sys/kernel/msgmnb");

  /** Bytes of one message queue: small against what leaks in a second, so that it rises evenly. */
  private static final String EVEN_QUEUES = Integer.toString(256 * 1024);

  private final Path folder;
  private final Map<ZooKind.Source, Path> built = new EnumMap<>(ZooKind.Source.class);
  private final Map<ZooKind, Process> running = new LinkedHashMap<>();
  private String queueBytesBefore;

  private Zoo(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder for the programs
   */
  static Zoo build(Path folder) throws IOException {
    assertTrue(isRoot(), "the live tests need a root shell: they make real kernel memory grow");
    Tools.need("gcc");
    Zoo zoo = new Zoo(folder);
    zoo.compile(ZooKind.Source.ZOO);
    zoo.compile(ZooKind.Source.LEAKS);
    return zoo;
  }

  private static boolean isRoot() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
  }

  private void compile(ZooKind.Source which) throws IOException {
    Path source = SOURCES.resolve(which.name().toLowerCase(Locale.ROOT) + ".c");
    Path program = folder.resolve(which.name());
    run("gcc", "-O1", "-o", program.toString(), source.toString(), "-lpthread", "-lrt", "-lm");
    built.put(which, program);
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    process.onExit().join();
    assertEquals(0, process.exitValue(), String.join(" ", command));
  }

  /** Lets it leak for so many seconds at most. */
  void start(ZooKind kind, int seconds) throws IOException {
    if (queueBytesBefore == null) {
      queueBytesBefore = setting(QUEUE_BYTES);
      Files.writeString(QUEUE_BYTES, EVEN_QUEUES);
    }
    Path program = folder.resolve(kind.command());
    Files.copy(built.get(kind.source()), program, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(program, Files.getPosixFilePermissions(built.get(kind.source())));
    Process process =
        new ProcessBuilder(
                program.toString(),
                kind.name(),
                Integer.toString(seconds),
                Long.toString(kind.rate()),
                Long.toString(kind.cap()))
            .inheritIO()
            .start();
    running.put(kind, process);
  }

  /**
   * Read at once: a second read of a setting gives nothing, and Files begins with a single byte.
   */
  private static String setting(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] all = new byte[64];
      int read = in.read(all);
      return new String(all, 0, read, StandardCharsets.US_ASCII).strip();
    }
  }

  long pid(ZooKind kind) {
    return running.get(kind).pid();
  }

  boolean isRunning(ZooKind kind) {
    return running.get(kind).isAlive();
  }

  @Override
  public void close() throws IOException {
    running.values().forEach(Process::destroy);
    for (Process process : running.values()) {
      process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
      process.destroyForcibly().onExit().join();
    }
    running.clear();
    if (queueBytesBefore != null) {
      Files.writeString(QUEUE_BYTES, queueBytesBefore);
      queueBytesBefore = null;
    }
  }
}
