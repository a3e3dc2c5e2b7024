package ai.kamiyo.adapters.mcp.prompts;

import ai.kamiyo.adapters.mcp.catalog.Completer;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition.Argument;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code protocol_due_diligence}: what is on record about a protocol before relying on it. */
public final class ProtocolDueDiligence {
  private static final String TOOL = "assess_protocol_risk";

  private ProtocolDueDiligence() {}

  public static PromptDefinition definition(Completer protocols, Completer chains) {
    return new PromptDefinition(
        "protocol_due_diligence",
        "Protocol due diligence",
        "What is on record about a protocol, and what is not, before relying on it.",
        List.of(
            new Argument("protocol", "Its name", true, "Curve Finance", protocols),
            new Argument("chain", "The chain it would be used on", false, "Ethereum", chains)),
        TOOL,
        ProtocolDueDiligence::text);
  }

  private static String text(Map<String, String> values) {
    String protocol = Objects.requireNonNull(values.get("protocol"), "a required argument");
    ObjectNode assess = Json.object().put("protocol", protocol);
    Optional.ofNullable(values.get("chain")).ifPresent(chain -> assess.put("chain", chain));
    ObjectNode search = Json.object().put("protocol", protocol).put("response_format", "detailed");
    return "Call "
        + Wording.call(TOOL, assess)
        + " and "
        + Wording.call(Tool.SEARCH_EXPLOITS.wireName(), search)
        + "."
        + """

        Then write a due diligence note of at most two pages:
        - which protocol was matched, how, and how much of it is covered; if candidates are \
        offered instead, list them and ask which one is meant;
        - the recorded exploits, newest first: date, chain, loss, root cause, status, and whether \
        a root cause repeats;
        - the assessment as given: level, score, statement, contributions where they are shown; \
        never a score of your own;
        - what the data do not know: audits, code, governance, anything after data.as_of;
        - what a person should check next.
        No recorded exploit is not evidence of safety, and "unknown" is not "low": say so where it \
        applies. This is not investment advice.
        """
        + Wording.DATA;
  }
}
