package io.memledger.corpus.limits;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.corpus.files.ArchiveWriter;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.Truth;
import io.memledger.corpus.machine.World;
import io.memledger.engine.Analysis;
import io.memledger.replay.Replay;
import io.memledger.rule.Finding;
import io.memledger.rules.Rules;
import io.memledger.series.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Puts leaks at the stated limit into made-up machines without a leak, and looks who is found. */
public final class Trial {
  /** Of the memory that is left: a leak that needs more would change the machine. */
  private static final double MOST = 0.5;

  private final Scenario scenario;
  private final int number;
  private final Path folder;

  /** Bytes, at the end of the capture without a leak. */
  private double headroom;

  private Trial(Scenario scenario, int number, Path folder) {
    this.scenario = scenario;
    this.number = number;
    this.folder = folder;
  }

  /**
   * One leak that was put in.
   *
   * @param healthy whether the report without it says healthy
   * @param share of the stated limit
   * @param rate bytes an hour
   * @param found whether the report with it accuses whoever leaks
   */
  public record Result(
      Scenario scenario,
      int number,
      LeakKind kind,
      boolean healthy,
      double share,
      double rate,
      boolean found,
      String said) {}

  /**
   * A leak of each kind, alone.
   *
   * @param shares of the limit that leak: 1 to check the limit itself
   */
  public static List<Result> run(
      Scenario scenario, int number, Collection<LeakKind> kinds, List<Double> shares, Path folder) {
    Trial trial = new Trial(scenario, number, folder);
    List<Result> results = new ArrayList<>();
    Analysis whole = null;
    for (LeakKind kind : kinds) {
      if (kind.suits(scenario.world(number))) {
        Analysis clean = whole == null || kind == LeakKind.HOST_ALONE ? trial.clean(kind) : whole;
        whole = whole == null ? clean : whole;
        shares.forEach(share -> trial.put(kind, clean, share).ifPresent(results::add));
      }
    }
    return results;
  }

  private Analysis clean(LeakKind kind) {
    World world = scenario.world(number);
    kind.look(world);
    return analyse(world, kind, true);
  }

  private Optional<Result> put(LeakKind kind, Analysis clean, double share) {
    Optional<Double> limit = kind.limit(clean.verdict().limit());
    World world = scenario.world(number);
    kind.look(world);
    double room = MOST * headroom / world.hours();
    if (limit.isEmpty() || limit.get() > room || accuses(clean)) {
      return Optional.empty();
    }
    double rate = share * limit.get();
    Optional<Truth.Leak> leak =
        kind.put(world, scenario.world(number), rate, scenario.name().hashCode() + number);
    if (leak.isEmpty()) {
      return Optional.empty();
    }
    Analysis with = analyse(world, kind, false);
    boolean found =
        accuses(with) && with.findings().stream().anyMatch(one -> isOf(leak.get(), one));
    boolean healthy = clean.verdict().status().id().equals("healthy");
    String said = with.verdict().status().id();
    return Optional.of(new Result(scenario, number, kind, healthy, share, rate, found, said));
  }

  private static boolean accuses(Analysis analysis) {
    return analysis.verdict().status().id().endsWith("leak");
  }

  private static boolean isOf(Truth.Leak leak, Finding finding) {
    boolean named =
        finding.claim().culprit() != null && finding.claim().culprit().subject() != null;
    Subject subject = named ? finding.claim().culprit().subject() : Subject.HOST;
    return finding.status().isLeak() && leak.involves(subject, finding.claim().line());
  }

  private Analysis analyse(World world, LeakKind kind, boolean clean) {
    Path file = folder.resolve(scenario.name() + "-" + number + "-" + kind + ".tar");
    try {
      Machine machine = ArchiveWriter.write(world, file);
      headroom = clean ? machine.headroom(false) : headroom;
      return Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE));
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
