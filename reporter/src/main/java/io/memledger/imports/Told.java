package io.memledger.imports;

import io.memledger.forms.Form;
import io.memledger.forms.Looks;
import io.memledger.forms.Origin;
import io.memledger.forms.When;
import io.memledger.series.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One file: what was understood of it, and all its looks. */
final class Told implements Looks {
  /** Hosts of one file; each is a report. */
  private static final int MOST_HOSTS = 1_000;

  private final String name;
  private final String form;
  private final Spool spool;
  private final List<Spool.Look> looks = new ArrayList<>();
  private final Map<String, Told> others = new LinkedHashMap<>();
  private final Set<Warning> warnings = new LinkedHashSet<>();
  private String tool;
  private String version;
  private String host = "";
  private String kernel = "";
  private String zone = "";
  private String unusable = "";
  private boolean tells;

  Told(String name, String form, Form.Recognised recognised, Spool spool) {
    this.name = name;
    this.form = form;
    this.spool = spool;
    tool = recognised.tool();
    version = recognised.version();
    unusable = recognised.refusal();
  }

  @Override
  public void at(When when) {
    looks.add(new Spool.Look(when));
  }

  @Override
  public void put(Origin origin, String path, CharSequence text) {
    if (!looks.isEmpty()) {
      looks.get(looks.size() - 1).puts().add(spool.put(origin, path, text));
    }
  }

  @Override
  public void host(String given) {
    host = given;
  }

  @Override
  public Looks of(String given) {
    if (given.isEmpty() || given.equals(host)) {
      return this;
    }
    if (host.isEmpty() && looks.isEmpty()) {
      host = given;
      return this;
    }
    if (others.size() >= MOST_HOSTS) {
      return others.computeIfAbsent("", h -> other());
    }
    Told other = others.computeIfAbsent(given, h -> other());
    other.host = given;
    return other;
  }

  private Told other() {
    return new Told(name, form, new Form.Recognised(tool, version, unusable), spool);
  }

  /** What it tells of further hosts. */
  List<Told> others() {
    return List.copyOf(others.values());
  }

  @Override
  public void kernel(String release) {
    kernel = release;
  }

  @Override
  public void tool(String given, String of) {
    tool = given;
    version = of;
  }

  @Override
  public void warn(Warning warning) {
    warnings.add(warning);
  }

  void zone(String read) {
    zone = read;
  }

  /** Says why it cannot be used. */
  void refuse(String why) {
    unusable = why;
    tells = !looks.isEmpty();
    looks.clear();
  }

  String name() {
    return name;
  }

  String form() {
    return form;
  }

  String tool() {
    return tool;
  }

  String version() {
    return version;
  }

  /** Empty where the file does not tell. */
  String host() {
    return host;
  }

  String kernel() {
    return kernel;
  }

  String zone() {
    return zone;
  }

  /** Why it cannot be used; empty where it can. */
  String unusable() {
    return unusable;
  }

  /** Whether there is something of memory in it, although it cannot be used. */
  boolean tells() {
    return tells;
  }

  List<Spool.Look> looks() {
    return looks;
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }
}
