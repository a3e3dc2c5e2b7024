package ai.kamiyo.adapters.kamiyo.wallet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files of listed addresses that can be imported. */
public enum ListingFormat {
  /** One exploited approval a file, as Revoke.cash publishes them. */
  REVOKE,
  /** Incidents with the addresses that took part. */
  ADDRESSES,
  /** One sanctioned address a line. */
  OFAC;

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ListingFormat> named(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }
}
