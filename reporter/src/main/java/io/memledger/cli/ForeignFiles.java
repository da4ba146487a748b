package io.memledger.cli;

import io.memledger.archive.Limits;
import io.memledger.archive.Members;
import io.memledger.imports.Imports;
import io.memledger.imports.Settings;
import io.memledger.report.words.Names;
import io.memledger.series.SourceFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The arguments that are no archives of ours, and what was understood of them. */
final class ForeignFiles implements AutoCloseable {
  /** Names of files that nobody understands; a sosreport holds thousands. */
  private static final int MOST_NAMED = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Limits limits;
  private final Settings settings;
  private final List<Path> taken = new ArrayList<>();
  private Imports imports;
  private boolean damaged;
  private List<Imports.Host> hosts;

  ForeignFiles(Settings settings, Limits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  /** Takes an argument if it is no archive of ours and anything in it is recognised. */
  boolean takes(Path path) throws IOException {
    boolean empty = Files.isRegularFile(path) && Files.size(path) == 0;
    if (!Files.exists(path) || empty || isOurs(path)) {
      return false;
    }
    if (imports == null) {
      imports = new Imports(settings, limits);
    }
    int known = imports.recognised();
    int strange = imports.strange();
    try {
      imports.add(path);
    } catch (IOException e) {
      // As much as could be read counts; what follows says whether that is anything.
      damaged = true;
    }
    // A single file of an unknown form is none of our archives either; a tar of them may be one.
    boolean single =
        Files.isRegularFile(path)
            && imports.strange() == strange + 1
            && imports.unknown().stream().noneMatch(name -> name.contains("/"));
    if (imports.recognised() > known || single) {
      taken.add(path);
      return true;
    }
    imports.forget(strange);
    return false;
  }

  /** An archive, or a folder in which one lies. */
  private boolean isOurs(Path path) throws IOException {
    for (Path one : Inputs.of(path)) {
      if (Members.isArchive(one, limits)) {
        return true;
      }
    }
    return false;
  }

  List<Imports.Host> hosts() {
    if (hosts == null) {
      hosts = imports == null ? List.of() : imports.hosts();
    }
    return hosts;
  }

  /** What a host's report is named after: the argument, or the host among several. */
  Path name(Imports.Host host) {
    Path first = taken.get(0);
    return hosts().size() == 1 || host.name().isEmpty()
        ? first
        : first.toAbsolutePath().resolveSibling(host.name().replaceAll("[^A-Za-z0-9._-]", "_"));
  }

  /** One line a file. */
  void print(PrintWriter out) {
    if (imports == null) {
      return;
    }
    for (Imports.Host host : hosts()) {
      for (SourceFacts one : host.sources()) {
        if (one.samples() > 0) {
          out.println(Names.visible(line(one)));
        }
      }
    }
    imports
        .others()
        .forEach(
            (root, n) ->
                out.println(Names.visible(root) + "  " + n + " other files, not about memory"));
    List<String> unknown = imports.recognised() == 0 ? List.of() : imports.unknown();
    for (String name : unknown.subList(0, Math.min(MOST_NAMED, unknown.size()))) {
      out.println(Names.visible(name) + "  not recognised, ignored");
    }
    if (unknown.size() > MOST_NAMED) {
      out.println((unknown.size() - MOST_NAMED) + " more files not recognised, ignored");
    }
  }

  private static String line(SourceFacts one) {
    String tool = one.version().isEmpty() ? one.tool() : one.tool() + " " + one.version();
    String host = one.host().isEmpty() ? "no host" : one.host();
    return one.name()
        + "  "
        + String.join(
            ", ",
            tool,
            host,
            TIME.format(one.start()) + " – " + TIME.format(one.end()) + " UTC",
            one.samples() + (one.samples() == 1 ? " look" : " looks"));
  }

  /** Says of what cannot be used what to send instead; true if a report is missing for it. */
  boolean complain(PrintWriter err) {
    if (imports == null) {
      return false;
    }
    if (imports.recognised() == 0 && !taken.isEmpty()) {
      err.println("memledger-reporter: " + Sentence.of(Imports.nothing(taken.get(0))));
      return true;
    }
    if (damaged) {
      err.println("memledger-reporter: a file is cut off or damaged; what stands before was read.");
    }
    imports
        .unusable()
        .forEach(
            (name, why) -> err.println("memledger-reporter: " + Sentence.of(name + ": " + why)));
    return hosts().isEmpty() && !taken.isEmpty();
  }

  @Override
  public void close() throws IOException {
    if (imports != null) {
      imports.close();
    }
  }
}
