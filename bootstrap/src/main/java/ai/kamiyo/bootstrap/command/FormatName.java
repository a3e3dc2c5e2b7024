package ai.kamiyo.bootstrap.command;

import ai.kamiyo.adapters.kamiyo.feed.ImportFormat;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an import format. */
final class FormatName implements ITypeConverter<ImportFormat> {
  @Override
  public ImportFormat convert(String name) {
    return ImportFormat.named(name)
        .orElseThrow(() ->
            new TypeConversionException(
                "\"%s\" is no format; it must be one of %s"
                    .formatted(
                        name,
                        Arrays.stream(ImportFormat.values())
                            .map(ImportFormat::label)
                            .collect(Collectors.joining(", ")))));
  }
}
