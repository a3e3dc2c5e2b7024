package ai.kamiyo.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.wallet.WalletAddress.Family;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletAddressTest {
  /** The test vectors of EIP-55 itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void evmAddressesAreReadInEveryCase(String address) {
    WalletAddress read = WalletAddress.parse("wallet_address", address);
    assertThat(read.family()).isEqualTo(Family.EVM);
    assertThat(read.normalized()).isEqualTo(address);
    String lower = address.toLowerCase(Locale.ROOT);
    String upper = "0x" + address.substring(2).toUpperCase(Locale.ROOT);
    assertThat(WalletAddress.parse("wallet_address", lower)).isEqualTo(read);
    assertThat(WalletAddress.parse("wallet_address", upper)).isEqualTo(read);
    assertThat(WalletAddress.parse("wallet_address", " 0X" + upper.substring(2) + "\n"))
        .isEqualTo(read);
  }

  /** From BIP 173 and BIP 350, the first block of Bitcoin, and well-known examples. */
  @ParameterizedTest
  @CsvSource({
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, BITCOIN",
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2, BITCOIN",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy, BITCOIN",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4, BITCOIN",
    "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3, BITCOIN",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0, BITCOIN",
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y, BITCOIN",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t, TRON",
    "TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL, TRON",
    "So11111111111111111111111111111111111111112, SOLANA",
    "11111111111111111111111111111111, SOLANA",
    "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA, SOLANA",
    "C1QyPYoWQiueqhtLeaG5Nhkv1LJ8oweBNCbfGJ3LprYT, SOLANA"
  })
  void otherFamiliesAreRecognised(String address, Family family) {
    assertThat(WalletAddress.parse("wallet_address", address).family()).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD|wrong checksum",
        "0xc6a2f9b1b9a4ee6c1c0a0b0e3f5fb3a11f6ab9f0a1c2d3e4f5a6b7c8d9e0f1a2|32 bytes",
        "c6a2f9b1b9a4ee6c1c0a0b0e3f5fb3a11f6ab9f0a1c2d3e4f5a6b7c8d9e0f1a2|32 bytes",
        "vitalik.eth|is a name",
        "пример.eth|is a name",
        "0xd9936EA91a461aA4B727a7e0|24 hexadecimal digits",
        "0xzz|not hexadecimal",
        "d8da6bf26964af9d7eed9e03e53415d37aa96045|lacks 0x",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb|wrong checksum",
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u|wrong checksum",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf|wrong length",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5|wrong checksum",
        "bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4|mixes upper and lower",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd|wrong checksum",
        "bc1qr508d6qejxtdg4y5r3zarvaryv98gj9p|witness program",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7|test network",
        "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn|test network",
        "LdP8Qox1VAhCzLJNqrr74YovaWYyNBUWvL|another chain",
        "cosmos1hsk6jryyqjfhp5dhc55tc9jtckygx0eph6dd02|no address of the chains",
        "%|no address",
        "DROP TABLE wallets; --|no address"
      })
  void anythingElseIsRefusedByName(String text, String problem) {
    assertThatThrownBy(() -> WalletAddress.parse("wallet_address", text))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidArgument.class))
        .satisfies(refusal -> {
          assertThat(refusal.argument()).isEqualTo("wallet_address");
          assertThat(refusal.problem()).contains(problem).doesNotContain(text);
          assertThat(WalletAddress.of(refusal.example())).isPresent();
        });
    assertThat(WalletAddress.of(text)).isEmpty();
  }

  @Test
  void emptyAndEndlessTextsAreRefused() {
    assertThatThrownBy(() -> WalletAddress.parse("a", "  ")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> WalletAddress.parse("a", "0x")).hasMessageContaining("hexadecimal");
    assertThatThrownBy(() -> WalletAddress.parse("a", "1".repeat(3_000)))
        .hasMessageContaining("3000 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
        "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617",
        "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
        "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNN"
            + "U3TGtRBeJgk33yuGBxrMPHi",
        "legal winner thank year wave sausage worth useful legal winner thank yellow"
      })
  void whatMayBeASecretIsRefusedAndNeverRepeated(String secret) {
    assertThatThrownBy(() -> WalletAddress.parse("wallet_address", secret))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidArgument.class))
        .satisfies(refusal ->
            assertThat(refusal.problem())
                .contains("Never give a private key")
                .contains("nor logged")
                .doesNotContain(secret));
  }

  @Test
  void everyChangedCharacterOfAChecksummedAddressIsNoticed() {
    String address = "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy";
    for (int i = 1; i < address.length(); i++) {
      char other = address.charAt(i) == '2' ? '3' : '2';
      String changed = address.substring(0, i) + other + address.substring(i + 1);
      assertThat(WalletAddress.of(changed)).as(changed).isEmpty();
    }
  }
}
