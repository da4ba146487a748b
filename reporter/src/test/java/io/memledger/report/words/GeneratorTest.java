package io.memledger.report.words;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeneratorTest {
  @Test
  void versionIsThatOfTheBuild() {
    assertTrue(Generator.TEXT.matches("memledger \\d+\\.\\d+\\.\\d+(-\\w+)?"), Generator.TEXT);
  }
}
