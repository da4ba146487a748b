package io.memledger.corpus.judge;

import io.memledger.corpus.healthy.ChurningHosts;
import io.memledger.corpus.healthy.HealthyHosts;
import io.memledger.corpus.healthy.HealthyMemory;
import io.memledger.corpus.healthy.HealthyProcesses;
import io.memledger.corpus.healthy.ReturningMemory;
import io.memledger.corpus.leaks.ContainerLeaks;
import io.memledger.corpus.leaks.HeapLeaks;
import io.memledger.corpus.leaks.KernelLeaks;
import io.memledger.corpus.leaks.KilledLives;
import io.memledger.corpus.leaks.OneOfMany;
import io.memledger.corpus.leaks.RisingFloors;
import io.memledger.corpus.leaks.ServiceLeaks;
import io.memledger.corpus.leaks.SharedLeaks;
import io.memledger.corpus.machine.Scenario;
import java.util.ArrayList;
import java.util.List;

/** THE list of scenarios. */
final class Scenarios {
  private Scenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>(plain());
    all.addAll(likeReal());
    return all;
  }

  /** One thing at a time, drawn clearly. */
  static List<Scenario> plain() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(HeapLeaks.all());
    all.addAll(ServiceLeaks.all());
    all.addAll(SharedLeaks.all());
    all.addAll(KernelLeaks.all());
    all.addAll(ContainerLeaks.all());
    all.addAll(HealthyProcesses.all());
    all.addAll(HealthyMemory.all());
    all.addAll(HealthyHosts.all());
    return all;
  }

  /** What real machines did when they fooled the verdicts of 1.0.0. */
  static List<Scenario> likeReal() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(RisingFloors.all());
    all.addAll(KilledLives.all());
    all.addAll(OneOfMany.all());
    all.addAll(ChurningHosts.all());
    all.addAll(ReturningMemory.all());
    return all;
  }

  static boolean isLikeReal(Scenario scenario) {
    return likeReal().stream().anyMatch(one -> one.name().equals(scenario.name()));
  }
}
