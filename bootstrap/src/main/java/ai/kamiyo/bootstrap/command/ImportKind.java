package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be imported, by the name on the command line. */
enum ImportKind {
  KAMIYO(ImportFormat.KAMIYO),
  DEFILLAMA(ImportFormat.DEFILLAMA),
  BLOCKSEC(ImportFormat.BLOCKSEC),
  PROTOCOLS();

  private final Optional<ImportFormat> incidents;

  ImportKind(ImportFormat format) {
    incidents = Optional.of(format);
  }

  ImportKind() {
    incidents = Optional.empty();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The shape of the incidents; empty if it is no incidents that are imported. */
  Optional<ImportFormat> incidents() {
    return incidents;
  }

  static Optional<ImportKind> named(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
