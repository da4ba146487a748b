package io.memledger.forms.containers;

import io.memledger.forms.Origin;
import io.memledger.forms.text.Words;
import java.util.List;

/**
 * What docker stats and podman stats print: "229MiB / 31.28GiB" in units of 1024, where a container
 * without a limit has the machine's memory for one.
 */
public final class DockerStats extends ContainerTable {
  private static final int HASH = 12;

  public DockerStats() {
    super("docker stats", Origin.DOCKER);
  }

  @Override
  public String id() {
    return "docker-stats";
  }

  @Override
  public boolean isTitle(String line) {
    return line.contains("MEM USAGE / LIMIT");
  }

  @Override
  public boolean row(List<String> titles, List<String> words, Rows into) {
    int slash = words.indexOf("/");
    if (slash < 3 || slash + 2 >= words.size()) {
      return false;
    }
    // Old versions print a blank before the unit.
    boolean apart = Words.isPlain(words.get(slash - 2)) && !Words.isPlain(words.get(slash - 1));
    double used = size(apart ? words.get(slash - 2) : "", words.get(slash - 1));
    double limit = size(words.get(slash + 1), apart ? words.get(slash + 2) : "");
    if (Double.isNaN(used) || Double.isNaN(limit)) {
      return false;
    }
    // "CONTAINER ID NAME CPU % MEM USAGE": old versions have no name.
    boolean named = titles.contains("NAME") && slash >= 4;
    String name = words.get(named ? 1 : 0);
    String path = path("docker", named || name.length() <= HASH ? name : name.substring(0, HASH));
    into.put(path, "memory.current", used);
    into.put(path, "memory.max", limit);
    return true;
  }

  /** "229MiB"; "kB" and "MB" are of podman, in units of 1000. */
  private static double size(String number, String unit) {
    String word = number + unit;
    boolean binary = word.endsWith("iB");
    boolean bytes = word.endsWith("B") && !binary;
    double kib = Words.kib(bytes ? word.substring(0, word.length() - 1) : word, 1.0 / 1024);
    int power = bytes && word.length() > 1 ? "KMGT".indexOf(upper(word)) + 1 : 0;
    return power <= 0 ? kib : kib * Math.pow(1000.0 / 1024, power);
  }

  private static char upper(String word) {
    return Character.toUpperCase(word.charAt(word.length() - 2));
  }
}
