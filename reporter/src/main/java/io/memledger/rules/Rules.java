package io.memledger.rules;

import io.memledger.engine.RuleEngine;
import io.memledger.rule.Rule;
import io.memledger.rules.capture.ClockJump;
import io.memledger.rules.capture.CollectorFootprint;
import io.memledger.rules.capture.LongGaps;
import io.memledger.rules.capture.ProcessesUnseen;
import io.memledger.rules.capture.Reboot;
import io.memledger.rules.capture.TooShort;
import io.memledger.rules.capture.UnreadableSources;
import io.memledger.rules.cgroup.CgroupGrowth;
import io.memledger.rules.cgroup.CgroupNearLimit;
import io.memledger.rules.cgroup.DyingCgroups;
import io.memledger.rules.host.AvailableDecline;
import io.memledger.rules.host.CacheBenign;
import io.memledger.rules.host.ConfirmedExhaustion;
import io.memledger.rules.host.FreeIsNotAvailable;
import io.memledger.rules.host.KernelAllocationPath;
import io.memledger.rules.host.OomKills;
import io.memledger.rules.host.PinnedMemory;
import io.memledger.rules.host.PsiPressure;
import io.memledger.rules.host.ReclaimPressure;
import io.memledger.rules.host.SnapshotDifference;
import io.memledger.rules.host.SwapPressure;
import io.memledger.rules.kernel.lines.Balloon;
import io.memledger.rules.kernel.lines.HugepagePool;
import io.memledger.rules.kernel.lines.KernelStackGrowth;
import io.memledger.rules.kernel.lines.MemoryFragmentation;
import io.memledger.rules.kernel.lines.OffLists;
import io.memledger.rules.kernel.lines.PageTableGrowth;
import io.memledger.rules.kernel.lines.Percpu;
import io.memledger.rules.kernel.lines.PercpuChunks;
import io.memledger.rules.kernel.lines.SocketMemory;
import io.memledger.rules.kernel.lines.Unaccounted;
import io.memledger.rules.kernel.lines.Vmalloc;
import io.memledger.rules.kernel.lines.ZfsArc;
import io.memledger.rules.kernel.lines.ZramZswap;
import io.memledger.rules.kernel.shmem.ShmemGrowth;
import io.memledger.rules.kernel.shmem.ShmemOutsideTmpfs;
import io.memledger.rules.kernel.sites.AllocationProfile;
import io.memledger.rules.kernel.sites.KernelCallSite;
import io.memledger.rules.kernel.sites.KmemleakObjects;
import io.memledger.rules.kernel.sites.PageOwners;
import io.memledger.rules.kernel.sites.SlabTraces;
import io.memledger.rules.kernel.slab.LargeKmalloc;
import io.memledger.rules.kernel.slab.SlabCache;
import io.memledger.rules.kernel.slab.SlabFragmentation;
import io.memledger.rules.kernel.slab.SlabReclaimable;
import io.memledger.rules.kernel.slab.SlabUnreclaimable;
import io.memledger.rules.levels.AtLimit;
import io.memledger.rules.levels.GrewBetween;
import io.memledger.rules.levels.LargeCounts;
import io.memledger.rules.levels.LargeLevels;
import io.memledger.rules.process.DescriptorGrowth;
import io.memledger.rules.process.ProcessAccumulation;
import io.memledger.rules.process.ProcessGroupGrowth;
import io.memledger.rules.process.ProcessGrowth;
import io.memledger.rules.process.Sawtooth;
import io.memledger.rules.process.SlowGrowth;
import io.memledger.rules.process.ThreadGrowth;
import io.memledger.rules.process.VirtualOnly;
import io.memledger.rules.process.WarmUp;
import io.memledger.rules.sight.AllSights;
import java.util.List;

/** THE list of rules, in the order in which the report shows what became of them. */
public final class Rules {
  private Rules() {}

  public static List<Rule> all() {
    return List.of(
        new AvailableDecline(),
        new PinnedMemory(),
        new ProcessGrowth(),
        new SlowGrowth(),
        new ProcessGroupGrowth(),
        new ProcessAccumulation(),
        new DescriptorGrowth(),
        new ThreadGrowth(),
        new SlabUnreclaimable(),
        new SlabCache(),
        new LargeKmalloc(),
        new AllocationProfile(),
        new SlabTraces(),
        new PageOwners(),
        new KmemleakObjects(),
        new KernelCallSite(),
        new SlabReclaimable(),
        new SlabFragmentation(),
        new ShmemGrowth(),
        new ShmemOutsideTmpfs(),
        new Unaccounted(),
        new SocketMemory(),
        new KernelStackGrowth(),
        new PageTableGrowth(),
        new Vmalloc(),
        new Percpu(),
        new PercpuChunks(),
        new OffLists(),
        new HugepagePool(),
        new ZramZswap(),
        new ZfsArc(),
        new Balloon(),
        new MemoryFragmentation(),
        new CgroupGrowth(),
        new CgroupNearLimit(),
        new DyingCgroups(),
        new KernelAllocationPath(),
        new ConfirmedExhaustion(),
        new SwapPressure(),
        new ReclaimPressure(),
        new PsiPressure(),
        new OomKills(),
        new CacheBenign(),
        new FreeIsNotAvailable(),
        new VirtualOnly(),
        new WarmUp(),
        new Sawtooth(),
        new SnapshotDifference(),
        new GrewBetween(),
        new LargeLevels(),
        new LargeCounts(),
        new AtLimit(),
        new TooShort(),
        new LongGaps(),
        new Reboot(),
        new ClockJump(),
        new UnreadableSources(),
        new ProcessesUnseen(),
        new CollectorFootprint());
  }

  /** The engine with all rules. */
  public static RuleEngine engine() {
    return new RuleEngine(all(), AllSights::of);
  }
}
