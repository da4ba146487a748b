package io.memledger.rule.cgroup;

import io.memledger.rule.Wording;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names a memory cgroup as people do: the container, pod or service of its path, and what runs. */
public final class CgroupNames {
  private record Tenant(String path, String command, double bytes) {}

  private final List<Tenant> tenants = new ArrayList<>();

  public CgroupNames(Recording recording) {
    for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
      recording
          .cgroupOf(rss.subject())
          .ifPresent(
              path -> tenants.add(new Tenant(path, rss.subject().name(), rss.last().value())));
    }
  }

  /** The name of one cgroup, where no more than one is asked for. */
  public static Wording of(Recording recording, String path) {
    return new CgroupNames(recording).of(path);
  }

  /** The name without what runs; empty where the path says no more than itself. */
  public static Optional<Wording> ofPath(String path) {
    return Optional.of(CgroupPlace.of(path))
        .filter(p -> p.kind() != CgroupPlace.Kind.UNKNOWN)
        .map(CgroupPlace::name);
  }

  /** Its name, with its largest process where one is known. */
  public Wording of(String path) {
    CgroupPlace place = CgroupPlace.of(path);
    Wording name = place.name();
    Optional<String> runs =
        place.isOneProgram() ? runs(path).filter(r -> !place.says(r)) : Optional.empty();
    if (runs.isEmpty()) {
      return name;
    }
    return place.form() == CgroupPlace.Form.WITH_ENGINE
        ? new Wording("cgroup.container.engine.runs", name.args()).with("process", runs.get())
        : Wording.of("cgroup.runs").with("place", name).with("process", runs.get());
  }

  /** Whether its name says no more than the path beside it. */
  public boolean isSaidByPath(String path) {
    CgroupPlace place = CgroupPlace.of(path);
    return place.form() == CgroupPlace.Form.AS_PATH && of(path).equals(place.name());
  }

  /** The largest process in a cgroup or below it, of those whose cgroup is known. */
  private Optional<String> runs(String path) {
    String below = path.endsWith("/") ? path : path + "/";
    Tenant most = null;
    for (Tenant one : tenants) {
      boolean inside = one.path().equals(path) || one.path().startsWith(below);
      if (inside && (most == null || one.bytes() > most.bytes())) {
        most = one;
      }
    }
    return Optional.ofNullable(most).map(Tenant::command);
  }
}
