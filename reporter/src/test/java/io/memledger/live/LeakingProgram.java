package io.memledger.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that really leaks: it takes memory outside the Java heap at a fixed rate, touches it
 * and never gives it back. Usage: LeakingProgram BYTES_PER_SECOND SECONDS; a rate of 0 only waits.
 * Prints one line when it begins.
 */
public final class LeakingProgram {
  private static final int CHUNK = 64 * 1024;

  private LeakingProgram() {}

  /** Starts it in a process of its own; it has begun when this returns. */
  static Process start(long rate, int seconds) throws IOException {
    Process program =
        new ProcessBuilder(
                Jars.java(),
                "-Xmx32m",
                "-XX:MaxDirectMemorySize=3g",
                "-cp",
                Path.of("target/test-classes").toString(),
                LeakingProgram.class.getName(),
                Long.toString(rate),
                Integer.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("begun", program.inputReader(StandardCharsets.UTF_8).readLine());
    return program;
  }

  public static void main(String[] args) throws InterruptedException {
    long rate = Long.parseLong(args[0]);
    long nanos = Long.parseLong(args[1]) * 1_000_000_000L;
    List<ByteBuffer> held = new ArrayList<>();
    System.out.println("begun");
    long begun = System.nanoTime();
    for (long now = begun; now - begun < nanos; now = System.nanoTime()) {
      double due = (now - begun) / 1e9 * rate;
      while ((double) held.size() * CHUNK < due) {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
        for (int at = 0; at < CHUNK; at += 4096) {
          chunk.put(at, (byte) 1);
        }
        held.add(chunk);
      }
      Thread.sleep(50);
    }
  }
}
