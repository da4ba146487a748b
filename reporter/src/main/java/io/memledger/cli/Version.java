package io.memledger.cli;

import io.memledger.report.words.Generator;
import picocli.CommandLine.IVersionProvider;

/** What --version prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Generator.TEXT};
  }
}
