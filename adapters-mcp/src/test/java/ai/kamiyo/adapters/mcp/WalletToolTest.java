package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Tier;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.wallet.AddressListings;
import ai.kamiyo.domain.wallet.Approval;
import ai.kamiyo.domain.wallet.ChainEvidence;
import ai.kamiyo.domain.wallet.ContractCall;
import ai.kamiyo.domain.wallet.Event;
import ai.kamiyo.domain.wallet.ListDate;
import ai.kamiyo.domain.wallet.Listing;
import ai.kamiyo.domain.wallet.Listing.Kind;
import ai.kamiyo.domain.wallet.Transfer;
import ai.kamiyo.domain.wallet.WalletAddress;
import ai.kamiyo.domain.wallet.WalletQuery;
import ai.kamiyo.domain.wallet.WalletScreening;
import ai.kamiyo.domain.wallet.Wallets;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WalletToolTest {
  private static final String TOOL = "check_wallet_interactions";
  private static final WalletAddress.Evm SPENDER = Wallets.evm(9);

  private final World world = new World();
  private final Client client = new Client(world);

  private JsonNode answer(String arguments) {
    JsonNode result = client.result(TOOL, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
    return result.path("structuredContent");
  }

  private JsonNode refusal(String arguments) {
    JsonNode result = client.result(TOOL, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
    return Json.parse(result.at("/content/0/text").stringValue()).orElseThrow().path("error");
  }

  private static String wallet(String address, String more) {
    return "{\"wallet_address\":\"" + address + "\"" + more + "}";
  }

  @Test
  void withoutEvidenceItSaysWhatWouldBringIt() {
    JsonNode answer = answer(wallet(Wallets.WALLET.key(), ""));
    assertThat(answer.path("verdict").asString()).isEqualTo("unknown");
    assertThat(answer.at("/wallet/kind").asString()).isEqualTo("evm");
    assertThat(answer.at("/wallet/normalized").asString()).isEqualTo(Wallets.WALLET.normalized());
    assertThat(answer.at("/coverage/complete").asBoolean()).isFalse();
    assertThat(answer.at("/coverage/missing").asString()).contains("WALLET_EVIDENCE");
    assertThat(world.walletQueries.getFirst().lookbackDays()).isEqualTo(365);
    assertThat(world.uses).hasSize(1);
  }

  @Test
  void aChainThatIsNamedTwiceIsReadOnce() {
    answer(wallet(Wallets.WALLET.key(), ",\"chains\":[\"Ethereum\",\"1\",\"BSC\"]"));
    assertThat(world.walletQueries.getFirst().chains())
        .containsExactly(Wallets.ETHEREUM, Wallets.BSC);
  }

  @Test
  void everythingThatWasFoundIsToldAndFitsTheSchema() {
    world.wallet = this::everything;
    JsonNode answer = answer(wallet(Wallets.WALLET.key(), ""));
    assertThat(answer.path("verdict").asString()).isEqualTo("exposed");
    JsonNode approval = answer.at("/approvals/0");
    assertThat(approval.path("allowance").asString()).isEqualTo("unlimited");
    assertThat(approval.path("state").asString()).isEqualTo("live");
    assertThat(approval.path("listed_as").asString()).isEqualTo("exploited_spender");
    assertThat(answer.at("/next_steps/0/call_data").asString()).startsWith("0x095ea7b3");
    assertThat(answer.at("/next_steps/0/chain").asString()).isEqualTo("Ethereum");
    assertThat(answer.at("/calls/0/when").asString()).isEqualTo("after_incident");
    assertThat(answer.at("/transfers/0/direction").asString()).isEqualTo("received");
    assertThat(answer.at("/coverage/complete").asBoolean()).isTrue();
    JsonNode schema = world.adapter().catalog().tools().named(TOOL).orElseThrow().outputSchema();
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(answer))
        .isEmpty();
  }

  private ai.kamiyo.domain.wallet.WalletReport everything(WalletQuery query) {
    AddressListings lists =
        Wallets.lists(
            Wallets.listing(SPENDER, Kind.EXPLOITED_SPENDER, Optional.of(Wallets.ETHEREUM)),
            Wallets.listing(Wallets.evm(8), Kind.ATTACKER, Optional.empty()));
    Event event =
        new Event("0x" + "c".repeat(64), 5, Optional.of(Instant.parse("2025-01-01T10:00:00.5Z")));
    Approval live =
        Wallets.approval(SPENDER, Wallets.ETHEREUM, Approval.State.LIVE)
            .now(
                Approval.State.LIVE,
                Optional.of(java.math.BigInteger.TWO.pow(256).subtract(java.math.BigInteger.ONE)));
    ChainEvidence evidence =
        new ChainEvidence(
            Wallets.read(Wallets.ETHEREUM),
            List.of(live),
            List.of(
                new Transfer(
                    Wallets.ETHEREUM,
                    Wallets.evm(8),
                    Transfer.Direction.RECEIVED,
                    Optional.empty(),
                    event)),
            List.of(new ContractCall(Wallets.ETHEREUM, SPENDER, event)));
    return new WalletScreening(lists).report(query.address(), List.of(evidence), Optional.empty());
  }

  @Test
  void theAddressIsToldAsItWasAskedForAndAsItIsWritten() {
    String asked = "0X7E57" + "0".repeat(35) + "F";
    JsonNode answer = answer(wallet(asked, ""));
    assertThat(answer.at("/wallet/address").asString()).isEqualTo(asked);
    assertThat(answer.at("/wallet/normalized").asString()).isEqualTo(Wallets.evm(15).normalized());
  }

  @Test
  void aListingWithoutADateHasNoneAndACallOfItIsNeitherBeforeNorAfter() {
    LocalDate day = LocalDate.of(2026, 11, 26);
    Listing sanctioned =
        new Listing(
            SPENDER,
            Kind.SANCTIONED,
            "on the list",
            Optional.empty(),
            Optional.empty(),
            "OFAC sanctions",
            Optional.empty(),
            Optional.of(new Listing.Seen(day, day)),
            Listing.Status.LISTED);
    Event event = new Event("0x" + "c".repeat(64), 5, Optional.of(Instant.EPOCH));
    world.wallet =
        query ->
            new WalletScreening(Wallets.lists(sanctioned))
                .report(
                    query.address(),
                    List.of(
                        new ChainEvidence(
                            Wallets.read(Wallets.ETHEREUM),
                            List.of(),
                            List.of(),
                            List.of(new ContractCall(Wallets.ETHEREUM, SPENDER, event)))),
                    Optional.empty());
    JsonNode itself = answer(wallet(SPENDER.key(), ""));
    assertThat(itself.at("/listings/0/list_date").isNull()).isTrue();
    assertThat(itself.at("/listings/0/first_seen").asString()).isEqualTo("2026-11-26");
    JsonNode caller = answer(wallet(Wallets.WALLET.key(), ""));
    assertThat(caller.path("calls").size()).isEqualTo(1);
    assertThat(caller.at("/calls/0").has("when")).isFalse();
  }

  @Test
  void anApprovalToAMendedContractSaysSo() {
    Listing mended =
        Wallets.listing(SPENDER, Kind.EXPLOITED_SPENDER, Optional.of(Wallets.ETHEREUM))
            .as(Listing.Status.FIXED);
    world.wallet =
        query ->
            new WalletScreening(Wallets.lists(mended))
                .report(
                    query.address(),
                    List.of(
                        Wallets.evidence(
                            Wallets.ETHEREUM,
                            Wallets.approval(SPENDER, Wallets.ETHEREUM, Approval.State.LIVE))),
                    Optional.empty());
    JsonNode answer = answer(wallet(Wallets.WALLET.key(), ""));
    assertThat(answer.path("verdict").asString()).isEqualTo("previously_exposed");
    assertThat(answer.at("/approvals/0/state").asString()).isEqualTo("live");
    assertThat(answer.at("/approvals/0/listing_status").asString()).isEqualTo("fixed");
    assertThat(answer.at("/next_steps/0/call_data").asString()).startsWith("0x095ea7b3");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "2024-07-16,2024-07-15T23:59:59Z,before_incident",
        "2024-07-16,2024-07-16T12:00:00Z,about_then",
        "2024-07-16,2024-07-17T00:00:00Z,after_incident",
        "2024-07,2024-06-30T23:59:59Z,before_incident",
        "2024-07,2024-07-31T23:59:59Z,about_then",
        "2024-07,2024-08-01T00:00:00Z,after_incident",
        "none,2024-07-15T00:00:00Z,unknown",
        "2024-07-16,none,unknown"
      })
  void aCallIsToldAsBeforeOrAfterTheIncident(
      @Nullable String listed, @Nullable String called, String when) {
    Listing victim =
        new Listing(
            SPENDER,
            Kind.VICTIM_CONTRACT,
            "Victim",
            Optional.empty(),
            Optional.of(Wallets.ETHEREUM),
            "https://example.org",
            Optional.ofNullable(listed).flatMap(ListDate::of),
            Listing.Status.LISTED);
    Event event =
        new Event("0x" + "c".repeat(64), 5, Optional.ofNullable(called).map(Instant::parse));
    world.wallet =
        query ->
            new WalletScreening(Wallets.lists(victim))
                .report(
                    query.address(),
                    List.of(
                        new ChainEvidence(
                            Wallets.read(Wallets.ETHEREUM),
                            List.of(),
                            List.of(),
                            List.of(new ContractCall(Wallets.ETHEREUM, SPENDER, event)))),
                    Optional.empty());
    JsonNode answer = answer(wallet(Wallets.WALLET.key(), ""));
    assertThat(answer.at("/calls/0/when").asString()).isEqualTo(when);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|wallet_address|is required",
        "{\"wallet_address\":null}|wallet_address|is required",
        "{\"wallet_address\":\"\"}|wallet_address|is empty",
        "{\"wallet_address\":\"%\"}|wallet_address|no address",
        "{\"wallet_address\":5}|wallet_address|must be a string",
        "{\"wallet_address\":\"vitalik.eth\"}|wallet_address|is a name",
        "{\"wallet_address\":\"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD\"}|wallet_address|EIP-55",
        "{\"wallet_address\":\"1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf\"}|wallet_address|wrong length",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"chains\":[\"Atlantis\"]}"
            + "|chains|names no chain",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"chains\":\"Ethereum\"}"
            + "|chains|must be a list",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"chains\":[{}]}"
            + "|chains|must hold strings",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"chains\":[\"bitcoin\"]}"
            + "|chains|only hold EVM chains",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"lookback_days\":0}"
            + "|lookback_days|must be 1..3650",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"lookback_days\":3651}"
            + "|lookback_days|must be 1..3650",
        "{\"wallet_address\":\"0x7e57000000000000000000000000000000000001\",\"key\":1}"
            + "|key|is not an argument"
      })
  void badArgumentsAreRefusedByNameBeforeTheGate(
      String arguments, String argument, String problem) {
    JsonNode error = refusal(arguments);
    assertThat(error.path("code").asString()).isEqualTo("invalid_argument");
    assertThat(error.path("argument").asString()).isEqualTo(argument);
    assertThat(error.path("problem").asString()).contains(problem);
    assertThat(error.path("example").asString()).isNotBlank();
    assertThat(world.uses).isEmpty();
    assertThat(world.walletQueries).isEmpty();
  }

  @Test
  void aLongTextIsRefusedAndNotRepeated() {
    JsonNode error = refusal(wallet("7".repeat(3_000), ""));
    assertThat(error.path("problem").asString()).contains("3000 characters");
  }

  @Test
  void whatMayBeAPrivateKeyIsRefusedAndNotRepeated() {
    String key = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";
    JsonNode error = refusal(wallet(key, ""));
    assertThat(error.path("code").asString()).isEqualTo("invalid_argument");
    assertThat(error.toString()).contains("Never give a private key").doesNotContain(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Ethereum\"", "\"eth\"", "1", "\"1\"", "\"eip155:1\""})
  void chainsAreKnownByEveryName(String chain) {
    answer(wallet(Wallets.WALLET.key(), ",\"chains\":[" + chain + "]"));
    assertThat(world.walletQueries.getFirst().chains())
        .extracting(Chain::name)
        .containsExactly("Ethereum");
  }

  @Test
  void aChainOfAnOwnNodeIsKnownByItsNumber() {
    answer(wallet(Wallets.WALLET.key(), ",\"chains\":[31337,\"eip155:31337\"]"));
    assertThat(world.walletQueries.getFirst().chains())
        .extracting(Chain::eip155)
        .as("both are the one chain")
        .containsExactly(Optional.of(31_337L));
  }

  @Test
  void itNeedsTheTierTeam() {
    world.entitlement = World.entitled(Tier.PERSONAL);
    JsonNode error = refusal(wallet(Wallets.WALLET.key(), ""));
    assertThat(error.path("code").asString()).isEqualTo("tier_required");
    assertThat(error.path("required_tier").asString()).isEqualTo("team");
  }

  @Test
  void switchedOffItIsNotListedAndRefusesWhoeverCalls() {
    world.settings =
        new McpSettings(
            "kamiyo-security", "0.1.0", "", "development", "https://u", "https://s", false);
    JsonNode tools =
        client.pipe(Client.request(1, "tools/list", "{}")).getFirst().at("/result/tools");
    // The client holds an adapter made before; a new one speaks for the changed settings.
    Client now = new Client(world);
    JsonNode listed = now.pipe(Client.request(1, "tools/list", "{}")).getFirst();
    assertThat(tools.toString()).contains(TOOL);
    assertThat(listed.toString()).doesNotContain(TOOL);
    JsonNode result = now.result(TOOL, wallet(Wallets.WALLET.key(), ""));
    JsonNode error =
        Json.parse(result.at("/content/0/text").stringValue()).orElseThrow().path("error");
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(error.path("code").asString()).isEqualTo("feature_disabled");
    assertThat(error.path("status").asInt()).isEqualTo(501);
    assertThat(error.path("feature").asString()).isEqualTo("wallet monitoring");
    assertThat(world.uses).isEmpty();
  }

  @Test
  void hostileLabelsAreCleanedAndLongListsCut() {
    Listing hostile =
        new Listing(
            Wallets.WALLET,
            Kind.ATTACKER,
            "ignore\u001b[31m all " + "x".repeat(400),
            Optional.empty(),
            Optional.empty(),
            "y".repeat(1_000),
            Optional.empty(),
            Listing.Status.LISTED);
    Listing[] many = java.util.Collections.nCopies(40, hostile).toArray(Listing[]::new);
    world.wallet =
        query ->
            new WalletScreening(Wallets.lists(many))
                .report(query.address(), List.of(), Optional.of("set WALLET_EVIDENCE"));
    JsonNode answer = answer(wallet(Wallets.WALLET.key(), ""));
    assertThat(answer.path("listings").size()).isEqualTo(12);
    assertThat(answer.path("more_listings").asInt()).isEqualTo(28);
    assertThat(answer.toString()).doesNotContain("\u001b");
    assertThat(answer.at("/listings/0/label").asString()).hasSizeLessThanOrEqualTo(80);
    assertThat(answer.path("statement").asString()).hasSizeLessThanOrEqualTo(1_500);
  }

  @Test
  void theDefinitionIsSmall() {
    var encoding =
        com.knuddels.jtokkit.Encodings.newDefaultEncodingRegistry()
            .getEncoding(com.knuddels.jtokkit.api.EncodingType.O200K_BASE);
    var tool = world.adapter().catalog().tools().named(TOOL).orElseThrow();
    String input = tool.name() + "\n" + tool.description() + "\n" + Json.write(tool.inputSchema());
    assertThat(encoding.countTokensOrdinary(input)).isLessThanOrEqualTo(350);
    assertThat(encoding.countTokensOrdinary(Json.write(tool.outputSchema())))
        .isLessThanOrEqualTo(350);
  }
}
