package ai.kamiyo.adapters.mcp.catalog;

import ai.kamiyo.domain.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Every resource this server offers, in one fixed order. Thread-safe and lazy. */
public final class ResourceCatalog {
  private final Supplier<Shelf> source;

  public ResourceCatalog(Supplier<Shelf> source) {
    this.source = Lazy.of(source);
  }

  /** The resources that are listed, and the families that are not. */
  public record Shelf(List<ResourceDefinition> resources, List<ResourceTemplate> templates) {
    public Shelf {
      resources = List.copyOf(resources);
      templates = List.copyOf(templates);
    }
  }

  public List<ResourceDefinition> resources() {
    return source.get().resources();
  }

  public List<ResourceTemplate> templates() {
    return source.get().templates();
  }

  /** The template that is written so. */
  public Optional<ResourceTemplate> template(String uriTemplate) {
    return templates().stream().filter(t -> t.uriTemplate().equals(uriTemplate)).findFirst();
  }

  /** What there is at this address; a listed resource goes before a family's member. */
  public Optional<Located> at(String uri) {
    Optional<Located> listed =
        resources().stream()
            .filter(resource -> resource.uri().equals(uri))
            .findFirst()
            .map(resource -> new Located(uri, resource.label(), resource.reader()));
    return listed.or(() ->
        templates().stream()
            .flatMap(template -> template.match(uri).map(v -> member(uri, template, v)).stream())
            .findFirst());
  }

  private static Located member(String uri, ResourceTemplate template, String value) {
    return new Located(uri, template.label(), caller -> template.reader().read(value, caller));
  }

  /** A resource that can be read. */
  public record Located(String uri, Label label, ResourceDefinition.Reader reader) {
    /** Reads it; throws {@link CancellationException} and nothing else. */
    public ResourceReading read(Caller caller) {
      try {
        return reader.read(caller);
      } catch (CancellationException cancelled) {
        throw cancelled;
      } catch (Throwable failure) { // an Error too must not leave the caller without an answer
        return new ResourceReading.Refused(ToolBoundary.failed("reading " + label.name(), failure));
      }
    }
  }
}
