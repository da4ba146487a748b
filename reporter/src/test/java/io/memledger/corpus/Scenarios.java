package io.memledger.corpus;

import java.util.ArrayList;
import java.util.List;

/** THE list of scenarios. */
final class Scenarios {
  private Scenarios() {}

  static List<Scenario> all() {
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
}
