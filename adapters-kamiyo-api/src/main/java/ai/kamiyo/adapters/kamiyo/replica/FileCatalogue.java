package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.BundledFeed;
import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import ai.kamiyo.adapters.kamiyo.feed.ImportedProtocol;
import ai.kamiyo.adapters.kamiyo.feed.IncidentFile;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolFile;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.risk.ProtocolListing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exploits and protocols of files alone, beside whatever this installation has. */
public final class FileCatalogue {
  private FileCatalogue() {}

  /** The exploits that this file tells, normalised and merged as an import would. */
  public static List<Exploit> exploits(ImportFormat format, Path file, Clock clock)
      throws IOException {
    List<ExploitReport> reports =
        Caps.bounded(new IncidentFile(format, file).read(bytes -> {})).reports();
    return Catalogue.of(
            reports,
            new Normaliser(new Directory(new BundledFeed().directory())),
            new Quarantine(clock),
            new Identities(new Register(), BundledFeed.PUBLISHED, Optional.empty()))
        .exploits();
  }

  /**
   * The protocols of this list; our own directory only lends it the other names they have.
   *
   * @param day of which the list is
   */
  public static List<ProtocolListing> listings(Path file, LocalDate day) throws IOException {
    List<ProtocolListing> all = new ArrayList<>(ProtocolLists.bundled());
    for (ImportedProtocol protocol : new ProtocolFile(file).read(bytes -> {}).protocols()) {
      all.add(ProtocolStore.listing("file", protocol, day));
    }
    return all;
  }
}
