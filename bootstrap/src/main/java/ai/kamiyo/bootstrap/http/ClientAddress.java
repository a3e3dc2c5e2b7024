package ai.kamiyo.bootstrap.http;

import ai.kamiyo.bootstrap.settings.AddressRange;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a request comes from: what proxies say of that counts only if they are trusted. */
final class ClientAddress {
  private static final int MOST_HOPS = 32;

  private final List<AddressRange> trusted;

  ClientAddress(List<AddressRange> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** The nearest address that is no trusted proxy; an IPv6 client counts as its /64 network. */
  String of(HttpServletRequest request) {
    return of(
        request.getRemoteAddr(), values(request, "Forwarded"), values(request, "X-Forwarded-For"));
  }

  String of(String peer, List<String> forwarded, List<String> forwardedFor) {
    Optional<InetAddress> address = literal(peer);
    for (String hop : hops(forwarded, forwardedFor)) {
      if (address.filter(this::isTrusted).isEmpty()) {
        break;
      }
      Optional<InetAddress> before = literal(hop);
      if (before.isEmpty()) {
        break; // whoever wrote this hides who is behind it
      }
      address = before;
    }
    return address.map(ClientAddress::named).orElse("unknown");
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  /** What the request passed through, the nearest first. */
  private static List<String> hops(List<String> forwarded, List<String> forwardedFor) {
    List<String> hops = new ArrayList<>();
    if (forwarded.isEmpty()) {
      hops.addAll(items(forwardedFor));
    } else {
      items(forwarded).forEach(element -> hops.add(forwardedFor(element)));
    }
    Collections.reverse(hops);
    return hops.size() <= MOST_HOPS ? hops : hops.subList(0, MOST_HOPS);
  }

  private List<String> values(HttpServletRequest request, String header) {
    return trusted.isEmpty() ? List.of() : Collections.list(request.getHeaders(header));
  }

  private static List<String> items(List<String> lines) {
    List<String> items = new ArrayList<>();
    for (String line : lines) {
      for (String item : line.split(",", -1)) {
        items.add(item.strip());
      }
    }
    return items;
  }

  private static String forwardedFor(String element) {
    for (String pair : element.split(";", -1)) {
      String text = pair.strip();
      if (text.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return text.substring(4).replace("\"", "");
      }
    }
    return "";
  }

  /** The address this text is, without a port or brackets; nothing is looked up. */
  private static Optional<InetAddress> literal(String text) {
    String bare = text;
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      bare = text.substring(1, bracket);
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
      bare = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String named(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    return String.format(
        Locale.ROOT,
        "%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64",
        bytes[0],
        bytes[1],
        bytes[2],
        bytes[3],
        bytes[4],
        bytes[5],
        bytes[6],
        bytes[7]);
  }
}
