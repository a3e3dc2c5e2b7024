package ai.kamiyo.adapters.persistence.redis;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** With what an address says that one logs in: a password, and perhaps a user. */
record Login(Optional<String> user, Optional<String> password) {
  static Login of(URI address) {
    String text = address.getUserInfo() == null ? "" : address.getUserInfo();
    int colon = text.indexOf(':');
    return new Login(
        colon > 0 ? Optional.of(text.substring(0, colon)) : Optional.empty(),
        colon >= 0 ? Optional.of(text.substring(colon + 1)) : Optional.empty());
  }

  /** What Redis is told first; empty if it asks for nothing. */
  List<String> command() {
    return password
        .map(secret -> Stream.of(Stream.of("AUTH"), user.stream(), Stream.of(secret)))
        .map(words -> words.flatMap(word -> word).toList())
        .orElse(List.of());
  }

  @Override
  public String toString() {
    return "Login[hidden]";
  }
}
