package ai.kamiyo.adapters.mcp.protocol;

import ai.kamiyo.adapters.mcp.catalog.Label;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;
import ai.kamiyo.adapters.mcp.catalog.ResourceDefinition;
import ai.kamiyo.adapters.mcp.catalog.ResourceTemplate;
import ai.kamiyo.adapters.mcp.wire.Json;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists resources and prompts in the words of one legacy revision. */
record Listing(Revision revision) {

  /** A list on one page under the name that the protocol gives it. */
  static <T> ObjectNode of(String name, List<T> items, Function<T, ObjectNode> describe) {
    ArrayNode list = Json.array();
    items.forEach(item -> list.add(describe.apply(item)));
    return Json.object().set(name, list);
  }

  ObjectNode describe(ResourceDefinition resource) {
    ObjectNode out = named(resource.label()).put("uri", resource.uri());
    rest(out, resource.label());
    resource.size().ifPresent(size -> out.put("size", size));
    return out;
  }

  ObjectNode describe(ResourceTemplate template) {
    ObjectNode out = named(template.label()).put("uriTemplate", template.uriTemplate());
    return rest(out, template.label());
  }

  private ObjectNode named(Label label) {
    return titled(Json.object().put("name", label.name()), label.title());
  }

  private static ObjectNode rest(ObjectNode out, Label label) {
    return out.put("description", label.description())
        .put("mimeType", label.mimeType())
        .set("annotations", label.annotations());
  }

  ObjectNode describe(PromptDefinition prompt) {
    ObjectNode out = titled(Json.object().put("name", prompt.name()), prompt.title());
    ArrayNode arguments = out.put("description", prompt.description()).putArray("arguments");
    for (PromptDefinition.Argument argument : prompt.arguments()) {
      arguments
          .addObject()
          .put("name", argument.name())
          .put("description", argument.description())
          .put("required", argument.required());
    }
    return out;
  }

  /** Titles came with the revision that also brought structured content. */
  private ObjectNode titled(ObjectNode out, String title) {
    return revision.structured() ? out.put("title", title) : out;
  }
}
