package ai.kamiyo.adapters.kamiyo.replica;

import ai.kamiyo.adapters.kamiyo.feed.ImportedProtocol;
import ai.kamiyo.adapters.kamiyo.feed.ProtocolFile;
import ai.kamiyo.domain.exploit.ExploitFeed.Quarantined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Loads lists of protocols into this installation: all of them, or, on any fault, none. */
final class ProtocolImport implements Importer {
  private final ProtocolStore store;

  ProtocolImport(ProtocolStore store) {
    this.store = store;
  }

  @Override
  public long size(List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += new ProtocolFile(file).size();
    }
    return size;
  }

  /** A row that tells another chain of a protocol counts as merged. */
  @Override
  public IncidentImport.Result load(List<Path> files, LongConsumer progress) throws IOException {
    List<ImportedProtocol> protocols = new ArrayList<>();
    List<Quarantined> unreadable = new ArrayList<>();
    int rows = 0;
    long before = 0;
    for (Path path : files) {
      long start = before;
      ProtocolFile file = new ProtocolFile(path);
      ProtocolFile.Delivery delivery = file.read(bytes -> progress.accept(start + bytes));
      protocols.addAll(delivery.protocols());
      unreadable.addAll(delivery.unreadable());
      rows += delivery.rows();
      before += file.size();
    }
    ProtocolStore.Change change = store.add(protocols);
    return new IncidentImport.Result(
        rows,
        change.added(),
        rows - unreadable.size() - protocols.size(),
        change.updated(),
        change.unchanged(),
        unreadable);
  }
}
