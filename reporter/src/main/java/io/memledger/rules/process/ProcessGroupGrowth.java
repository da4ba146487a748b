package io.memledger.rules.process;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Proof;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.EndedParts;
import io.memledger.rules.holders.Turnover;
import io.memledger.rules.judge.Family;
import io.memledger.rules.judge.Materiality;
import io.memledger.rules.judge.SeriesTools;
import io.memledger.rules.ranges.AddressRanges;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All processes of one command together: many that leak a little, or one that leaks over restarts.
 */
public final class ProcessGroupGrowth implements Rule {
  private static final String ID = "process-group-growth";
  private static final RuleInfo INFO = new RuleInfo(ID, "proc/pids/stat", List.of(Metric.PROC_RSS));

  /** RSS counts shared pages once a process: the host's anonymous memory must bear this part. */
  private static final double HOST_FOLLOWS = 0.5;

  /** Part of a group's growth that its new processes brought, each as large as the others. */
  private static final double MORE = 0.8;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Map<Subject, Service> services = new TreeMap<>();
    Service.all(recording).forEach(s -> services.put(s.subject(), s));
    List<Family.Member> judged =
        Family.judge(
            recording,
            services.values().stream().map(Service::rss).toList(),
            s ->
                Math.max(
                    Materiality.process(recording), Materiality.PROCESS_OWN * s.first().value()));
    List<Finding> found = new ArrayList<>();
    List<Finding> cleared = new ArrayList<>();
    Others others = new Others(recording, Subject.Kind.PROCESS_GROUP);
    for (Family.Member member : judged) {
      Service service = services.get(member.series().subject());
      if (!member.isLeak()) {
        cleared.add(cleared(input, member, member.leakTest().clearing()));
      } else if (Turnover.of(recording, member, service.members()).isAll(member)) {
        cleared.add(cleared(input, member, Clearing.TURNOVER));
      } else if (EndedParts.are(member, service.members())) {
        cleared.add(cleared(input, member, Clearing.PARTS_ENDED));
      } else if (hostFollows(recording, member, others)) {
        found.add(AddressRanges.explained(recording, leak(input, member, service)));
      }
    }
    found.addAll(restarted(input, services));
    if (!found.isEmpty()) {
      return found;
    }
    return cleared.isEmpty() ? List.of(Findings.still(INFO, input)) : cleared.subList(0, 1);
  }

  private static Finding cleared(RuleInput input, Family.Member member, Clearing why) {
    return Findings.cleared(INFO, input, member, why).category(Category.ANONYMOUS).build();
  }

  /** Services whose restarts hide that they leak in each of their lives. */
  private static List<Finding> restarted(RuleInput input, Map<Subject, Service> services) {
    Recording recording = input.recording();
    List<TimeSeries> byAge = new ArrayList<>();
    Map<Subject, Lives> lives = new HashMap<>();
    for (Service service : services.values()) {
      Lives.of(recording, service)
          .ifPresent(
              l -> {
                byAge.add(l.byAge());
                lives.put(service.subject(), l);
              });
    }
    List<Finding> found = new ArrayList<>();
    for (Family.Member member :
        Family.judgeLives(recording, byAge, s -> Materiality.process(recording))) {
      if (member.isLeak()) {
        Subject subject = member.series().subject();
        int count = lives.get(subject).count();
        Finding one = withinLives(input, member, count);
        found.add(AddressRanges.explained(recording, services.get(subject).told(recording, one)));
      }
    }
    return found;
  }

  private static Finding withinLives(RuleInput input, Family.Member member, int lives) {
    Recording recording = input.recording();
    Subject group = member.series().subject();
    FindingBuilder builder = Findings.growth(INFO, input, member, group, "restarts");
    Finding plain = builder.build();
    builder
        .headline(plain.words().headline().with("lives", lives, Unit.COUNT))
        .explanation(plain.words().explanation().with("lives", lives, Unit.COUNT))
        .category(Category.ANONYMOUS)
        .withoutProofs()
        .untilRestart()
        .evidence("lives", lives, Unit.COUNT, "proc/pids/stat");
    double end = recording.to();
    builder
        .window(end - recording.span(), end)
        .proof(
            new Proof(Metric.PROC_RSS, group, Double.NaN, Double.NaN, end - recording.span(), end));
    NextSteps.withName("step.group", "ps -o pid,ppid,rss,lstart -C @", group.name())
        .forEach(builder::step);
    var log =
        NextSteps.of("step.restarts", "journalctl --no-pager -n 200 | grep -i -E 'start|oom|kill'");
    return builder.step(log).build();
  }

  /** Other commands may have given back meanwhile what this one took. */
  private static boolean hostFollows(Recording recording, Family.Member member, Others others) {
    double from = member.trend().from();
    double to = member.trend().to();
    double least = HOST_FOLLOWS * member.trend().rise();
    return recording
        .host(Metric.LEDGER_ANONYMOUS)
        .map(s -> SeriesTools.rise(s, from, to))
        .map(rise -> rise >= least || rise + others.givenBack(member.series(), from, to) >= least)
        .orElse(true);
  }

  /** Whether there are ever more of them, none of which grows by itself. */
  private static boolean areMore(Family.Member member, Service service) {
    double from = member.trend().from();
    double to = member.trend().to();
    return service
        .count()
        .filter(count -> count.last().value() >= 1)
        .map(
            count ->
                SeriesTools.rise(count, from, to)
                    * member.series().last().value()
                    / count.last().value())
        .map(brought -> brought >= MORE * member.trend().rise())
        .orElse(false);
  }

  private static Finding leak(RuleInput input, Family.Member member, Service service) {
    Subject group = member.series().subject();
    var builder =
        Findings.growth(INFO, input, member, group, areMore(member, service) ? "more" : "")
            .category(Category.ANONYMOUS)
            .evidence("rss", member.series().last().value(), Unit.BYTES, "proc/pids/stat");
    service
        .count()
        .ifPresent(
            s -> {
              builder.evidence("processes-start", s.first().value(), Unit.COUNT, "proc/pids/stat");
              builder.evidence("processes-end", s.last().value(), Unit.COUNT, "proc/pids/stat");
            });
    NextSteps.withName("step.group", "ps -o pid,ppid,rss,lstart -C @", group.name())
        .forEach(builder::step);
    var top = NextSteps.of("step.top", "ps -eo pid,rss,comm --sort=-rss | head -n 20");
    return service.told(input.recording(), builder.step(top).build());
  }
}
