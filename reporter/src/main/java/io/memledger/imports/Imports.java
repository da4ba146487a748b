package io.memledger.imports;

import io.memledger.archive.ArchiveException;
import io.memledger.archive.ArchiveSummary;
import io.memledger.archive.ArchiveVisitor;
import io.memledger.archive.EntryName;
import io.memledger.archive.Limits;
import io.memledger.archive.Members;
import io.memledger.archive.write.ArchiveWriter;
import io.memledger.forms.Form;
import io.memledger.forms.FormOfParts;
import io.memledger.forms.Heads;
import io.memledger.replay.Replay;
import io.memledger.series.Recording;
import io.memledger.series.SourceFacts;
import io.memledger.series.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of other tools, each recognised by its content, put together on one time line for each
 * host.
 */
public final class Imports implements AutoCloseable {
  private final Settings settings;
  private final Limits limits;
  private final Spool spool;
  private final List<Told> files = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final Wholes wholes;
  private final Bundles bundles = new Bundles();
  private final Verbatim verbatim;

  public Imports(Settings settings, Limits limits) throws IOException {
    this.settings = settings;
    this.limits = limits;
    spool = new Spool(limits);
    wholes = new Wholes(spool);
    verbatim = new Verbatim(files, spool, limits);
  }

  /** A host, and what is told of it. */
  public final class Host {
    private final String name;
    private final List<Told> of = new ArrayList<>();

    private Host(String name) {
      this.name = name;
    }

    /** Empty where no file tells. */
    public String name() {
      return name;
    }

    /** One line a file that is used: what was understood of it. */
    public List<SourceFacts> sources() {
      return of.stream().filter(file -> !file.looks().isEmpty()).map(Imports::facts).toList();
    }

