package io.memledger.ledger;

import io.memledger.ledger.Ledger.Member;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who holds the growth of a line: its members in one measure, and what none of them explains. */
final class Attribution {
  /** Bytes of a thread's kernel stack on all 64-bit machines that matter here. */
  private static final double STACK = 16 * 1024;

  /** Members that are listed: what a reader takes in at a glance. */
  private static final int MOST_MEMBERS = 12;

  /** Of a growth: what is left is within the error of the rates. */
  private static final double ENOUGH = 0.9;

  /** Of a growth: a smaller part is within the error of the rates (METHOD 3.9). */
  private static final double WORTH_LISTING = 0.05;

  /** A measure that covers less of the processes' growth in RSS is not the one to use. */
  private static final double COVERS = 0.7;

  private final Recording recording;

  Attribution(Recording recording) {
    this.recording = recording;
  }

  Ledger.Line line(Category category, double start, double end) {
    List<Member> members = members(category);
    members.sort(
        Comparator.comparingDouble(Member::delta).reversed().thenComparing(Member::subject));
    double delta = end - start;
    double all = members.stream().mapToDouble(Member::delta).sum();
    return new Ledger.Line(category, start, end, listed(members, delta), delta - all);
  }

  private static List<Member> listed(List<Member> members, double delta) {
    List<Member> listed = new ArrayList<>();
    double explained = 0;
    for (Member member : members) {
      boolean worth = member.delta() >= WORTH_LISTING * Math.abs(delta) && member.delta() > 0;
      if (!worth || listed.size() == MOST_MEMBERS || explained >= ENOUGH * Math.abs(delta)) {
        break;
      }
      listed.add(member);
      explained += member.delta();
    }
    return listed;
  }

  private List<Member> members(Category category) {
    return switch (category) {
      case ANONYMOUS -> of(anonymousMeasure(), Subject.Kind.PROCESS, 1);
      case SHMEM -> shmem();
      case SLAB_RECLAIMABLE -> slab(true);
      case SLAB_UNRECLAIMABLE -> slab(false);
      case KERNEL_STACK -> of(Metric.PROC_THREADS, Subject.Kind.PROCESS, STACK);
      case PAGE_TABLES -> of(Metric.PROC_PTE, Subject.Kind.PROCESS, 1);
      case VMALLOC -> of(Metric.VMALLOC_BYTES, Subject.Kind.VMALLOC_CALLER, 1);
      default -> new ArrayList<>();
    };
  }

  private List<Member> shmem() {
    List<Member> members = of(Metric.MOUNT_USED, Subject.Kind.TMPFS_MOUNT, 1);
    members.addAll(of(Metric.SHM_RSS, Subject.Kind.SHM_SEGMENT, 1));
    return members;
  }

  private List<Member> slab(boolean reclaimable) {
    List<Member> members = of(Metric.SLAB_BYTES, Subject.Kind.SLAB_CACHE, 1);
    members.removeIf(m -> ReclaimableCaches.has(recording, m.subject()) != reclaimable);
    return members;
  }

  private Metric anonymousMeasure() {
    for (Metric metric :
        List.of(Metric.PROC_PSS_ANON, Metric.PROC_ANONYMOUS, Metric.PROC_RSS_ANON)) {
      double all = 0;
      double covered = 0;
      for (TimeSeries rss : recording.all(Metric.PROC_RSS, Subject.Kind.PROCESS)) {
        double grown = Math.max(0, rss.change());
        all += grown;
        covered += recording.series(metric, rss.subject()).isPresent() ? grown : 0;
      }
      boolean any = !recording.all(metric, Subject.Kind.PROCESS).isEmpty();
      if (any && covered >= COVERS * all) {
        return metric;
      }
    }
    return Metric.PROC_RSS;
  }

  private List<Member> of(Metric metric, Subject.Kind kind, double bytes) {
    List<Member> members = new ArrayList<>();
    for (TimeSeries one : recording.all(metric, kind)) {
      double start = Lifetimes.bornInside(recording, one) ? 0 : one.first().value();
      double end = Lifetimes.goneBeforeEnd(recording, one) ? 0 : one.last().value();
      members.add(new Member(one.subject(), start * bytes, end * bytes));
    }
    return members;
  }
}
