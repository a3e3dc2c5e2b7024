package ai.kamiyo.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.bootstrap.settings.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a request comes from, whatever it claims. */
class ClientAddressTest {
  private static final ClientAddress BEHIND_A_PROXY =
      new ClientAddress(
          List.of(
              new AddressRange(InetAddress.ofLiteral("10.0.0.0"), 8),
              new AddressRange(InetAddress.ofLiteral("::1"), 128)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 | 198.51.100.1 | 192.0.2.7", // nobody we trust says so
        "10.0.0.1 | | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1 | 198.51.100.1",
        "10.0.0.1 | 203.0.113.9, 198.51.100.1 | 198.51.100.1", // the client wrote the first
        "10.0.0.1 | 198.51.100.1, 10.1.2.3 | 198.51.100.1",
        "10.0.0.1 | 198.51.100.1, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
        "10.0.0.1 | 198.51.100.1:4711 | 198.51.100.1",
        "10.0.0.1 | not-an-address | 10.0.0.1",
        "10.0.0.1 | 198.51.100.1, localhost | 10.0.0.1",
        "::1 | 2001:db8:1:2:3::4 | 2001:0db8:0001:0002::/64",
        "::1 | [2001:db8:1:2::9]:443 | 2001:0db8:0001:0002::/64",
      })
  void proxiesAreBelievedIfTheyAreTrusted(String peer, String forwarded, String client) {
    assertThat(BEHIND_A_PROXY.of(peer, List.of(), Optional.ofNullable(forwarded).stream().toList()))
        .isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=198.51.100.1;proto=https | 198.51.100.1",
        "For=\"[2001:db8:1:2::9]:443\";by=10.0.0.1 | 2001:0db8:0001:0002::/64",
        "for=203.0.113.9, for=198.51.100.1 | 198.51.100.1",
        "for=_hidden | 10.0.0.1",
        "proto=https | 10.0.0.1",
      })
  void theStandardHeaderWins(String forwarded, String client) {
    assertThat(BEHIND_A_PROXY.of("10.0.0.1", List.of(forwarded), List.of("192.0.2.66")))
        .isEqualTo(client);
  }
}
