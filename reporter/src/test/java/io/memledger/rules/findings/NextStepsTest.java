package io.memledger.rules.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a name holds, a shell takes it as one word, and as that name. */
class NextStepsTest {
  private static final List<String> NAMES =
      List.of(
          "plain",
          "kubernetes.io~empty-dir",
          "two words",
          "it's",
          "$(touch x)`id`",
          "a;b|c&d>e<f",
          "*?[x]",
          "\"quoted\"",
          "back\\slash\\040",
          "esc\u001b[31mred",
          "line\nbreak",
          "\u202egnp",
          "日本 语",
          "%s%n");

  @Test
  void aShellReadsTheNameItself() throws IOException, InterruptedException {
    for (String name : NAMES) {
      String command =
          NextSteps.withPath("step.tmpfs", "printf %s @", "/x/" + name).get(0).command();
      assertEquals("/x/" + name, said(command), command);
      assertTrue(command.chars().noneMatch(Character::isISOControl), command);
    }
  }

  @Test
  void nothingLeadsElsewhereOrIsAnOption() {
    assertEquals(List.of(), NextSteps.withPath("w", "du @", "/a/../b"));
    assertEquals(List.of(), NextSteps.withPath("w", "du @", "relative"));
    assertEquals(List.of(), NextSteps.withName("w", "ps -C @", "-x"));
    assertEquals(List.of(), NextSteps.withName("w", "cat /sys/@/x", "a/b"));
    assertEquals(List.of(), NextSteps.withName("w", "cat /sys/@/x", ".."));
    assertEquals(1, NextSteps.withPath("w", "du @", "/a..b").size());
  }

  private static String said(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), text);
    return text;
  }
}
