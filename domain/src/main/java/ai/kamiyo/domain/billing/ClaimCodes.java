package ai.kamiyo.domain.billing;

/**
 * Makes the codes that links to claims carry: always the same for one claim, so that a link can be
 * sent again, and not to be guessed. Thread-safe; blocks on nothing but its key, read once.
 */
@FunctionalInterface
public interface ClaimCodes {
  String of(String claim);
}
