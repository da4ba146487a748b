package io.memledger.corpus.machine;

import java.util.function.Consumer;

/**
 * One kind of thing that happens to machines. Its story changes a drawn world and writes the truth
 * down; all sizes in it are drawn, so that no two archives of a scenario are alike.
 *
 * @param leaks whether an engineer would call it a leak
 */
public record Scenario(String name, boolean leaks, Needs needs, Consumer<World> story) {
  public static Scenario leak(String name, Needs needs, Consumer<World> story) {
    return new Scenario(name, true, needs, story);
  }

  public static Scenario benign(String name, Needs needs, Consumer<World> story) {
    return new Scenario(name, false, needs, story);
  }

  /**
   * The same scenario and number always make the same world. One that would run out of memory,
   * where the kernel would kill, is drawn again.
   */
  public World world(int number) {
    long seed = mixed(name.hashCode()) + number;
    while (!Machines.survives(draw(seed))) {
      seed = mixed(seed);
    }
    return draw(seed);
  }

  private World draw(long seed) {
    World world = Machines.draw(needs, new Dice(mixed(seed)));
    story.accept(world);
    return world;
  }

  /**
   * Spreads neighbours apart (the finalizer of MurmurHash3): seeds of SplittableRandom that lie
   * evenly apart would make streams that are the same but for a shift.
   */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}
