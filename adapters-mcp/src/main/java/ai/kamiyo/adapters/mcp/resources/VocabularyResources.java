package ai.kamiyo.adapters.mcp.resources;

import ai.kamiyo.adapters.mcp.catalog.Label;
import ai.kamiyo.adapters.mcp.catalog.ResourceDefinition;
import ai.kamiyo.adapters.mcp.catalog.ResourceReading;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.RootCause;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The closed lists of words that tools take and answer with: chains and root causes. */
public final class VocabularyResources {
  private static final String JSON = "application/json";
  private static final BigDecimal PRIORITY = new BigDecimal("0.4");

  private VocabularyResources() {}

  public static ResourceDefinition chains() {
    ObjectNode out = Json.object();
    ArrayNode chains = out.putArray("chains");
    Chains.all().forEach(chain -> chains.add(describe(chain)));
    return fixed(
        "kamiyo://chains",
        "chains",
        "Chains",
        "The chains known here: common name, CAIP-2 and EIP-155 id, and the aliases that are"
            + " understood too. Sources may name others.",
        out);
  }

  private static ObjectNode describe(Chain chain) {
    ObjectNode out = Json.object().put("name", chain.name());
    chain.caip2().ifPresent(id -> out.put("caip2", id));
    chain.eip155().ifPresent(id -> out.put("eip155", id));
    ArrayNode aliases = out.putArray("aliases");
    Chains.aliases(chain).forEach(aliases::add);
    return out;
  }

  public static ResourceDefinition rootCauses() {
    ObjectNode out = Json.object();
    ArrayNode causes = out.putArray("root_causes");
    for (RootCause cause : RootCause.values()) {
      causes.addObject().put("id", cause.label()).put("meaning", cause.meaning());
    }
    return fixed(
        "kamiyo://root-causes",
        "root-causes",
        "Root causes",
        "The closed list of root causes, each with what it means; the sources' own words stay"
            + " beside it as technique.",
        out);
  }

  private static ResourceDefinition fixed(
      String uri, String name, String title, String description, ObjectNode body) {
    ResourceReading.Content content = new ResourceReading.Content(Json.write(body));
    return new ResourceDefinition(
        uri,
        new Label(name, title, description, JSON, PRIORITY, Label.Readers.EVERYBODY),
        OptionalLong.of(content.text().getBytes(StandardCharsets.UTF_8).length),
        caller -> content);
  }
}
