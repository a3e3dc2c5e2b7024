package ai.kamiyo.bootstrap.settings;

import ai.kamiyo.bootstrap.settings.Database.Embedded;
import ai.kamiyo.bootstrap.settings.Database.PostgreSql;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Reads {@code DATABASE_URL} in the spellings of libpq, JDBC and SQLite. */
final class DatabaseUrls {
  static final Kind<Database> KIND =
      Kind.masked(
          "sqlite:FILE, postgresql://user:password@host:port/name or jdbc:postgresql://host/name",
          "postgresql://kamiyo:password@localhost:5432/kamiyo",
          DatabaseUrls::parse,
          Database::toString);

  private DatabaseUrls() {}

  private static Database parse(String text) throws Unacceptable {
    String url = startsWith(text, "jdbc:") ? text.substring("jdbc:".length()) : text;
    if (startsWith(url, "sqlite:")) {
      return embedded(url.substring("sqlite:".length()));
    }
    boolean postgreSql = startsWith(url, "postgresql://") || startsWith(url, "postgres://");
    Kinds.accept(text, postgreSql);
    return postgreSql(url.substring(url.indexOf("//") + 2));
  }

  private static boolean startsWith(String text, String scheme) {
    return text.toLowerCase(Locale.ROOT).startsWith(scheme);
  }

  private static Embedded embedded(String rest) throws Unacceptable {
    String file = rest.startsWith("//") ? rest.substring(2) : rest;
    Kinds.accept(rest, !file.isEmpty() && !file.startsWith(":")); // ":memory:" is not shared
    try {
      return new Embedded(Path.of(file));
    } catch (InvalidPathException e) {
      throw new Unacceptable(rest);
    }
  }

  private static PostgreSql postgreSql(String rest) throws Unacceptable {
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    int slash = place.lastIndexOf('/');
    Kinds.accept(rest, slash >= 0 && slash < place.length() - 1);
    String authority = place.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? "" : authority.substring(0, at);
    String hosts = authority.substring(at + 1);
    for (String host : Kinds.items(hosts)) {
      Addresses.host(host.toLowerCase(Locale.ROOT), false);
    }
    int colon = login.indexOf(':');
    String user = literal(colon < 0 ? login : login.substring(0, colon));
    String password = colon < 0 ? "" : literal(login.substring(colon + 1));
    StringJoiner others = new StringJoiner("&");
    for (String option : options(question < 0 ? "" : rest.substring(question + 1))) {
      if (option.startsWith("user=")) {
        user = decoded(option.substring("user=".length()));
      } else if (option.startsWith("password=")) {
        password = decoded(option.substring("password=".length()));
      } else {
        others.add(option);
      }
    }
    return new PostgreSql(
        hosts,
        place.substring(slash + 1),
        Optional.of(user).filter(u -> !u.isEmpty()),
        Optional.of(password).filter(p -> !p.isEmpty()).map(Secret::new),
        others.toString());
  }

  private static Iterable<String> options(String query) {
    return Arrays.stream(query.split("&", -1)).filter(o -> !o.isEmpty()).toList();
  }

  /** A plus sign in the user part is a plus sign. */
  private static String literal(String text) throws Unacceptable {
    return decoded(text.replace("+", "%2B"));
  }

  private static String decoded(String text) throws Unacceptable {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Unacceptable(text);
    }
  }
}
