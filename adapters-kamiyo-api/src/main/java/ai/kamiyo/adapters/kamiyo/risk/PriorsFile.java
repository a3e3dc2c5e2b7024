package ai.kamiyo.adapters.kamiyo.risk;

import ai.kamiyo.domain.risk.Category;
import ai.kamiyo.domain.risk.Cell;
import ai.kamiyo.domain.risk.RiskPriors;
import ai.kamiyo.domain.risk.RiskPriors.Year;
import ai.kamiyo.domain.risk.SizeEffect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How base rates are written to a file, and read from it or from the one that ships. */
public final class PriorsFile {
  private static final String SHIPPED = "risk-priors.json";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private PriorsFile() {}

  /** Those inside this program. */
  public static RiskPriors shipped() {
    try (InputStream in =
        Objects.requireNonNull(PriorsFile.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return read(MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped " + SHIPPED + " cannot be read", e);
    }
  }

  /** Those of a file; empty if there is none. */
  public static Optional<RiskPriors> of(Path file) {
    return Files.exists(file) ? Optional.of(read(MAPPER.readTree(file))) : Optional.empty();
  }

  /** What a file tells of the runs that wrote it; nothing if there is none. */
  public static List<String> measured(Path file) {
    return Files.exists(file)
        ? MAPPER.readTree(file).required("measured").valueStream().map(JsonNode::asString).toList()
        : List.of();
  }

  private static RiskPriors read(JsonNode root) {
    List<Year> years = new ArrayList<>();
    for (JsonNode row : root.required("cells")) {
      Cell cell =
          new Cell(
              Category.of(row.required("category").asString()),
              row.required("multi_chain").asBoolean());
      years.add(
          new Year(
              row.required("year").asInt(),
              cell,
              row.required("events").asDouble(),
              row.required("exposure").asDouble()));
    }
    JsonNode size = root.required("size");
    return new RiskPriors(
        years,
        new SizeEffect(size.required("slope").asDouble(), size.required("reference").asDouble()),
        LocalDate.parse(size.required("as_of").asString()),
        root.required("universe").asString());
  }

  /**
   * Writes them, one line for each cell and year and for each thing measured.
   *
   * @param measured what was measured of the model where they were learnt, in words
   */
  public static void write(RiskPriors priors, List<String> measured, Path file) throws IOException {
    try (JsonGenerator json =
        MAPPER.writerWithDefaultPrettyPrinter().createGenerator(Files.newBufferedWriter(file))) {
      json.writeStartObject();
      json.writeStringProperty("universe", priors.universe());
      json.writeArrayPropertyStart("measured");
      for (String line : measured) {
        json.writeRawValue("%n%s".formatted(MAPPER.writeValueAsString(line)));
      }
      json.writeEndArray();
      json.writeObjectPropertyStart("size");
      json.writeStringProperty("as_of", priors.sizedOn().toString());
      json.writeNumberProperty("slope", priors.size().slope());
      json.writeNumberProperty("reference", priors.size().reference());
      json.writeEndObject();
      json.writeArrayPropertyStart("cells");
      for (Year one : priors.years()) {
        json.writeRawValue(
            "%n{\"year\":%d,\"category\":%s,\"multi_chain\":%b,\"events\":%s,\"exposure\":%s}"
                .formatted(
                    one.year(),
                    MAPPER.writeValueAsString(one.cell().category().name()),
                    one.cell().multiChain(),
                    plain(one.events()),
                    plain(one.exposure())));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static String plain(double number) {
    return java.math.BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
