package ai.kamiyo.adapters.mcp.prompts;

import ai.kamiyo.adapters.mcp.catalog.Completer;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition.Argument;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code wallet_checkup}: what a wallet has had to do with known exploits, and what to do now. */
public final class WalletCheckup {
  private static final String TOOL = "check_wallet_interactions";

  private WalletCheckup() {}

  public static PromptDefinition definition(Completer chains) {
    return new PromptDefinition(
        "wallet_checkup",
        "Wallet check-up",
        "Whether a wallet is listed or exposed to known exploits, and what its owner can do.",
        List.of(
            new Argument(
                "address",
                "A public address; never a private key or seed phrase",
                true,
                "0x00000000219ab540356cBB839Cbe05303d7705Fa",
                Completer.NONE),
            new Argument("chain", "Look for evidence on this chain only", false, "Base", chains)),
        TOOL,
        WalletCheckup::text);
  }

  private static String text(Map<String, String> values) {
    String address = Objects.requireNonNull(values.get("address"), "a required argument");
    ObjectNode arguments = Json.object().put("wallet_address", address);
    Optional.ofNullable(values.get("chain"))
        .ifPresent(chain -> arguments.putArray("chains").add(chain));
    return "Call "
        + Wording.call(TOOL, arguments)
        + "."
        + """

        Then tell the wallet's owner, in plain words:
        - the verdict and the statement, as given;
        - each listing with its kind, source and date; a received transfer is not guilt;
        - each live approval to an exploited spender: token, spender, chain, and how to revoke it, \
        from next_steps;
        - what was not looked at (coverage) and which setting would complete it.
        "No match" and "unknown" are not "safe": say so where it applies. Never ask for a private \
        key or a seed phrase, and warn of anyone who does.
        """
        + Wording.DATA;
  }
}
