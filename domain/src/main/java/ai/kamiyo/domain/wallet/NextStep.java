package ai.kamiyo.domain.wallet;

import java.util.Optional;

/** Something a person can do now. */
public record NextStep(String text, Optional<Revocation> revocation) {
  static NextStep of(String text) {
    return new NextStep(text, Optional.empty());
  }
}
