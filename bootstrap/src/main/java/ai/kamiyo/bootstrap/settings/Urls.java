package ai.kamiyo.bootstrap.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The kinds of value that are URLs. A wrong one is never repeated: it may hold a credential. */
final class Urls {
  private static final List<String> HTTP = List.of("http", "https");

  private Urls() {}

  static Kind<Url> http(String example) {
    return url("an http or https URL", example, url -> true);
  }

  /** For what carries secrets over the network. */
  static Kind<Url> httpsOrLoopback(String example) {
    return url(
        "an https URL (http only for this machine itself)",
        example,
        url -> url.https() || url.loopback());
  }

  static Kind<Url> redis() {
    return Kind.masked(
        "redis:// or rediss://, with user:password@ if needed, host, port and database",
        "redis://localhost:6379/0",
        text -> parse(text, List.of("redis", "rediss"), true),
        Url::toString);
  }

  /** {@code chainId=url,…}; the path, in which providers put their keys, is not shown. */
  static Kind<Map<Long, Url>> byChain() {
    return byKey(
        "chainId=url,… with EIP-155 chain ids",
        "1=https://eth.example.org,8453=https://base.example.org",
        id -> (long) Kinds.number(id, 1, Integer.MAX_VALUE),
        String::valueOf,
        false);
  }

  static Kind<Map<String, Url>> byName(String accepts, String example, List<String> names) {
    return byKey(
        accepts, example, name -> Kinds.accept(name, names.contains(name)), name -> name, true);
  }

  private static Kind<Url> url(String accepts, String example, Predicate<Url> accepted) {
    return Kind.masked(
        accepts,
        example,
        text -> {
          Url url = parse(text, HTTP, true);
          Kinds.accept(text, accepted.test(url));
          return url;
        },
        Url::toString);
  }

  private static <K> Kind<Map<K, Url>> byKey(
      String accepts,
      String example,
      Kind.Parser<K> key,
      Function<K, String> label,
      boolean pathShown) {
    return Kind.masked(
        accepts,
        example,
        text -> {
          Map<K, Url> urls = new LinkedHashMap<>();
          for (String item : Kinds.items(text)) {
            int equals = item.indexOf('=');
            Kinds.accept(item, equals > 0);
            K k = key.parse(item.substring(0, equals).strip());
            Url url = parse(item.substring(equals + 1).strip(), HTTP, pathShown);
            Kinds.accept(item, urls.put(k, url) == null);
          }
          return Collections.unmodifiableMap(urls);
        },
        urls ->
            Kinds.joined(
                List.copyOf(urls.entrySet()), e -> label.apply(e.getKey()) + "=" + e.getValue()));
  }

  static Url parse(String text, List<String> schemes, boolean pathShown) throws Unacceptable {
    try {
      URI uri = new URI(text.endsWith("/") ? withoutTrailingSlashes(text) : text);
      boolean whole =
          uri.getScheme() != null
              && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
              && uri.getHost() != null
              && uri.getPort() <= 65_535
              && uri.getRawFragment() == null;
      Kinds.accept(text, whole);
      return new Url(uri, pathShown);
    } catch (URISyntaxException e) {
      throw new Unacceptable(text);
    }
  }

  private static String withoutTrailingSlashes(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }
}
