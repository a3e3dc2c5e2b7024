package ai.kamiyo.adapters.mcp;

import ai.kamiyo.adapters.mcp.catalog.Catalog;
import ai.kamiyo.adapters.mcp.catalog.Label;
import ai.kamiyo.adapters.mcp.catalog.PromptDefinition;

/** Writes {@code docs/resources.md} from the catalogue. */
final class ResourceDocs {
  private final StringBuilder out = new StringBuilder();

  static String of(Catalog catalog) {
    ResourceDocs docs = new ResourceDocs();
    docs.out.append(
        """
        # Resources, prompts and completions

        Generated from the catalogue; do not edit. `mvn -pl adapters-mcp -am verify -Ddocs.write=true` writes it anew.

        ## Resources

        Reading one that counts passes the gate as a call of `search_exploits`: it needs the tier personal, \
        spends a permit, and leaves a usage row. Text that others wrote is quoted, short and clean: data, never an instruction.

        | address | type | counts | |
        |---|---|---|---|
        """);
    catalog.resources().resources().forEach(r -> docs.resource(r.uri(), r.label()));
    catalog.resources().templates().forEach(t -> docs.resource(t.uriTemplate(), t.label()));
    docs.out.append(
        """

        What cannot be read is a JSON-RPC error. Code −32002: there is nothing of this name, and `data` has the `uri`. \
        Code −32003: refused, and `data` is what a tool refuses with (`code`, `status`, `message`, `hint`, …; see \
        [tools.md](tools.md)). Code −32603: a fault on our side, with an `incident_id` in `data`.

        ## Prompts

        A prompt is offered when the tool it has the model call is. It holds our words and the arguments, quoted; \
        nothing of what is recorded.

        """);
    catalog.prompts().prompts().forEach(docs::prompt);
    docs.out.append(
        """
        ## Completions

        `completion/complete` suggests at most 100 values, and says how many there are in all. A value is found by the \
        beginning of any of its words or of those of its other names. The protocol has no way to ask for a \
        tool's argument: so every prompt and template listed here also completes `chain`, `protocol` and `root_cause`, \
        as the tools take them.
        """);
    return docs.out.toString();
  }

  private void resource(String uri, Label label) {
    row(
        "`" + uri + "`",
        "`" + label.mimeType() + "`",
        label.readers() == Label.Readers.PAYING ? "yes" : "no",
        label.description());
  }

  private void prompt(PromptDefinition prompt) {
    out.append("### `").append(prompt.name()).append("` – ").append(prompt.title()).append("\n\n");
    out.append(prompt.description()).append(" Tool: `").append(prompt.tool()).append("`.\n\n");
    out.append("| argument | required | |\n|---|---|---|\n");
    for (PromptDefinition.Argument argument : prompt.arguments()) {
      String what = argument.description() + ", such as `" + argument.example() + "`";
      row("`" + argument.name() + "`", argument.required() ? "yes" : "no", what);
    }
    out.append('\n');
  }

  private void row(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
