package ai.kamiyo.bootstrap.settings;

import java.util.List;
import java.util.function.Function;

/** Every setting with its value and where that came from, fit to be seen by anyone. */
public final class ConfigReport {
  private final Values values;
  private final List<Ignored> ignored;

  ConfigReport(Values values, List<Ignored> ignored) {
    this.values = values;
    this.ignored = List.copyOf(ignored);
  }

  public List<Row> rows() {
    return Registry.all().stream().map(this::row).toList();
  }

  /** Names that resemble settings, or stand in a {@code .env}, and mean nothing here. */
  public List<Ignored> ignored() {
    return ignored;
  }

  /** A table for people, one line each. */
  public List<String> lines() {
    List<Row> rows = rows();
    String format = "%-" + width(rows, Row::name) + "s  %-" + width(rows, Row::value) + "s  %s%s";
    return rows.stream()
        .map(row ->
            format.formatted(
                row.name(), row.value(), row.source(), row.used() ? "" : " (not yet used)"))
        .toList();
  }

  private <T> Row row(Setting<T> setting) {
    String unset = setting.is(Tokens.MCP_JWT_SECRET) ? "(random, in KAMIYO_HOME)" : Setting.UNSET;
    String value = values.find(setting).map(setting.kind().shown()).orElse(unset);
    return new Row(setting.name(), value, values.origin(setting), setting.used());
  }

  private static int width(List<Row> rows, Function<Row, String> column) {
    return rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(1);
  }

  /**
   * One setting.
   *
   * @param value as anyone may see it: secrets hidden, URLs without credentials
   * @param source {@code default}, {@code environment}, or the path of a file
   * @param used false while nothing reads the setting yet
   */
  public record Row(String name, String value, String source, boolean used) {}

  /**
   * A name that is no setting.
   *
   * @param source {@code environment} or the path of a file
   */
  public record Ignored(String name, String source) {}
}
