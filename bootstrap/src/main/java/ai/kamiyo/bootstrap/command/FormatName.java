package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.kamiyo.KamiyoAdapter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an import format. */
final class FormatName implements ITypeConverter<String> {
  @Override
  public String convert(String name) {
    if (KamiyoAdapter.importFormats().contains(name)) {
      return name;
    }
    throw new TypeConversionException(
        "\"%s\" is no format; it must be one of %s"
            .formatted(name, String.join(", ", KamiyoAdapter.importFormats())));
  }
}
