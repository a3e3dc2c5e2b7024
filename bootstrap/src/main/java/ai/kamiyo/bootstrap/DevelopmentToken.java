package ai.kamiyo.bootstrap;

import ai.kamiyo.application.access.Authenticate;
import ai.kamiyo.application.access.Issued;
import ai.kamiyo.application.access.TokenMint;
import ai.kamiyo.bootstrap.settings.OwnersOnly;
import ai.kamiyo.domain.access.AccessToken;
import ai.kamiyo.domain.access.Caller;
import ai.kamiyo.domain.access.CustomerId;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.access.TokenRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The token of a development server: a real one, for the person at this machine, who holds
 * MCP_DEV_TIER. It is kept in KAMIYO_HOME, readable by its owner only, and made anew when it is no
 * longer good.
 */
final class DevelopmentToken {
  private static final String FILE = "development-token";
  private static final int MAX_BYTES = 4096;

  private final Path file;
  private final Authenticate authenticate;
  private final TokenMint mint;
  private final TokenRegistry registry;

  DevelopmentToken(Path home, Identity identity) {
    file = home.resolve(FILE);
    authenticate = identity.authenticate();
    mint = identity.mint();
    registry = identity.registry();
  }

  /** A good token; throws if the database or the home folder cannot be used. */
  AccessToken get(Tier tier) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        AccessToken kept = new AccessToken(Files.readString(file).strip());
        if (authenticate.caller(kept, "") instanceof Caller.Customer) {
          return kept;
        }
      }
      // For a subscription, in that it entitles to nothing by itself: the settings do.
      Issued issued = mint.forSubscription(CustomerId.LOCAL, tier, "development");
      registry.record(issued.kept());
      write(issued.token());
      return issued.token();
    } catch (IOException e) {
      throw new UncheckedIOException("the development token cannot be kept at " + file, e);
    }
  }

  private void write(AccessToken token) throws IOException {
    Path draft = Files.createTempFile(file.resolveSibling(""), FILE, ".new", OwnersOnly.file(file));
    Files.writeString(draft, token.reveal() + "\n");
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
