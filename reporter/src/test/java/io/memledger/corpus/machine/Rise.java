package io.memledger.corpus.machine;

/**
 * How much must grow to be called a leak here: at least 2.5 times what METHOD 3.9 calls material,
 * for any span, and at most 30 times the latter, 35 % of memory, or half of what is left. Benign
 * growth is drawn from the same range.
 */
public final class Rise {
  private static final double CLEARLY = 2.5;
  private static final double RANGE = 30;
  private static final double MOST = 0.35;

  /** Of what processes can use at all, and of what of it is left: nobody dies of a scenario. */
  private static final double USABLE = 0.85;

  private static final double ROOM = 0.5;

  private Rise() {}

  public static double ofProcess(World world, double own) {
    return draw(world, Math.max(process(world), 0.05 * own));
  }

  /**
   * Of a process that needs so many times as much again for what it gives back. Where only the
   * host's figures are kept, it must be material to the host.
   */
  public static double ofProcess(World world, double own, double swing) {
    double least = world.view == World.View.MEMINFO ? used(world) : process(world);
    return draw(world, Math.max(least, 0.05 * own), 1 + swing);
  }

  public static double ofSlab(World world, double own) {
    return draw(world, Math.max(Math.max(8 * World.MIB, world.memory * 0.001), 0.25 * own));
  }

  /** Page tables, stacks, per-CPU memory, vmalloc. */
  public static double ofKernelLine(World world) {
    return draw(world, Math.max(16 * World.MIB, world.memory * 0.0005));
  }

  public static double ofResidual(World world) {
    return draw(world, Math.max(32 * World.MIB, world.memory * 0.003));
  }

  static double ofUsed(World world) {
    return draw(world, used(world));
  }

  private static double process(World world) {
    return Math.max(16 * World.MIB, world.memory * 0.0025);
  }

  private static double used(World world) {
    return Math.max(64 * World.MIB, world.memory * 0.005);
  }

  private static double draw(World world, double material) {
    return draw(world, material, 1);
  }

  private static double draw(World world, double material, double times) {
    double least = CLEARLY * material;
    double left = ROOM * (USABLE * world.memory - world.settled());
    double room = Math.min(MOST * world.memory, left) / times;
    return world.dice.logUniform(least, Math.max(least * 1.05, Math.min(RANGE * material, room)));
  }
}
