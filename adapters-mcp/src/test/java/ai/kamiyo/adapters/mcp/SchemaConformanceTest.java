package ai.kamiyo.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.kamiyo.adapters.mcp.catalog.ToolDefinition;
import ai.kamiyo.adapters.mcp.wire.Json;
import ai.kamiyo.domain.exploit.DataStatus;
import ai.kamiyo.domain.exploit.Exploit;
import ai.kamiyo.domain.exploit.Group;
import ai.kamiyo.domain.exploit.Usd;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Our messages against the protocol's schema, and our answers against our own. */
class SchemaConformanceTest {
  private static final Path PROTOCOL = Path.of("../../shared/mcp-schema/2025-11-25.json");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final World world = new World();
  private final Client client = new Client(world);

  @Test
  void ourMessagesAreTheProtocols() throws IOException {
    assumeThat(PROTOCOL)
        .as("the schema of the protocol is not here, so our messages are not checked against it")
        .exists();
    world.exploits = Incidents.usual(0, 3);
    JsonNode handshake =
        client
            .pipe(
                Client.request(
                    1,
                    "initialize",
                    "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}"))
            .getFirst();
    JsonNode list = client.pipe(Client.request(2, "tools/list", "{}")).getFirst();
    JsonNode found = client.pipe(Client.call(3, "search_exploits", "{}")).getFirst();
    JsonNode refused = client.pipe(Client.call(4, "search_exploits", "{\"limit\":0}")).getFirst();
    JsonNode error = client.pipe(Client.request(5, "no/such", "{}")).getFirst();
    for (JsonNode message : List.of(handshake, list, found, refused)) {
      check("JSONRPCResultResponse", message);
    }
    check("JSONRPCErrorResponse", error);
    check("InitializeResult", handshake.path("result"));
    check("ListToolsResult", list.path("result"));
    check("CallToolResult", found.path("result"));
    check("CallToolResult", refused.path("result"));
  }

  @Test
  void resourcesPromptsAndCompletionsAreTheProtocols() throws IOException {
    assumeThat(PROTOCOL)
        .as("the schema of the protocol is not here, so our messages are not checked against it")
        .exists();
    world.exploits = Incidents.usual(0, 3);
    String prompt = "{\"name\":\"incident_brief\",\"arguments\":{\"exploit\":\"euler\"}}";
    String completion =
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"incident_brief\"},"
            + "\"argument\":{\"name\":\"exploit\",\"value\":\"e\"}}";
    check("ListResourcesResult", answer("resources/list", "{}"));
    check("ListResourceTemplatesResult", answer("resources/templates/list", "{}"));
    check("ListPromptsResult", answer("prompts/list", "{}"));
    check("GetPromptResult", answer("prompts/get", prompt));
    check("CompleteResult", answer("completion/complete", completion));
    for (String uri : List.of("kamiyo://chains", "kamiyo://exploits/recent")) {
      check("ReadResourceResult", answer("resources/read", "{\"uri\":\"%s\"}".formatted(uri)));
    }
    String none = "{\"uri\":\"kamiyo://none\"}";
    check(
        "JSONRPCErrorResponse", client.pipe(Client.request(1, "resources/read", none)).getFirst());
  }

  private JsonNode answer(String method, String params) {
    JsonNode message = client.pipe(Client.request(1, method, params)).getFirst();
    assertThat(message.has("result")).as("%s", message).isTrue();
    return message.path("result");
  }

  private static void check(String type, JsonNode value) throws IOException {
    ObjectNode schema = (ObjectNode) Json.parse(Files.readString(PROTOCOL)).orElseThrow();
    schema.put("$ref", "#/$defs/" + type);
    assertThat(problems(schema, value)).as(type).isEmpty();
  }

