package ai.kamiyo.adapters.kamiyo.feed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files that can be imported, by the shape of their rows. */
public enum ImportFormat {
  KAMIYO,
  DEFILLAMA,
  BLOCKSEC;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ImportFormat> named(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  RowShape shape() {
    return switch (this) {
      case KAMIYO -> new KamiyoShape();
      case DEFILLAMA -> new DefiLlamaShape();
      case BLOCKSEC -> new BlockSecShape();
    };
  }
}
