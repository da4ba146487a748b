package io.memledger.corpus.judge;

import io.memledger.archive.Limits;
import io.memledger.archive.Progress;
import io.memledger.corpus.files.ArchiveWriter;
import io.memledger.corpus.machine.Machine;
import io.memledger.corpus.machine.Scenario;
import io.memledger.corpus.machine.World;
import io.memledger.replay.Replay;
import io.memledger.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes archives of scenarios, has them judged, and keeps none of them. */
final class Corpus {
  private Corpus() {}

  /** One archive of a scenario by its number; even numbers are for tuning, odd ones are not. */
  record Place(Scenario scenario, int number) {
    boolean tuned() {
      return number % 2 == 0;
    }

    @Override
    public String toString() {
      return scenario.name() + "-" + number;
    }
  }

  static List<Outcome> judge(List<Place> places, Path folder, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      for (Place place : places) {
        running.add(pool.submit(() -> judge(place, folder)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : running) {
        outcomes.add(one.get());
      }
      return outcomes;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Outcome judge(Place place, Path folder) {
    Path file = archive(place, folder);
    try {
      World world = place.scenario.world(place.number);
      Machine machine = ArchiveWriter.write(world, file);
      world.truth.pressureAllowed |= machine.wasTight();
      return Judge.judge(
          place.scenario,
          place.number,
          machine,
          Rules.engine().analyse(Replay.run(file, Limits.defaults(), Progress.NONE)));
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where the archive of a place is written; left there for whoever wants to look into it. */
  static Path dump(Place place, Path folder) {
    Path file = archive(place, folder);
    ArchiveWriter.write(place.scenario.world(place.number), file);
    return file;
  }

  private static Path archive(Place place, Path folder) {
    return folder.resolve(place.scenario.name() + "-" + place.number + ".tar");
  }
}
