package ai.kamiyo.adapters.kamiyo.feed;

import ai.kamiyo.domain.access.InvalidArgument;
import ai.kamiyo.domain.exploit.ExploitId;
import ai.kamiyo.domain.exploit.ExploitReport;
import ai.kamiyo.domain.exploit.ExploitReport.Party;
import ai.kamiyo.domain.exploit.ExploitReport.Reference;
import ai.kamiyo.domain.exploit.Flag;
import ai.kamiyo.domain.exploit.InvolvedAddress.Role;
import ai.kamiyo.domain.exploit.Labelled;
import ai.kamiyo.domain.exploit.RootCause;
import ai.kamiyo.domain.exploit.Source;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Our own schema of a report: the bundled catalogue and what was imported are kept in it. */
public final class CatalogueShape implements RowShape {
  /** Reads a line of the kept catalogue. */
  public ExploitReport read(tools.jackson.databind.JsonNode line) throws UnreadableFile {
    try {
      return report(new Row(line));
    } catch (UnreadableRow e) {
      throw new UnreadableFile("a kept report is damaged: " + e.reason(), e);
    }
  }

  @Override
  public ExploitReport report(Row row) throws UnreadableRow {
    try {
      Optional<ExploitId> id = row.text("id").map(ExploitId::new);
      List<String> words = row.texts("words");
      return new ExploitReport(
          row.text("key").or(() -> id.map(i -> "bundled:" + i)).orElseThrow(),
          id,
          row.required("protocol"),
          row.texts("aliases"),
          row.texts("list_ids"),
          LocalDate.parse(row.required("date")),
          row.texts("chains"),
          row.amount("loss_usd"),
          row.amount("recovered_usd"),
          row.text("root_cause").map(c -> Labelled.parse(RootCause.class, "root_cause", c)),
          words.isEmpty() ? row.texts("technique") : words,
          flags(row),
          row.text("summary").orElse(""),
          sources(row),
          transactions(row),
          parties(row),
          row.text("dispute_url"));
    } catch (InvalidArgument | DateTimeException | java.util.NoSuchElementException e) {
      throw new UnreadableRow("it is malformed: " + e.getMessage());
    }
  }

  private static Set<Flag> flags(Row row) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    row.texts("flags").forEach(flag -> flags.add(Labelled.parse(Flag.class, "flags", flag)));
    return flags;
  }

  private static List<Source> sources(Row row) throws UnreadableRow {
    List<Source> sources = new ArrayList<>();
    for (Row source : row.rows("sources")) {
      sources.add(
          new Source(
              source.required("name"),
              source.text("url"),
              source.amount("loss_usd").flatMap(Amounts::usd),
              source.text("words"),
              source.flag("victim_statement")));
    }
    if (sources.isEmpty()) {
      throw new UnreadableRow("it has no source");
    }
    return sources;
  }

  private static List<Reference> transactions(Row row) {
    List<Reference> transactions = new ArrayList<>();
    for (Row transaction : row.rows("transactions")) {
      transaction
          .text("hash")
          .ifPresent(hash -> transactions.add(new Reference(transaction.text("chain"), hash)));
    }
    return transactions;
  }

  private static List<Party> parties(Row row) throws UnreadableRow {
    List<Party> parties = new ArrayList<>();
    for (Row party : row.rows("addresses")) {
      Role role = Labelled.parse(Role.class, "role", party.required("role"));
      party
          .text("address")
          .ifPresent(address -> parties.add(new Party(address, role, party.text("chain"))));
    }
    return parties;
  }

  /** Writes the report as one JSON object. */
  public static void write(ExploitReport report, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("key", report.key());
    report.id().ifPresent(id -> json.writeStringProperty("id", id.value()));
    json.writeStringProperty("protocol", report.protocol());
    strings(json, "aliases", report.aliases());
    strings(json, "list_ids", report.listIds());
    json.writeStringProperty("date", report.date().toString());
    strings(json, "chains", report.chains());
    report.loss().ifPresent(loss -> json.writeNumberProperty("loss_usd", loss));
    report.recovered().ifPresent(usd -> json.writeNumberProperty("recovered_usd", usd));
    report.rootCause().ifPresent(cause -> json.writeStringProperty("root_cause", cause.label()));
    strings(json, "words", report.words());
    strings(json, "flags", report.flags().stream().map(Flag::label).sorted().toList());
    json.writeStringProperty("summary", report.summary());
    json.writeArrayPropertyStart("sources");
    report.sources().forEach(source -> write(source, json));
    json.writeEndArray();
    json.writeArrayPropertyStart("transactions");
    for (Reference transaction : report.transactions()) {
      json.writeStartObject();
      transaction.chain().ifPresent(chain -> json.writeStringProperty("chain", chain));
      json.writeStringProperty("hash", transaction.hash());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("addresses");
    for (Party party : report.addresses()) {
      json.writeStartObject();
      json.writeStringProperty("address", party.address());
      json.writeStringProperty("role", party.role().label());
      party.chain().ifPresent(chain -> json.writeStringProperty("chain", chain));
      json.writeEndObject();
    }
    json.writeEndArray();
    report.disputeUrl().ifPresent(url -> json.writeStringProperty("dispute_url", url));
    json.writeEndObject();
  }

  private static void write(Source source, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", source.name());
    source.url().ifPresent(url -> json.writeStringProperty("url", url));
    source.loss().ifPresent(loss -> json.writeNumberProperty("loss_usd", loss.dollars()));
    source.words().ifPresent(words -> json.writeStringProperty("words", words));
    if (source.victimStatement()) {
      json.writeBooleanProperty("victim_statement", true);
    }
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    if (!values.isEmpty()) {
      json.writeArrayPropertyStart(name);
      values.forEach(json::writeString);
      json.writeEndArray();
    }
  }
}
