package io.memledger.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "memledger " + (version == null ? "1.0.0" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
