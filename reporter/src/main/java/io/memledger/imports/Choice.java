package io.memledger.imports;

import io.memledger.forms.Origin;
import io.memledger.series.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Of several files that tell the same of one stretch of time the best is taken throughout: of
 * /proc/meminfo line by line, of all else whole.
 */
final class Choice {
  /** With fewer looks it is no course, and does not take the place of one. */
  private static final int COURSE = 3;

  /** Looks by which it is told which lines a file has. */
  private static final int TRIED = 8;

  static final String MEMINFO = "proc/meminfo";

  private static final Pattern OF_PROCESSES = Pattern.compile("proc/(?:\\d+|pids)/");

  private static final String SLABINFO = "proc/slabinfo";
  private static final String PROCESSES = "processes";

  /** What one part of one file tells. */
  private static final class Claim {
    private final String kind;
    private final Told file;
    private final Origin origin;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private int count;
    private int tried;
    private final Set<String> lines = new HashSet<>();

    Claim(String kind, Told file, Origin origin) {
      this.kind = kind;
      this.file = file;
      this.origin = origin;
    }

    boolean isOf(Told other, Origin of) {
      return file == other && origin == of;
    }

    /** Better is who tells a course, then who copies more exactly. */
    boolean beats(Claim other) {
      boolean course = count >= COURSE;
      boolean others = other.count >= COURSE;
      if (course != others) {
        return course;
      }
      int order = origin.compareTo(other.origin);
      return order != 0
          ? order < 0
          : count != other.count ? count > other.count : from < other.from;
    }
  }

  private final Spool spool;
  private final Map<String, List<Claim>> claims = new HashMap<>();
  private boolean several;

  Choice(List<Told> files, Spool spool) {
    this.spool = spool;
    for (Told file : files) {
      for (Spool.Look look : file.looks()) {
        for (Spool.Put put : look.puts()) {
          claim(file, look.time(), put);
        }
      }
    }
    for (List<Claim> of : claims.values()) {
      several |= of.size() > 1;
    }
  }

  private void claim(Told file, long time, Spool.Put put) {
    List<Claim> all = claims.computeIfAbsent(kind(put.path()), k -> new ArrayList<>());
    Claim claim = null;
    for (Claim one : all) {
      claim = one.isOf(file, put.origin()) ? one : claim;
    }
    if (claim == null) {
      claim = new Claim(kind(put.path()), file, put.origin());
      all.add(claim);
    }
    claim.from = Math.min(claim.from, time);
    claim.to = Math.max(claim.to, time);
    claim.count++;
    if (put.path().equals(MEMINFO) && claim.tried++ < TRIED) {
      for (String line : text(put).split("\n")) {
        claim.lines.add(key(line));
      }
    }
  }

  /** What is told: of processes, of caches, of the host. */
  private static String kind(String path) {
    return OF_PROCESSES.matcher(path).lookingAt() ? PROCESSES : path;
  }

  /** Of what the best that is told does not hold all. */
  List<Warning> parts() {
    List<Warning> parts = new ArrayList<>();
    for (List<Claim> all : claims.values()) {
      Claim best = all.get(0);
      for (Claim one : all) {
        best = one.beats(best) ? one : best;
      }
      for (Warning.Kind part : List.of(Warning.Kind.SOME_PROCESSES, Warning.Kind.SOME_CACHES)) {
        boolean caches = best.kind.equals(SLABINFO) && part == Warning.Kind.SOME_CACHES;
        boolean processes = best.kind.equals(PROCESSES) && part == Warning.Kind.SOME_PROCESSES;
        Warning said = Warning.of(part);
        if ((caches || processes) && best.file.warnings().contains(said)) {
          parts.add(said);
        }
      }
    }
    return parts;
  }

  private String text(Spool.Put put) {
    return new String(spool.read(put), StandardCharsets.UTF_8);
  }

  /** The name at the beginning of a line. */
  static String key(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  /** The bytes of a file of a look that count; null if another tells all of it better. */
  byte[] of(Told file, long time, Spool.Put put) {
    if (!several) {
      return spool.read(put);
    }
    List<Claim> all = claims.get(kind(put.path()));
    Claim own = null;
    for (Claim one : all) {
      own = one.isOf(file, put.origin()) ? one : own;
    }
    Set<String> told = new HashSet<>();
    for (Claim other : all) {
      if (other != own && other.beats(own) && isWithin(own, other, time)) {
        if (!put.path().equals(MEMINFO)) {
          return null;
        }
        told.addAll(other.lines);
      }
    }
    if (told.isEmpty()) {
      return spool.read(put);
    }
    StringBuilder left = new StringBuilder();
    for (String line : text(put).split("\n")) {
      if (!told.contains(key(line))) {
        left.append(line).append('\n');
      }
    }
    return left.length() == 0 ? null : left.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A few looks around a course are not put at its ends: a step of rounding looks like growth. */
  private static boolean isWithin(Claim own, Claim other, long time) {
    // Single looks of one tool, each in a file of its own, are a course together.
    boolean alike = own.origin == other.origin && other.count < COURSE;
    long slack =
        own.count < COURSE && !alike ? Long.MAX_VALUE / 4 : (other.to - other.from) / other.count;
    return time >= other.from - slack && time <= other.to + slack;
  }
}
