package io.memledger.rules.kernel.lines;

import io.memledger.rule.Clearing;
import io.memledger.rule.Finding;
import io.memledger.rule.FindingBuilder;
import io.memledger.rule.Rule;
import io.memledger.rule.RuleInfo;
import io.memledger.rule.RuleInput;
import io.memledger.rules.findings.Findings;
import io.memledger.rules.findings.NextSteps;
import io.memledger.rules.holders.DescriptorHolders;
import io.memledger.rules.holders.Suspect;
import io.memledger.rules.judge.Family;
import io.memledger.rules.kernel.causes.OtherCause;
import io.memledger.rules.kernel.causes.SocketBuffers;
import io.memledger.series.Bytes;
import io.memledger.series.Category;
import io.memledger.series.Metric;
import io.memledger.series.Recording;
import io.memledger.series.Subject;
import io.memledger.series.Unit;
import java.util.List;
import java.util.Optional;

/** Packets that arrive and are never read, or never leave, fill the buffers of sockets. */
public final class SocketMemory implements Rule {
  private static final String ID = "socket-memory";
  private static final RuleInfo INFO =
      new RuleInfo(ID, SocketBuffers.SOURCE, List.of(Metric.TCP_MEM));
  private static final DescriptorHolders HOLDERS = new DescriptorHolders(1024, 8 * Bytes.MIB);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Finding> check(RuleInput input) {
    Recording recording = input.recording();
    Optional<Family.Member> judged = SocketBuffers.judged(input);
    if (judged.isEmpty()) {
      return List.of(Findings.still(INFO, input));
    }
    Family.Member sockets = judged.get();
    if (!sockets.isLeak()) {
      return List.of(
          counted(recording, Findings.cleared(INFO, input, sockets), sockets)
              .category(Category.UNACCOUNTED)
              .build());
    }
    if (SocketBuffers.liesInSlab(recording, sockets)) {
      OtherCause slab =
          new OtherCause(
              Clearing.IN_SLAB,
              new io.memledger.rule.Evidence(
                  "socket-buffers-growth",
                  sockets.trend().rise(),
                  Unit.BYTES,
                  SocketBuffers.SOURCE));
      return List.of(slab.clears(INFO, input, sockets, Category.UNACCOUNTED));
    }
    return List.of(leak(input, sockets));
  }

  private static Finding leak(RuleInput input, Family.Member sockets) {
    List<Suspect> holders = HOLDERS.find(input.recording(), sockets);
    Subject culprit = holders.isEmpty() ? Subject.HOST : holders.get(0).subject();
    String variant = holders.isEmpty() ? "" : culprit.kind().id();
    FindingBuilder builder =
        counted(input.recording(), Findings.growth(INFO, input, sockets, culprit, variant), sockets)
            .category(Category.UNACCOUNTED);
    for (Suspect holder : holders) {
      builder.holding(holder.holding());
      holder.evidence().forEach(builder::evidence);
      holder.proofs().forEach(builder::proof);
      holder.steps().forEach(builder::step);
    }
    for (var step :
        List.of(
            NextSteps.of("step.socket-queues", "ss -tuanpm | sort -k2,2nr | head -n 30"),
            NextSteps.of("step.sockstat", "cat /proc/net/sockstat"),
            NextSteps.of("step.tcp-mem", "sysctl net.ipv4.tcp_mem net.ipv4.udp_mem"))) {
      builder.step(step);
    }
    return builder.build();
  }

  private static FindingBuilder counted(
      Recording recording, FindingBuilder builder, Family.Member sockets) {
    builder
        .evidence(
            "socket-buffers-start",
            sockets.series().first().value(),
            Unit.BYTES,
            SocketBuffers.SOURCE)
        .evidence(
            "socket-buffers-end",
            sockets.series().last().value(),
            Unit.BYTES,
            SocketBuffers.SOURCE);
    for (Metric metric : List.of(Metric.TCP_MEM, Metric.UDP_MEM, Metric.FRAG_MEM)) {
      recording
          .host(metric)
          .ifPresent(
              s ->
                  builder.evidence(
                      metric + "-growth", s.change(), Unit.BYTES, SocketBuffers.SOURCE));
    }
    recording
        .host(Metric.TCP_ORPHAN)
        .ifPresent(
            s ->
                builder.evidence(
                    "TCP-orphans", s.last().value(), Unit.COUNT, SocketBuffers.SOURCE));
    return builder;
  }
}