  @Test
  void aWrongMessageWouldBeNoticed() throws IOException {
    assumeThat(PROTOCOL).exists();
    ObjectNode schema = (ObjectNode) Json.parse(Files.readString(PROTOCOL)).orElseThrow();
    schema.put("$ref", "#/$defs/CallToolResult");
    assertThat(problems(schema, Json.object().put("content", "text"))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"concise", "detailed"})
  void everyAnswerFitsTheOutputSchema(String format) {
    List<Exploit> all = new ArrayList<>(Incidents.usual(0, 60));
    all.addFirst(Incidents.bare());
    all.addFirst(Incidents.saying(1, "hostile \u001B[0m text"));
    for (List<Exploit> exploits : List.of(List.<Exploit>of(), all)) {
      world.exploits = exploits;
      world.groups = List.of(new Group("2024-01", 3, Usd.of(7)));
      world.data =
          exploits.isEmpty()
              ? new DataStatus(Optional.empty(), List.of(), 0, false)
              : World.status(true);
      for (String more : List.of("", ",\"limit\":1000", ",\"group_by\":\"month\"")) {
        fits("search_exploits", "{\"response_format\":\"%s\"%s}".formatted(format, more));
      }
      fits("health_check", "{}");
    }
  }

  private void fits(String tool, String arguments) {
    JsonNode result = client.result(tool, arguments);
    assertThat(result.path("isError").asBoolean()).isFalse();
    JsonNode answer = result.path("structuredContent");
    JsonNode schema = definition(tool).outputSchema();
    assertThat(problems(schema, answer)).as(tool + arguments).isEmpty();
    assertThat(unknownTo(schema, answer)).as("described in the schema").isEmpty();
  }

  /** Keys of the answer that its schema is silent about. */
  private static List<String> unknownTo(JsonNode schema, JsonNode value) {
    List<String> unknown = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> unknown.addAll(unknownTo(schema.path("items"), item)));
    }
    if (value.isObject() && schema.has("properties")) {
      for (var property : value.properties()) {
        JsonNode described = schema.path("properties").path(property.getKey());
        if (described.isMissingNode() && !property.getKey().startsWith("more_")) {
          unknown.add(property.getKey());
        }
        unknown.addAll(unknownTo(described, property.getValue()));
      }
    }
    return unknown;
  }

  @Test
  void whatWeRefuseTheInputSchemaRefusesAndWhatItTakesWeTake() {
    JsonNode schema = definition("search_exploits").inputSchema();
    String full =
        """
        {"query":"x","limit":10,"since":"2023-01-01","chain":"eth","min_loss_usd":5,
         "root_cause":"reentrancy","flag":"bridge","min_status":"confirmed","sort":"newest",
         "group_by":"chain","response_format":"detailed"}
        """;
    assertThat(problems(schema, Json.parse(full).orElseThrow())).isEmpty();
    assertThat(client.search(full.replace("\n", ""))).isNotNull();
    for (String bad :
        Set.of("{\"tier\":1}", "{\"limit\":0}", "{\"limit\":1.5}", "{\"flag\":\"%\"}")) {
      assertThat(problems(schema, Json.parse(bad).orElseThrow())).isNotEmpty();
      assertThat(client.refusal(bad)).isNotNull();
    }
  }

  @Test
  void schemasAreFlatObjects() {
    for (ToolDefinition tool : world.adapter().catalog().tools().tools()) {
      for (ObjectNode schema : List.of(tool.inputSchema(), tool.outputSchema())) {
        assertThat(schema.path("type").asString()).isEqualTo("object");
        assertThat(schema.has("oneOf") || schema.has("anyOf") || schema.has("allOf")).isFalse();
        assertThat(Json.write(schema)).doesNotContain("$ref");
      }
    }
  }

  private ToolDefinition definition(String name) {
    return world.adapter().catalog().tools().named(name).orElseThrow();
  }

  private static List<String> problems(JsonNode schema, JsonNode value) {
    Schema compiled = REGISTRY.getSchema(schema);
    return compiled.validate(value).stream().map(Object::toString).toList();
  }
}
