package ai.kamiyo.adapters.kamiyo.wallet;

import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.WalletAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The well-established entries that ship inside this program, and well-known innocent addresses.
 */
final class BundledListings {
  private BundledListings() {}

  static List<Listing> entries() {
    JsonMapper mapper = JsonMapper.shared();
    return lines(
        "listings.jsonl",
        lines -> lines.map(line -> ListingLine.read(mapper.readTree(line)).orElseThrow()).toList());
  }

  /**
   * Tokens, routers, exchanges and the like that everybody deals with: a list that names one of
   * them as a thief or a victim says nothing about who deals with it.
   */
  static Set<WalletAddress> ordinary() {
    return lines(
        "ordinary.txt",
        lines ->
            lines
                .map(line -> WalletAddress.parse("ordinary", line.substring(0, line.indexOf(' '))))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private static <T> T lines(String resource, Function<Stream<String>, T> reader) {
    try (InputStream in =
            Objects.requireNonNull(BundledListings.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.apply(lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled " + resource + " cannot be read", e);
    }
  }
}
