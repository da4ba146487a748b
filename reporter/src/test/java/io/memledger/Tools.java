package io.memledger;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the tests need of the machine: a lack fails a test, and says how to end it. */
public final class Tools {
  private Tools() {}

  /** The first program of one of these names on the search path. */
  public static Path need(String... names) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + names[0] + " here; run .ci/setup first"));
  }
}
