package io.memledger.corpus;

import java.util.function.Consumer;

/**
 * One kind of thing that happens to machines. Its story changes a drawn world and writes the truth
 * down; all sizes in it are drawn, so that no two archives of a scenario are alike.
 *
 * @param leaks whether an engineer would call it a leak
 */
record Scenario(String name, boolean leaks, Needs needs, Consumer<World> story) {
  static Scenario leak(String name, Needs needs, Consumer<World> story) {
    return new Scenario(name, true, needs, story);
  }

  static Scenario benign(String name, Needs needs, Consumer<World> story) {
    return new Scenario(name, false, needs, story);
  }

  /** The same scenario and number always make the same world. */
  World world(int number) {
    long seed = 0x9E3779B97F4A7C15L * (name.hashCode() * 1_000_003L + number);
    World world = Machines.draw(needs, new Dice(seed));
    story.accept(world);
    return world;
  }
}
