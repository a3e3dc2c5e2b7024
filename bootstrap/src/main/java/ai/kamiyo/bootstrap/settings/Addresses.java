package ai.kamiyo.bootstrap.settings;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The kinds of value that are origins, hosts and network addresses. */
final class Addresses {
  /** The origin that stands for every origin. */
  static final String ANY = "*";

  static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "[::1]");

  private Addresses() {}

  static Kind<List<String>> origins() {
    return list(
        "a comma list of origins: scheme://host, with :port or :* (any port) if needed",
        "https://app.example.org,http://localhost:*",
        Addresses::origin);
  }

  static Kind<List<String>> hosts() {
    return list(
        "a comma list of host names, with :port if only that port is meant",
        "mcp.example.org,localhost:8002",
        text -> host(text.toLowerCase(Locale.ROOT), false));
  }

  static Kind<List<AddressRange>> ranges() {
    return list(
        "a comma list of addresses and ranges (address/bits)",
        "10.0.0.0/8,192.168.1.7,fd00::/8",
        Addresses::range);
  }

  static boolean loopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return LOCAL_HOSTS.contains(name) || (name.startsWith("127.") && v4(name));
  }

  private static <T> Kind<List<T>> list(String accepts, String example, Kind.Parser<T> parser) {
    return Kind.open(
        accepts,
        example,
        text -> {
          List<T> found = new ArrayList<>();
          for (String item : Kinds.items(text)) {
            found.add(parser.parse(item));
          }
          return List.copyOf(found);
        },
        found -> Kinds.joined(found, String::valueOf));
  }

  private static String origin(String text) throws Unacceptable {
    if (text.equals(ANY)) {
      return text;
    }
    String origin = text.toLowerCase(Locale.ROOT);
    int scheme = origin.indexOf("://");
    Kinds.accept(text, scheme > 0 && origin.substring(0, scheme).chars().allMatch(Addresses::word));
    host(origin.substring(scheme + 3), true);
    return origin;
  }

  static String host(String text, boolean anyPort) throws Unacceptable {
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    String name = colon < 0 ? text : text.substring(0, colon);
    boolean named = name.chars().allMatch(Addresses::word) && !name.isEmpty();
    Kinds.accept(text, named || v6InBrackets(name));
    if (colon >= 0 && !(anyPort && text.endsWith(":*"))) {
      Kinds.number(text.substring(colon + 1), 1, 65_535);
    }
    return text;
  }

  private static boolean word(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  }

  private static boolean v6InBrackets(String name) {
    return name.length() > 2
        && name.startsWith("[")
        && name.endsWith("]")
        && isLiteral(name.substring(1, name.length() - 1));
  }

  private static AddressRange range(String text) throws Unacceptable {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Kinds.accept(text, (v4(address) || address.indexOf(':') >= 0) && isLiteral(address));
    InetAddress parsed = InetAddress.ofLiteral(address);
    int all = parsed.getAddress().length * 8;
    return new AddressRange(
        parsed, slash < 0 ? all : Kinds.number(text.substring(slash + 1), 0, all));
  }

  /** Four decimal parts; the JDK alone would also take {@code 127.1}. */
  private static boolean v4(String text) {
    return text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
        && text.chars().filter(c -> c == '.').count() == 3
        && isLiteral(text);
  }

  private static boolean isLiteral(String address) {
    try {
      InetAddress.ofLiteral(address);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
