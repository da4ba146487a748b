package io.memledger.collector.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Signals to processes, and whether our children can get them at all. */
public final class Signals {
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private Signals() {}

  public static void send(Process process, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, process.pid() + "").start();
    assertEquals(0, kill.waitFor());
  }

  /**
   * Whether children inherit that a signal is ignored, as under nohup or in a script's background;
   * signal n is bit n - 1.
   */
  public static boolean areIgnored(String signal) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
        .anyMatch(ignored -> (ignored >> NUMBERS.get(signal) - 1 & 1) == 1);
  }
}
