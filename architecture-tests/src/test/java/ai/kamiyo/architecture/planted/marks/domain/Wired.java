package ai.kamiyo.architecture.planted.marks.domain;

/** Planted: wired by an annotation, in a package that is not null-marked. */
@FunctionalInterface
public interface Wired {
  @Inject
  void part();
}
