package ai.kamiyo.adapters.mcp.tools;

import ai.kamiyo.adapters.mcp.catalog.Arguments;
import ai.kamiyo.adapters.mcp.catalog.Nearest;
import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.chain.Chain;
import ai.kamiyo.domain.chain.Chains;
import java.util.List;
import java.util.stream.Stream;

/** Reads the name of a chain; one that nobody knows is refused with those that are near. */
final class ChainArgument {
  private ChainArgument() {}

  static Chain named(String argument, String name, String example) {
    return Chains.named(name).orElseThrow(() -> unknown(argument, name, example));
  }

  private static InvalidArgument unknown(String argument, String name, String example) {
    List<String> names =
        Chains.all().stream()
            .flatMap(c -> Stream.concat(Stream.of(c.name()), Chains.aliases(c).stream()))
            .toList();
    return new InvalidArgument(
        argument,
        "names no chain known here: “" + Arguments.shown(name) + "”" + Nearest.hint(name, names),
        example);
  }
}
