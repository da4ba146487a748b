package io.memledger.collector.snapshot;

import io.memledger.collector.common.Bytes;
import io.memledger.collector.derived.DescriptorMemory;
import io.memledger.collector.derived.MemoryMounts;
import io.memledger.collector.derived.OpenDescriptors;
import io.memledger.collector.derived.SlabAliases;
import io.memledger.collector.plan.Target;
import io.memledger.collector.process.ProcessChoice;
import io.memledger.collector.process.ProcessTable;
import java.io.IOException;

/**
 * Takes what no file of the kernel prints. Several of these go on with what another has found;
 * {@code Targets.ORDER} keeps them behind it.
 */
final class DerivedFiles implements Taker {
  private final PassState pass;
  private final ProcessTable table;
  private final ProcessChoice choice;
  private final SlabAliases slabs;
  private final DescriptorMemory memory;
  private final OwnCostLine own;
  private OpenDescriptors descriptors;

  DerivedFiles(PassState pass, ProcessTable table, ProcessChoice choice, OwnCostLine own) {
    this.pass = pass;
    this.table = table;
    this.choice = choice;
    this.own = own;
    slabs = new SlabAliases(pass.reader);
    memory = new DescriptorMemory(pass.reader, table);
  }

  @Override
  public void take(Target target) throws IOException {
    Bytes content = pass.samples.content;
    content.clear();
    switch (target.path) {
      case "derived/fds":
        descriptors().counts(choice.close(), content);
        break;
      case "derived/fdtypes/<pid>":
        // By the counts of derived/fds.
        types(choice.openers());
        return;
      case "derived/mounts":
        String mounts = pass.reader.text(pass.source("proc/mounts"));
        MemoryMounts.write(pass.reader, mounts == null ? "" : mounts, content);
        memory.mounts = content.text();
        break;
      case "derived/bpf":
        // In the mounts of derived/mounts.
        memory.search(content);
        break;
      case "derived/held":
        // By the search of derived/bpf.
        memory.handOver(content);
        break;
      case "derived/slabs":
        slabs.write(content);
        break;
      case "derived/collector":
        content.append(own.line());
        break;
      default:
        throw new IllegalStateException("nobody derives " + target.path);
    }
    if (content.length > 0) {
      pass.samples.write(target.path);
    }
  }

  private void types(int[] openers) throws IOException {
    for (; pass.done < openers.length; pass.done++) {
      int pid = table.pid[openers[pass.done]];
      pass.samples.content.clear();
      descriptors().types(pid, pass.samples.content);
      if (pass.samples.content.length > 0) {
        pass.samples.write("derived/fdtypes/" + pid);
      }
    }
  }

  /** Made by the thread that reads, since it reads itself. */
  private OpenDescriptors descriptors() {
    if (descriptors == null) {
      descriptors = new OpenDescriptors(pass.reader, table);
    }
    return descriptors;
  }
}
