package ai.kamiyo.adapters.mcp.resources;

import ai.kamiyo.adapters.mcp.catalog.Completer;
import ai.kamiyo.application.exploit.SuggestNames;
import ai.kamiyo.domain.chain.Chains;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.text.Choices;
import ai.kamiyo.domain.text.Choices.Choice;
import java.util.List;
import java.util.stream.Stream;

/** What can be suggested while an argument is typed. */
public final class Suggesting {
  private Suggesting() {}

  /** Chains by their common names, found by their aliases and ids too. */
  public static Completer chains() {
    Choices chains =
        new Choices(
            Chains.all().stream()
                .map(chain ->
                    new Choice(
                        chain.name(),
                        Stream.concat(Chains.aliases(chain).stream(), chain.caip2().stream())
                            .toList()))
                .toList());
    return begun -> chains.startingWith(begun, SuggestNames.MAX);
  }

  public static Completer rootCauses() {
    Choices causes =
        new Choices(
            Stream.of(RootCause.values())
                .map(cause -> new Choice(cause.label(), List.of()))
                .toList());
    return begun -> causes.startingWith(begun, SuggestNames.MAX);
  }
}
