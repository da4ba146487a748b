package io.memledger.collector.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The plain sh form as it stands in the sources, joined as the build joins it. */
public final class Stub {
  private static final Path PARTS = Path.of("src/main/sh");
  private final Path script;
  private final Path errors;

  public Stub(Path temp) throws IOException {
    script = temp.resolve("stub.sh");
    errors = temp.resolve("stub.err");
    StringBuilder text = new StringBuilder();
    try (Stream<Path> parts = Files.list(PARTS)) {
      for (Path part : parts.sorted().toList()) {
        text.append(Files.readString(part));
      }
    }
    Files.writeString(script, text);
  }

  /** Runs it to a good end; what it prints. */
  public String run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", script + ""));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("MEMLEDGER_SH", "1");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), Files.readString(errors));
    return out;
  }
}
