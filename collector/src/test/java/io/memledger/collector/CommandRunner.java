package io.memledger.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.memledger.collector.testing.FakeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the compiled program on a fake root, in a process of its own. */
final class CommandRunner {
  final FakeRoot root;

  /** Where captures may write. */
  final Path archive;

  private final Path temp;

  record Result(int status, String out, String err) {
    void assertOneSentence(int expected) {
      assertEquals(expected, status, err);
      assertTrue(err.matches("memledger-collector: [^\n]+\\.\n"), err);
      assertEquals("", out);
    }
  }

  CommandRunner(Path temp) {
    this.temp = temp;
    root = new FakeRoot(temp.resolve("root"));
    archive = temp.resolve("a.tar.gz");
  }

  /** The command line, for whoever wants to run it under another program. */
  List<String> command(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                Path.of("target", "classes").toAbsolutePath().toString(),
                "io.memledger.collector.Main"));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /** The arguments of a capture of the fake root, ten times a second unless told otherwise. */
  String[] ofRoot(String... more) {
    List<String> args = new ArrayList<>(List.of("--root", root.path + "", "--interval", "0.1s"));
    args.addAll(Arrays.asList(more));
    return args.toArray(new String[0]);
  }

  Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(temp.toFile())
        .redirectError(temp.resolve("err").toFile())
        .start();
  }

  Result end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes());
    int status = process.waitFor();
    return new Result(status, out, Files.readString(temp.resolve("err")));
  }

  Result run(String... args) throws Exception {
    return end(start(command(args)));
  }

  Process startCapture(String... more) throws IOException {
    return start(command(ofRoot(more)));
  }

  Result capture(String... more) throws Exception {
    return end(startCapture(more));
  }
}
