package io.memledger.corpus.machine;

import io.memledger.series.Category;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is true of a made-up archive, beside it in memory. */
public final class Truth {
  public final List<Leak> leaks = new ArrayList<>();
  public final List<Mover> movers = new ArrayList<>();
  public boolean pressureAllowed;

  /** Bytes an hour that the host loses; 0 where nobody forecasts. */
  public double hostLoss;

  /** The cgroup whose limit is nearest; null for the host. */
  public String limit;

  /** Seconds from the end of the capture to the limit; NaN where none is near. */
  public double secondsLeft = Double.NaN;

  /** Accepted as the culprit. A name of null and a pid of 0 stand for any, a * for a part. */
  public record Who(Subject.Kind kind, String name, long pid) {
    boolean is(Subject subject) {
      return subject.kind() == kind
          && (name == null || named(subject.name()))
          && (pid == 0 || pid == subject.id());
    }

    private boolean named(String other) {
      int star = name.indexOf('*');
      return star < 0
          ? name.equals(other)
          : other.startsWith(name.substring(0, star)) && other.endsWith(name.substring(star + 1));
    }
  }

  /** Who moves, on which lines, in what shape: of a leak, and of what is none. */
  public static class Mover {
    public final List<Who> who = new ArrayList<>();

    /** Who is bound to move along: no false alarm, but no culprit either. */
    final List<Who> along = new ArrayList<>();

    public final Set<Category> categories = EnumSet.noneOf(Category.class);
    public final Set<String> shapes = new TreeSet<>();

    public boolean by(Subject subject) {
      return who.stream().anyMatch(one -> one.is(subject));
    }

    /** Whether naming this subject is no false alarm. */
    public boolean involves(Subject subject, Category line) {
      boolean host = subject.kind() == Subject.Kind.HOST;
      return by(subject)
          || along.stream().anyMatch(one -> one.is(subject))
          || host
              && (line == null
                  || line == Category.FREE
                  || categories.contains(line)
                  || line == Category.PAGE_TABLES && categories.contains(Category.ANONYMOUS));
    }

    public Mover along(Subject.Kind kind, String name) {
      along.add(new Who(kind, name, 0));
      return this;
    }

    public Mover by(Proc process) {
      if (process.group != null) {
        String path = process.group.path;
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
          along(Subject.Kind.CGROUP, path.substring(0, end));
        }
        along(Subject.Kind.CGROUP, "/");
      }
      who.add(new Who(Subject.Kind.PROCESS, process.name, process.pid));
      who.add(new Who(Subject.Kind.PROCESS_GROUP, process.name, 0));
      return this;
    }

    public Mover by(Subject.Kind kind, String name) {
      who.add(new Who(kind, name, 0));
      return this;
    }

    public Mover on(Category... lines) {
      categories.addAll(List.of(lines));
      return this;
    }

    public Mover shaped(String... words) {
      shapes.addAll(List.of(words));
      return this;
    }
  }

  /** A leak: how much has leaked by when, in each unit in which it may be told. */
  public static final class Leak extends Mover {
    public final Map<Unit, List<Signal>> leaked = new EnumMap<>(Unit.class);

    /** Pure signals only. Several of one unit are alternatives (a process, and all of its name). */
    public Leak leaked(Unit unit, Signal sum) {
      leaked.computeIfAbsent(unit, u -> new ArrayList<>()).add(sum);
      return this;
    }
  }
}
