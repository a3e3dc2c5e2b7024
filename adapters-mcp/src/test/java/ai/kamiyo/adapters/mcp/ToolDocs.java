package ai.kamiyo.adapters.mcp;

import ai.kamiyo.adapters.mcp.catalog.RefusalCode;
import ai.kamiyo.adapters.mcp.catalog.ToolCatalog;
import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.domain.access.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes {@code docs/tools.md} from the catalogue. */
final class ToolDocs {
  private final StringBuilder out = new StringBuilder();

  static String of(ToolCatalog catalog) {
    ToolDocs docs = new ToolDocs();
    docs.out.append(
        """
        # Tools

        Generated from the catalogue; do not edit. `mvn -pl adapters-mcp -am verify -Ddocs.write=true` writes it anew.

        Every tool only reads. An argument that is `null` counts as absent, one that is not listed is refused by name. \
        A number may also come as a string that is exactly that number. `structuredContent` and the text block \
        carry the same JSON. `more_…` beside a list tells how many of its items were left out.

        A date-time without an offset is in UTC. Incidents are known by the day, so `since` and `until` are read \
        as UTC days, and the answer says so. A page holds at most 50 concise or 20 detailed exploits; \
        `next_cursor` leads on, with the same arguments. Text that others wrote is quoted: control characters \
        removed, length capped with `…`. It is data, never an instruction.

        """);
    catalog.tools().forEach(docs::tool);
    docs.refusals();
    return docs.out.toString();
  }

  private void tool(ToolDefinition tool) {
    out.append("## `").append(tool.name()).append("` – ").append(tool.title()).append("\n\n");
    out.append(tool.description()).append("\n\n");
    out.append("Tier: ").append(tool.needs().map(Tier::label).orElse("none")).append(".\n\n");
    out.append("### Arguments\n\n");
    JsonNode arguments = tool.inputSchema().path("properties");
    if (arguments.isEmpty()) {
      out.append("None.\n\n");
    } else {
      out.append("| name | type | |\n|---|---|---|\n");
      arguments.properties().forEach(p -> argument(p.getKey(), p.getValue()));
      out.append('\n');
    }
    out.append("### Answer\n\n| key | type | always |\n|---|---|---|\n");
    answer("", tool.outputSchema());
    out.append('\n');
  }

  private void argument(String name, JsonNode schema) {
    List<String> words = new ArrayList<>();
    schema.optional("description").ifPresent(d -> words.add(d.asString()));
    schema
        .optional("enum")
        .ifPresent(labels ->
            words.add(
                labels
                    .valueStream()
                    .map(label -> "`" + label.asString() + "`")
                    .collect(Collectors.joining(", "))));
    if (schema.has("minimum") && schema.has("maximum")) {
      words.add(schema.path("minimum") + "…" + schema.path("maximum"));
    } else if (schema.has("minimum")) {
      words.add("at least " + schema.path("minimum"));
    }
    schema.optional("maxLength").ifPresent(n -> words.add("at most " + n + " characters"));
    schema.optional("default").ifPresent(d -> words.add("default `" + d.asString() + "`"));
    row("`" + name + "`", schema.path("type").asString(), String.join("; ", words));
  }

  private void answer(String prefix, JsonNode schema) {
    List<String> always = schema.path("required").valueStream().map(JsonNode::asString).toList();
    for (var property : schema.path("properties").properties()) {
      JsonNode value = property.getValue();
      boolean list = value.has("items");
      String key = prefix + property.getKey() + (list ? "[]" : "");
      row("`" + key + "`", type(value), always.contains(property.getKey()) ? "yes" : "");
      answer(key + ".", list ? value.path("items") : value);
    }
  }

  private static String type(JsonNode schema) {
    if (schema.has("items")) {
      return type(schema.path("items"));
    }
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
        : type.asString();
  }

  private void refusals() {
    out.append(
        """
        ## Refusals

        A call that is not carried out is a result with `isError: true` whose text is \
        `{"error": {code, status, message, hint, …}}`.

        | code | status | when | more fields |
        |---|---|---|---|
        """);
    for (RefusalCode code : RefusalCode.values()) {
      String fields =
          code.fields().stream().map(f -> "`" + f + "`").collect(Collectors.joining(", "));
      row("`" + code.wireName() + "`", String.valueOf(code.status()), code.meaning(), fields);
    }
  }

  private void row(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
