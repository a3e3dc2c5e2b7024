package ai.kamiyo.domain.access;

import java.util.Optional;

/**
 * What another instance needs to go on with a session.
 *
 * @param revision the protocol's revision that was agreed on, by its name
 * @param client the client program's name for itself, short and clean; empty if it gave none
 * @param owner whose it is; empty as long as no customer has used it
 */
public record SharedSession(String revision, String client, Optional<CustomerId> owner) {
  private static final int MAX_REVISION = 40;
  private static final int MAX_CLIENT = 100;

  public SharedSession {
    if (revision.isBlank() || !fits(revision, MAX_REVISION) || !fits(client, MAX_CLIENT)) {
      throw new IllegalArgumentException("a revision has a name, and names are short lines");
    }
  }

  private static boolean fits(String text, int max) {
    return text.length() <= max && text.chars().noneMatch(Character::isISOControl);
  }
}
