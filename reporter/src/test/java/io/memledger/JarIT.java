package io.memledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The jar, from which much was left out, does what the classes and whole libraries do. */
class JarIT {
  private static final Path SAMPLE = Path.of("../samples/heap-leak.tar.gz");
  private static final Path JAR = Path.of("target/memledger-reporter.jar");

  @TempDir private Path dir;

  private interface Packer {
    OutputStream pack(OutputStream out) throws IOException;
  }

  private Path packed(String name, Packer packer) throws IOException {
    Path archive = dir.resolve(name);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(SAMPLE));
        OutputStream out = packer.pack(Files.newOutputStream(archive))) {
      in.transferTo(out);
    }
    return archive;
  }

  @Test
  void everyFormatOfAZstdArchive() throws IOException, InterruptedException {
    same(packed("a.tar.zst", ZstdOutputStream::new), "--format", "html,pdf,json,csv,md");
  }

  @Test
  void chinese() throws IOException, InterruptedException {
    same(SAMPLE, "--lang", "zh-CN", "--paper", "letter");
  }

  @Test
  void bzip2() throws IOException, InterruptedException {
    same(packed("a.tar.bz2", BZip2CompressorOutputStream::new), "--format", "json");
  }

  @Test
  void xz() throws IOException, InterruptedException {
    same(
        packed("a.tar.xz", out -> new XZOutputStream(out, new LZMA2Options(1))),
        "--format",
        "json");
  }

  private void same(Path archive, String... options) throws IOException, InterruptedException {
    assertTrue(Files.exists(JAR), "build the jar first: mvn -B verify");
    Map<String, byte[]> lean = report(List.of("-jar", JAR.toString()), archive, options);
    Map<String, byte[]> whole =
        report(List.of("-cp", withoutTests(), "io.memledger.cli.Main"), archive, options);
    assertTrue(lean.containsKey("report.json"), lean.keySet().toString());
    assertEquals(whole.keySet(), lean.keySet());
    whole.forEach((name, bytes) -> assertArrayEquals(bytes, lean.get(name), name));
  }

  /** What tests alone need changes a PDF: a library among it serialises XML in its own way. */
  private static String withoutTests() throws IOException {
    Set<String> carried = new HashSet<>(Set.of("classes"));
    try (InputStream in = JarIT.class.getResourceAsStream("/carried.txt")) {
      Pattern.compile(":([^:\\s]+):jar:([^:\\s]+):")
          .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .results()
          .forEach(r -> carried.add(r.group(1) + "-" + r.group(2) + ".jar"));
    }
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> carried.contains(Path.of(path).getFileName().toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Map<String, byte[]> report(List<String> program, Path archive, String... options)
      throws IOException, InterruptedException {
    Path out = Files.createTempDirectory(dir, "out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(program);
    command.addAll(List.of("--quiet", "--output", out.toString(), archive.toString()));
    command.addAll(List.of(options));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    Map<String, byte[]> files = new TreeMap<>();
    try (var all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }
}
