package io.memledger.forms.containers;

import io.memledger.forms.Head;
import io.memledger.forms.Origin;
import io.memledger.forms.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * What kubectl top pod prints: "NAMESPACE NAME CPU(cores) MEMORY(bytes)", with POD and NAME where
 * containers are asked for. Its memory is the working set.
 */
public final class KubectlTop extends ContainerTable {
  private static final int TRIED = 100;

  public KubectlTop() {
    super("kubectl top", Origin.KUBECTL);
  }

  @Override
  public String id() {
    return "kubectl-top";
  }

  @Override
  public Optional<Recognised> recognise(Head head) {
    Optional<Recognised> pods = super.recognise(head);
    boolean nodes =
        head.lines().stream()
            .limit(TRIED)
            .anyMatch(line -> isTitle(line) && line.contains("MEMORY%"));
    return pods.isEmpty() && nodes && !head.tellsOfHost()
        ? Optional.of(
            Recognised.refused(
                "kubectl top node",
                "it tells the working set of nodes, and not what they have left; send /proc/meminfo"
                    + " of the node, or 'kubectl top pod -A --containers'"))
        : pods;
  }

  @Override
  public boolean isTitle(String line) {
    return line.contains("CPU(cores)") && line.contains("MEMORY(bytes)");
  }

  @Override
  public boolean row(List<String> titles, List<String> words, Rows into) {
    int memory = titles.indexOf("MEMORY(bytes)");
    if (words.size() != titles.size() || memory < 0) {
      return false;
    }
    double kib = Words.kib(words.get(memory), 1.0 / 1024);
    // Nodes are machines, and their working set is not what is free of them.
    if (Double.isNaN(kib) || titles.contains("MEMORY%") || titles.contains("CPU%")) {
      return false;
    }
    StringBuilder path = new StringBuilder("/kubepods");
    for (String title : List.of("NAMESPACE", "POD", "NAME")) {
      int at = titles.indexOf(title);
      if (at >= 0) {
        path.append('/').append(words.get(at).replace('/', '_').replace("..", "__"));
      }
    }
    into.put(path.toString(), "memory.current", kib);
    return true;
  }
}
