package ai.kamiyo.bootstrap.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an import format. */
final class FormatName implements ITypeConverter<ImportKind> {
  @Override
  public ImportKind convert(String name) {
    return ImportKind.named(name)
        .orElseThrow(() ->
            new TypeConversionException(
                "\"%s\" is no format; it must be one of %s"
                    .formatted(
                        name,
                        Arrays.stream(ImportKind.values())
                            .map(ImportKind::label)
                            .collect(Collectors.joining(", ")))));
  }
}
