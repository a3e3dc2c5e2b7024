package ai.kamiyo.adapters.kamiyo.feed;

import java.util.List;

/**
 * One protocol of a directory.
 *
 * @param id a slug
 * @param category in DefiLlama's vocabulary
 */
public record DirectoryEntry(
    String id, String name, List<String> aliases, String category, List<String> chains) {}
