package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.wallet.Listing;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files of listed addresses that can be imported. */
public enum ListingFormat {
  /** One exploited approval a file, as Revoke.cash publishes them. */
  REVOKE("Revoke.cash approval exploits"),
  /** Incidents with the addresses that took part. */
  ADDRESSES("incident addresses"),
  /** One sanctioned address a line. */
  OFAC("OFAC sanctions");

  private final String source;

  ListingFormat(String source) {
    this.source = source;
  }

  /** Who lists what is read in this format. */
  String source() {
    return source;
  }

  /** Whether a list that is read again says this: then what is said newest holds. */
  static boolean isReadAgain(Listing entry) {
    return entry.kind() == Listing.Kind.SANCTIONED // the bundled ones too
        || entry.source().startsWith(REVOKE.source);
  }

  /** Whether it comes from a file about one exploit, which says nothing of any other. */
  static boolean isByExploit(Listing entry) {
    return entry.source().startsWith(REVOKE.source) && !entry.source().equals(REVOKE.source);
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ListingFormat> named(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }
}
