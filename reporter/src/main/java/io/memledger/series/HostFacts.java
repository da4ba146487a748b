package io.memledger.series;

/**
 * The captured machine. Text is null and numbers are NaN where the archive does not say.
 *
 * @param memTotal bytes at the end of the capture
 * @param swapTotal bytes at the end of the capture
 * @param pageSize bytes; 4,096 is assumed where no manifest names it
 * @param clockTicks a second; 100 is assumed where no manifest names it
 * @param bootTime Unix seconds, from btime of /proc/stat
 */
public record HostFacts(
    String name,
    String kernel,
    String machine,
    String bootId,
    double memTotal,
    double swapTotal,
    double cpus,
    int pageSize,
    int clockTicks,
    double bootTime) {}
