package ai.kamiyo.adapters.mcp.prompts;

import ai.kamiyo.adapters.mcp.catalog.Completer;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition.Argument;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.access.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code incident_brief}: one exploit, told on a page. */
public final class IncidentBrief {
  private static final Pattern ID = Pattern.compile("([a-z0-9-]+?)-(\\d{4}-\\d{2}-\\d{2})(-\\d+)?");

  private IncidentBrief() {}

  public static PromptDefinition definition(Completer ids) {
    return new PromptDefinition(
        "incident_brief",
        "Incident brief",
        "A one-page brief of one recorded exploit: what happened, how, what was lost, how sure it"
            + " is.",
        List.of(
            new Argument(
                "exploit",
                "Its id, or words that tell which one is meant",
                true,
                "euler-finance-2023-03-13",
                ids)),
        Tool.SEARCH_EXPLOITS.wireName(),
        IncidentBrief::text);
  }

  private static String text(Map<String, String> values) {
    String exploit = Objects.requireNonNull(values.get("exploit"), "a required argument");
    return find(exploit)
        + """

        Then write a brief of at most one page:
        - what was hit, when (UTC), and on which chains;
        - how it was done, and its root cause in one plain sentence;
        - what was lost in US dollars, as a range where sources differ, and what was recovered; \
        say so where it is unknown;
        - how well it is established (status), with the sources and transactions, linked;
        - what others who run something similar can check.
        State only what the results state. If several exploits fit, list them and ask which one is \
        meant; if none does, say that none is recorded up to data.as_of, which proves nothing.
        """
        + Wording.DATA;
  }

  private static String find(String exploit) {
    Matcher id = ID.matcher(exploit);
    ObjectNode arguments = Json.object();
    if (!id.matches()) {
      arguments.put("query", exploit).put("response_format", "detailed").put("limit", 5);
      return "Call " + Wording.call(Tool.SEARCH_EXPLOITS.wireName(), arguments) + ".";
    }
    arguments
        .put("query", id.group(1).replace('-', ' '))
        .put("since", id.group(2))
        .put("until", id.group(2))
        .put("response_format", "detailed");
    return "Read the resource kamiyo://exploits/"
        + exploit
        + ". If you cannot read resources, call "
        + Wording.call(Tool.SEARCH_EXPLOITS.wireName(), arguments)
        + " and take the exploit of that id; should it not be there, repeat the call without since"
        + " and until.";
  }
}