    /** Writes everything as an archive of our own. */
    public void write(Path file) throws IOException {
      String at =
          "memledger-" + (name.isEmpty() ? "host" : name.replaceAll("[^A-Za-z0-9._-]", "_"));
      try (ArchiveWriter writer = new ArchiveWriter(file, at)) {
        give(this, merged(), writer);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private Merged merged() {
      List<Told> used = of.stream().filter(file -> !file.looks().isEmpty()).toList();
      return new Merged(used, new Choice(used, spool));
    }

    /** Everything as one recording. */
    public Recording recording() {
      return Imports.this.recording(this);
    }
  }

  /** Takes a file or all that lie in a folder or an archive. */
  public void add(Path path) throws IOException {
    new Members(limits, this::member).read(path);
  }

  private void member(String name, InputStream content) throws IOException {
    Heads heads = new Heads(content);
    if (bundles.wants(name)) {
      bundles.take(name, heads.head().lines());
    }
    String path = Verbatim.path(name);
    if (path != null && settings.form() == null && heads.head().isText()) {
      verbatim.take(name, path, heads.lines());
      return;
    }
    for (Form form : Forms.all()) {
      if (settings.form() != null && !settings.form().equals(form.id())) {
        continue;
      }
      Optional<Form.Recognised> recognised = form.recognise(heads.head());
      if (recognised.isPresent() && form instanceof FormOfParts parts) {
        part(parts, name, heads, recognised.get());
        return;
      }
      if (recognised.isPresent()) {
        Told told = new Told(name, form.id(), recognised.get(), spool);
        files.add(told);
        if (told.unusable().isEmpty()) {
          try {
            form.read(heads.head(), heads.lines(), told);
          } catch (IOException e) {
            told.warn(Warning.of(Warning.Kind.FILE_CUT));
          }
          files.addAll(told.others());
          if (told.looks().isEmpty() && told.unusable().isEmpty()) {
            told.refuse(form.nothing(heads.head()));
          }
        }
        return;
      }
    }
    unknown.add(name);
  }

  private void part(FormOfParts form, String name, Heads heads, Form.Recognised recognised)
      throws IOException {
    String whole = form.whole(name, heads.head());
    Told told = wholes.told(form, whole);
    if (told == null) {
      told = new Told(whole, form.id(), recognised, spool);
      files.add(told);
      wholes.begin(form, whole, told);
    }
    wholes.add(form, whole, name, heads.lines().bytes());
  }

  /** Number of files that were recognised, usable or not. */
  public int recognised() {
    return files.size();
  }

  /** Number of files that nobody understands. */
  public int strange() {
    return unknown.size();
  }

  /** Forgets the names of unknown files from the nth on: another reader takes them. */
  public void forget(int from) {
    unknown.subList(from, unknown.size()).clear();
  }

  /** Files that nobody understands, but for those of reports, which hold thousands. */
  public List<String> unknown() {
    return unknown.stream().filter(name -> bundles.of(name) == null).toList();
  }

  /** How many files nobody understands in each report of a support tool. */
  public Map<String, Integer> others() {
    return bundles.others(unknown);
  }

  /** Files that were recognised but cannot be used, and why. */
  public Map<String, String> unusable() {
    files.addAll(wholes.read());
    Map<String, String> all = new LinkedHashMap<>();
    files.stream()
        .filter(file -> !file.unusable().isEmpty() && !isSpare(file))
        .forEach(file -> all.put(file.name(), file.tool() + ": " + file.unusable()));
    return all;
  }

  /** In a report of a support tool other files say what one that is refused does not. */
  private boolean isSpare(Told file) {
    Bundle of = bundles.of(file.name());
    return of != null
        && !file.tells()
        && files.stream().anyMatch(one -> bundles.of(one.name()) == of && !one.looks().isEmpty());
  }

  /** The hosts that files tell of; files that name none are of the only one. */
  public List<Host> hosts() {
    files.addAll(wholes.read());
    bundles.settle(files);
    Map<String, Host> byName = new LinkedHashMap<>();
    for (Told file : files) {
      if (!file.looks().isEmpty() && !file.host().isEmpty()) {
        byName.computeIfAbsent(shortName(file.host()), n -> new Host(file.host()));
      }
    }
    Host only = byName.size() == 1 ? byName.values().iterator().next() : null;
    for (Told file : files) {
      if (!file.looks().isEmpty()) {
        String name = shortName(file.host());
        Host host = name.isEmpty() && only != null ? only : byName.computeIfAbsent(name, Host::new);
        host.of.add(file);
      }
    }
    for (Host host : byName.values()) {
      new Clocks(settings).resolve(host.of);
    }
    return byName.values().stream()
        .filter(host -> host.of.stream().anyMatch(file -> !file.looks().isEmpty()))
        .toList();
  }

  /** A host is the same with and without its domain. */
  private static String shortName(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? host : host.substring(0, dot);
  }

  private static SourceFacts facts(Told file) {
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (Spool.Look look : file.looks()) {
      start = Math.min(start, look.time());
      end = Math.max(end, look.time());
    }
    boolean none = file.looks().isEmpty();
    return new SourceFacts(
        file.name(),
        file.form(),
        file.tool(),
        file.version(),
        file.host(),
        none ? null : Instant.ofEpochMilli(start),
        none ? null : Instant.ofEpochMilli(end),
        file.looks().size(),
        file.zone(),
        file.warnings());
  }

  private Recording recording(Host host) {
    List<Told> of = host.of.stream().filter(file -> !file.looks().isEmpty()).toList();
    List<Warning> warnings = new ArrayList<>();
    for (Told file : host.of) {
      if (!file.unusable().isEmpty() && !isSpare(file)) {
        warnings.add(Warning.of(Warning.Kind.FILE_LEFT_OUT, file.name(), file.unusable()));
      }
      file.warnings()
          .forEach(one -> warnings.add(Warning.of(Warning.Kind.OF_FILE, file.name(), one)));
    }
    Choice choice = new Choice(of, spool);
    warnings.addAll(choice.parts());
    ArchiveSummary summary =
        new ArchiveSummary(null, 0, true, warnings, new ArchiveSummary.Unread(0, List.of(), false));
    String name = host.name.isEmpty() ? of.get(0).name() : host.name;
    Path path = Path.of(name.replace('\0', '?'));
    Merged merged = new Merged(of, choice);
    return Replay.of(path, limits, summary, visitor -> give(host, merged, visitor))
        .from(host.sources());
  }

  private static void give(Host host, Merged merged, ArchiveVisitor visitor) {
    byte[] manifest = Manifests.of(host.name, host.of);
    visitor.json(
        new EntryName(EntryName.Kind.MANIFEST, "", -1, "", "manifest.json"),
        manifest,
        manifest.length);
    merged.give(visitor);
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  /** What is said where nothing was understood. */
  public static ArchiveException nothing(Path path) {
    return new ArchiveException(
        path
            + " is neither a snapshot archive nor a form that is known; to capture by hand:"
            + " while sleep 60; do date; cat /proc/meminfo /proc/slabinfo; ps auxww; done > log.txt");
  }
}
