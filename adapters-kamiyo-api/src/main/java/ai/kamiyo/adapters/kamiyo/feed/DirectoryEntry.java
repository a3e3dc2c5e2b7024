package ai.kamiyo.adapters.kamiyo.feed;

import java.util.List;
import java.util.Optional;

/**
 * One protocol of a directory.
 *
 * @param id a slug
 * @param category in DefiLlama's vocabulary
 * @param parent the id of the protocol it belongs to
 */
public record DirectoryEntry(
    String id,
    String name,
    List<String> aliases,
    String category,
    List<String> chains,
    Optional<String> parent) {}
