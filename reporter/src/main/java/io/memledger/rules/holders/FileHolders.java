package io.memledger.rules.holders;

import io.memledger.rule.Shares;
import io.memledger.rules.judge.Family;
import io.memledger.series.Bytes;
import io.memledger.series.Recording;
import java.util.List;

/**
 * The process that keeps memory files open that no folder shows: memfd, and files of tmpfs that
 * were deleted. Of the latter a mount tells the size too, but not who holds them.
 */
public final class FileHolders implements Suspect.Finder {
  private static final DescriptorHolders HOLDERS = new DescriptorHolders(4096, 1024 * Bytes.MIB);

  @Override
  public List<Suspect> find(Recording recording, Family.Member line) {
    return HOLDERS.find(recording, line).stream()
        .filter(s -> isNowhere(DescriptorClasses.of(recording, s.subject())))
        .toList();
  }

  private static boolean isNowhere(List<DescriptorClasses.Opened> opened) {
    double all = opened.stream().mapToDouble(DescriptorClasses.Opened::count).sum();
    double nowhere =
        opened.stream()
            .filter(o -> o.type().startsWith("memfd:") || o.type().endsWith(" (deleted)"))
            .mapToDouble(DescriptorClasses.Opened::count)
            .sum();
    return all > 0 && nowhere >= Shares.MAIN * all;
  }
}
