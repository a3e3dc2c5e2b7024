package ai.kamiyo.bootstrap.command;

import ai.kamiyo.application.access.ListTokens.Listed;
import ai.kamiyo.bootstrap.Application;
import ai.kamiyo.domain.access.TokenClaims;
import ai.kamiyo.domain.text.PlainText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Lists the newest tokens. */
@Command(
    name = "list",
    description = "List the newest tokens and how they stand; the tokens themselves are not kept.",
    mixinStandardHelpOptions = true,
    versionProvider = KamiyoCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  kamiyo token list", "  kamiyo token list --json"})
final class TokenListCommand implements Callable<Integer> {
  private static final int AT_MOST = 1_000;
  private static final int SHOWN = 30;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OperatorSettings operator = new OperatorSettings();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailed {
    try (Application application =
        Application.serving(operator.ready(spec.commandLine().getErr()))) {
      List<Listed> tokens = application.identity().listTokens().newest(AT_MOST);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        JsonOutput.print(out, generator -> write(tokens, generator));
      } else {
        print(tokens, out);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static void print(List<Listed> tokens, PrintWriter out) {
    out.printf(
        "%-36s  %-30s  %-10s  %-12s  %-8s  %s%n",
        "jti", "customer", "tier", "origin", "state", "expires");
    for (Listed listed : tokens) {
      TokenClaims claims = listed.token().claims();
      out.printf(
          "%-36s  %-30s  %-10s  %-12s  %-8s  %s%n",
          claims.id().value(),
          PlainText.of(claims.customer().value(), SHOWN),
          claims.tier().label(),
          listed.token().origin().label(),
          label(listed),
          claims.expiresAt());
    }
    out.printf("%d %s%n", tokens.size(), tokens.size() == 1 ? "token" : "tokens");
  }

  private static void write(List<Listed> tokens, JsonGenerator json) {
    json.writeArrayPropertyStart("tokens");
    for (Listed listed : tokens) {
      TokenClaims claims = listed.token().claims();
      json.writeStartObject();
      json.writeStringProperty("jti", claims.id().value());
      json.writeStringProperty("customer", claims.customer().value());
      json.writeStringProperty("tier", claims.tier().label());
      json.writeStringProperty("origin", listed.token().origin().label());
      json.writeStringProperty("state", label(listed));
      json.writeStringProperty("issued_at", claims.issuedAt().toString());
      json.writeStringProperty("expires_at", claims.expiresAt().toString());
      json.writeStringProperty(
          "revoked_at", listed.token().revokedAt().map(Instant::toString).orElse(null));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String label(Listed listed) {
    return listed.state().name().toLowerCase(Locale.ROOT);
  }
}
