package io.memledger.rules.process;

import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Proof;
import io.memledger.rule.Wording;
import io.memledger.rule.cgroup.CgroupNames;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.series.CgroupPath;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The processes of one command that belong together: all of them, or, where they are known to run
 * in several services, those of one. A command like java tells nothing of what it runs.
 *
 * @param subject of the group; where a command is split, with the number of the service
 * @param within memory cgroup that all of them are in or below where a command is split; else null
 * @param members resident memory of each that the recording knows
 * @param rss of all, without the files that each maps anew
 * @param count of the living members
 */
record Service(
    Subject subject,
    String within,
    List<TimeSeries> members,
    TimeSeries rss,
    Optional<TimeSeries> count) {
  /** A unit of systemd; sessions of a login and instances of a template are one. */
  private static final Pattern UNIT = Pattern.compile(".+\\.(?:service|scope)");

  private static final Pattern SESSION = Pattern.compile("session-.+\\.scope");
  private static final Pattern INSTANCE = Pattern.compile("@.*(?=\\.)");

  /** Share of the processes of a command whose cgroup must be known to tell its services apart. */
  private static final double KNOWN = 0.5;

  /** Members whose courses are shown, those that grew most. */
  private static final int SHOWN = 3;

  /** Those with more than one process, now or one after the other. */
  static List<Service> all(Recording recording) {
    Map<String, List<TimeSeries>> byName =
        recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS).stream()
            .collect(Collectors.groupingBy(p -> p.subject().name()));
    List<Service> all = new ArrayList<>();
    for (TimeSeries group : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS_GROUP)) {
      List<TimeSeries> members = byName.getOrDefault(group.subject().name(), List.of());
      Map<String, List<TimeSeries>> units = units(recording, members);
      if (units.size() > 1) {
        all.addAll(split(recording, group, units));
      } else if (members.size() > 1) {
        Optional<TimeSeries> count = recording.series(Metric.PROC_COUNT, group.subject());
        TimeSeries rss = GroupMemory.of(recording, group, count, members);
        all.add(new Service(group.subject(), null, members, rss, count));
      }
    }
    return all;
  }

  /** A finding about it, with the service where the command runs in several. */
  Finding told(Recording recording, Finding finding) {
    if (within == null) {
      return finding.claim().growth().untilRestart() ? placed(recording, finding) : finding;
    }
    FindingBuilder builder = FindingBuilder.from(finding).within(within).withoutProofs();
    members.stream()
        .sorted(Comparator.comparingDouble(TimeSeries::change).reversed())
        .limit(SHOWN)
        .forEach(
            m ->
                builder.proof(
                    new Proof(
                        Metric.PROC_RSS,
                        m.subject(),
                        Double.NaN,
                        Double.NaN,
                        m.first().time(),
                        m.last().time())));
    return builder
        .headline(
            Wording.of("process-group-growth.within")
                .with("about", finding.words().headline())
                .with("service", CgroupNames.of(recording, within)))
        .build();
  }

  /** Lives that come one after the other in one cgroup are that cgroup's. */
  private Finding placed(Recording recording, Finding finding) {
    boolean known = members.stream().allMatch(m -> recording.cgroupOf(m.subject()).isPresent());
    String common = known && !members.isEmpty() ? common(recording, members) : "/";
    return common.equals("/") ? finding : FindingBuilder.from(finding).within(common).build();
  }

  private static List<Service> split(
      Recording recording, TimeSeries group, Map<String, List<TimeSeries>> units) {
    List<Service> services = new ArrayList<>();
    int number = 0;
    for (List<TimeSeries> members : units.values()) {
      number++;
      if (members.size() > 1) {
        Subject one = new Subject(Subject.Kind.PROCESS_GROUP, group.subject().name(), number, 0);
        TimeSeries rss = sum(recording, group, one, members, Metric.PROC_RSS);
        Optional<TimeSeries> count =
            Optional.of(sum(recording, group, one, members, Metric.PROC_COUNT));
        String within = common(recording, members);
        services.add(
            new Service(
                one, within, members, GroupMemory.of(recording, rss, count, members), count));
      }
    }
    return services;
  }

  /** Members by the service they run in; empty where too few are known. */
  private static Map<String, List<TimeSeries>> units(
      Recording recording, List<TimeSeries> members) {
    Map<String, List<TimeSeries>> units = new TreeMap<>();
    int known = 0;
    for (TimeSeries member : members) {
      Optional<String> path = recording.cgroupOf(member.subject());
      known += path.isPresent() ? 1 : 0;
      path.ifPresent(p -> units.computeIfAbsent(unit(p), u -> new ArrayList<>()).add(member));
    }
    return known >= KNOWN * members.size() ? units : Map.of();
  }

  /** The path down to the innermost unit; the whole path where it has none. */
  static String unit(String path) {
    String[] folders = path.split("/");
    for (int i = folders.length - 1; i >= 0; i--) {
      if (UNIT.matcher(folders[i]).matches()) {
        String above = path.substring(0, path.lastIndexOf("/" + folders[i]));
        boolean session = SESSION.matcher(folders[i]).matches();
        return session ? above : above + "/" + INSTANCE.matcher(folders[i]).replaceFirst("@");
      }
    }
    return path;
  }

  /** The innermost cgroup that holds all of them. */
  private static String common(Recording recording, List<TimeSeries> members) {
    String common = recording.cgroupOf(members.get(0).subject()).orElseThrow();
    for (TimeSeries member : members) {
      String path = recording.cgroupOf(member.subject()).orElseThrow();
      while (!common.isEmpty() && !CgroupPath.isWithin(path, common)) {
        common = common.substring(0, common.lastIndexOf('/'));
      }
    }
    return common.isEmpty() ? "/" : common;
  }

  /** Memory or number of the members that live, at the times of the whole group. */
  private static TimeSeries sum(
      Recording recording, TimeSeries group, Subject one, List<TimeSeries> members, Metric metric) {
    double usual = recording.capture().intervalSeconds();
    double slack = Double.isNaN(usual) ? 0 : usual / 2;
    double[] times = group.times();
    double[] values = new double[times.length];
    int[] counts = new int[times.length];
    for (int i = 0; i < times.length; i++) {
      counts[i] = group.count(i);
      for (TimeSeries member : members) {
        boolean lives =
            member.first().time() <= times[i] + slack && member.last().time() >= times[i] - slack;
        double each = metric == Metric.PROC_COUNT ? 1 : SeriesTools.at(member, times[i]);
        values[i] += lives ? each : 0;
      }
    }
    int last = values.length - 1;
    return new TimeSeries(
        metric,
        one,
        times,
        values,
        values,
        values,
        counts,
        new TimeSeries.Sample(group.first().time(), values[0]),
        new TimeSeries.Sample(group.last().time(), values[last]));
  }
}
