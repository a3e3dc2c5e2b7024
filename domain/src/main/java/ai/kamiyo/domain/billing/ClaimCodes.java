package ai.kamiyo.domain.billing;

import ai.kamiyo.domain.access.Sha256;
import java.util.Optional;

/**
 * Makes the codes that links to claims carry: always the same for one claim, so that a link can be
 * sent again, and not to be guessed. Thread-safe; blocks on nothing but its key, read once.
 */
public interface ClaimCodes {
  /** The code of a new claim. */
  String of(String claim);

  /** The code of a claim of which this was kept; empty if the key that made it is gone. */
  Optional<String> again(String claim, Sha256 kept);
}
