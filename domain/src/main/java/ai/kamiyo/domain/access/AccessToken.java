package ai.kamiyo.domain.access;

import org.jspecify.annotations.Nullable;

/** A token as its holder sends it; it prints as {@value #HIDDEN}, whoever prints it. */
public final class AccessToken {
  private static final String HIDDEN = "(hidden)";

  /** More than any token of ours; what is longer need not be looked at. */
  private static final int MAX_LENGTH = 4096;

  private final String text;
  private volatile @Nullable Sha256 hash;

  public AccessToken(String text) {
    this.text = text;
  }

  /** The token itself, for the one place that needs it. */
  public String reveal() {
    return text;
  }

  /** Whether its length alone says that it is none of ours. */
  public boolean isAbsurd() {
    return text.isBlank() || text.length() > MAX_LENGTH;
  }

  public Sha256 hash() {
    Sha256 known = hash;
    if (known == null) {
      known = Sha256.of(text);
      hash = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessToken token && token.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return HIDDEN;
  }
}
